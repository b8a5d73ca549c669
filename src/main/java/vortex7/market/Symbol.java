package vortex7.market;

/**
 * A perpetual's name as the venue writes it, in upper case, such as {@code BTCUSDT}.
 *
 * @param code 2 to 30 upper-case letters, digits or underscores
 */
public record Symbol(String code) implements Comparable<Symbol> {
  public Symbol {
    if (code.length() < 2 || code.length() > 30) {
      throw new IllegalArgumentException("symbol must have 2 to 30 characters, was " + code);
    }
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      boolean allowed = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (!allowed) {
        throw new IllegalArgumentException(
            "symbol must be upper-case letters, digits or _, was " + code);
      }
    }
  }

  public static Symbol of(String code) {
    return new Symbol(code);
  }

  @Override
  public int compareTo(Symbol other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
