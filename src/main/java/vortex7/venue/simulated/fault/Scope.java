package vortex7.venue.simulated.fault;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a fault is limited to. Patterns in which {@code *} stands for any text, upper and lower case
 * being equal, and {@code |} between alternatives; without one everything is meant.
 */
public final class Scope {
  /** The fields that may limit a fault. */
  public enum Field {
    STREAM("stream"),
    SYMBOL("symbol"),
    ENDPOINT("endpoint"),
    ACCOUNT("account"),
    CLIENT_ID("clientId"),
    EVENT("event");

    private final String text;

    Field(String text) {
      this.text = text;
    }

    String of(Target target) {
      return switch (this) {
        case STREAM -> target.stream();
        case SYMBOL -> target.symbol();
        case ENDPOINT -> target.endpoint();
        case ACCOUNT -> target.account();
        case CLIENT_ID -> target.clientId();
        case EVENT -> target.event();
      };
    }
  }

  private final SortedMap<Field, String> texts;
  private final SortedMap<Field, Pattern> patterns = new TreeMap<>();

  private Scope(SortedMap<Field, String> texts) {
    this.texts = texts;
    texts.forEach((field, text) -> patterns.put(field, pattern(text)));
  }

  /** Reads those fields that make sense for a kind. */
  static Scope read(Fields fields, Field... allowed) {
    TreeMap<Field, String> texts = new TreeMap<>();
    for (Field field : allowed) {
      if (fields.has(field.text)) {
        texts.put(field, fields.text(field.text));
      }
    }
    return new Scope(texts);
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '|' -> regex.append('|');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  public boolean matches(Target target) {
    for (var entry : patterns.entrySet()) {
      if (!entry.getValue().matcher(entry.getKey().of(target)).matches()) {
        return false;
      }
    }
    return true;
  }

  /** Whether it looks at the order's symbol or client id, which a frame has to be read for. */
  public boolean looksInside() {
    return patterns.containsKey(Field.SYMBOL) || patterns.containsKey(Field.CLIENT_ID);
  }

  /** What it is limited to in a field. */
  public Optional<String> text(Field field) {
    return Optional.ofNullable(texts.get(field));
  }

  /** Fields and patterns by name. */
  public SortedMap<String, String> texts() {
    TreeMap<String, String> byName = new TreeMap<>();
    texts.forEach((field, text) -> byName.put(field.text, text));
    return byName;
  }
}
