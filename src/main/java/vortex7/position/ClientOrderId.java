package vortex7.position;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import vortex7.market.Symbol;

/**
 * The name under which the venue knows one order of ours: reversible, alphanumeric, at most 32
 * characters, and never the same for two orders.
 *
 * <p>{@code v7}, the journal's epoch (6), the symbol (1 to 15), the position number (6), the leg's
 * letter, the attempt (2); numbers in base 32. The symbol stands in the middle because all other
 * parts have a fixed width.
 *
 * @param epoch 6 base-32 characters drawn when the journal is created, and anew when it is restored
 * @param positionNumber the symbol's trades counted from 1, below 2^30
 * @param attempt counted from 0 for each leg of a position, below 1024
 */
public record ClientOrderId(
    String epoch, Symbol symbol, long positionNumber, Leg leg, int attempt) {

  /** What an order does for its position. */
  public enum Leg {
    ENTRY('E'),
    STOP('S'),
    TARGET('T'),
    EXIT('X');

    private final char letter;

    Leg(char letter) {
      this.letter = letter;
    }

    static Optional<Leg> ofLetter(char letter) {
      for (Leg leg : values()) {
        if (leg.letter == letter) {
          return Optional.of(leg);
        }
      }
      return Optional.empty();
    }
  }

  private static final String PREFIX = "v7";
  private static final int EPOCH_WIDTH = 6;
  private static final int NUMBER_WIDTH = 6;
  private static final int ATTEMPT_WIDTH = 2;
  private static final int SYMBOL_MAX = 15;
  private static final int TAIL = NUMBER_WIDTH + 1 + ATTEMPT_WIDTH;
  private static final int RADIX = 32;

  /** The highest attempt that an id can name. */
  public static final int ATTEMPT_MAX = 1023;

  public ClientOrderId {
    if (!isBase32(epoch, EPOCH_WIDTH)) {
      throw new IllegalArgumentException("epoch must be 6 characters 0-9 a-v, was " + epoch);
    }
    if (symbol.code().length() > SYMBOL_MAX || symbol.code().indexOf('_') >= 0) {
      throw new IllegalArgumentException(
          "symbol must have at most 15 letters and digits to name an order, was " + symbol);
    }
    if (positionNumber < 1 || positionNumber >= 1L << 30) {
      throw new IllegalArgumentException(
          "position number must be in [1, 2^30), was " + positionNumber);
    }
    if (attempt < 0 || attempt > ATTEMPT_MAX) {
      throw new IllegalArgumentException("attempt must be in [0, 1024), was " + attempt);
    }
  }

  /**
   * An epoch that no other journal on the same venue account will have.
   *
   * @param random one that nobody can guess, where money is traded
   */
  public static String drawEpoch(RandomGenerator random) {
    StringBuilder epoch = new StringBuilder(EPOCH_WIDTH);
    for (int i = 0; i < EPOCH_WIDTH; i++) {
      epoch.append(Character.forDigit(random.nextInt(RADIX), RADIX));
    }
    return epoch.toString();
  }

  /** The id as it goes over the wire. */
  public String text() {
    return PREFIX
        + epoch
        + symbol.code()
        + padded(positionNumber, NUMBER_WIDTH)
        + leg.letter
        + padded(attempt, ATTEMPT_WIDTH);
  }

  /** The same leg's next attempt. */
  public ClientOrderId next() {
    return new ClientOrderId(epoch, symbol, positionNumber, leg, attempt + 1);
  }

  /** Reads {@link #text()} back; empty for an id that this format did not make. */
  public static Optional<ClientOrderId> parse(String text) {
    int head = PREFIX.length() + EPOCH_WIDTH;
    if (!text.startsWith(PREFIX) || text.length() < head + 2 + TAIL || text.length() > 32) {
      return Optional.empty();
    }
    int tail = text.length() - TAIL;
    String epoch = text.substring(PREFIX.length(), head);
    String number = text.substring(tail, tail + NUMBER_WIDTH);
    String attempt = text.substring(tail + NUMBER_WIDTH + 1);
    Optional<Leg> leg = Leg.ofLetter(text.charAt(tail + NUMBER_WIDTH));
    if (leg.isEmpty()
        || !isBase32(epoch, EPOCH_WIDTH)
        || !isBase32(number, NUMBER_WIDTH)
        || !isBase32(attempt, ATTEMPT_WIDTH)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ClientOrderId(
              epoch,
              Symbol.of(text.substring(head, tail)),
              Long.parseLong(number, RADIX),
              leg.get(),
              Integer.parseInt(attempt, RADIX)));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private static boolean isBase32(String text, int width) {
    return text.length() == width
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'v'));
  }

  private static String padded(long value, int width) {
    String digits = Long.toString(value, RADIX).toLowerCase(Locale.ROOT);
    return "0".repeat(width - digits.length()) + digits;
  }

  @Override
  public String toString() {
    return text();
  }
}
