package vortex7.journal;

import java.util.regex.Pattern;

/**
 * Which of the worlds that may share a database a journal entry is about: venue and mode are part
 * of every persistence id, tag and row, so that paper, testnet and live never mix.
 *
 * <p>A persistence id reads {@code kind|venue-mode|name}, such as {@code
 * position|simulated-paper|BTCUSDT} or {@code account|binance-live|main}.
 *
 * @param venue lower-case letters and digits, such as {@code simulated}
 * @param mode {@code paper}, {@code testnet} or {@code live}
 */
public record JournalScope(String venue, String mode) {
  public static final String POSITION = "position";
  public static final String ACCOUNT = "account";

  /** The name of the one account of a scope. */
  public static final String ONLY_ACCOUNT = "main";

  private static final Pattern PART = Pattern.compile("[a-z0-9]+");

  public JournalScope {
    if (!PART.matcher(venue).matches() || !PART.matcher(mode).matches()) {
      throw new IllegalArgumentException(
          "venue and mode must be lower-case letters and digits, were " + venue + ", " + mode);
    }
  }

  /** {@code venue-mode}. */
  public String text() {
    return venue + "-" + mode;
  }

  /** Reads {@link #text()} back. */
  public static JournalScope parse(String text) {
    String[] parts = text.split("-", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("scope must be venue-mode, was " + text);
    }
    return new JournalScope(parts[0], parts[1]);
  }

  public String persistenceId(String kind, String name) {
    return kind + "|" + text() + "|" + name;
  }

  public String positionId(String symbol) {
    return persistenceId(POSITION, symbol);
  }

  public String accountId() {
    return persistenceId(ACCOUNT, ONLY_ACCOUNT);
  }

  /** The tag under which all events of a kind are found in this scope. */
  public String tag(String kind) {
    return kind + "|" + text();
  }
}
