package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request, from its query string and its form body; where a name occurs in
 * both, the query wins (protocols, A.2). The getters throw {@link VenueRefusal} with the venue's
 * own code for what is missing, empty or malformed.
 */
final class RequestParameters {
  /** What the venue accepts as a client order id. */
  private static final Pattern CLIENT_ID = Pattern.compile("^[.A-Z:/a-z0-9_-]{1,36}$");

  private static final Pattern DECIMAL = Pattern.compile("^([0-9]{1,20})(\\.[0-9]{1,20})?$");
  private static final int CLIENT_ID_LENGTH_MAX = 36;

  private final Map<String, String> values;

  private RequestParameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param query the raw query string as sent, possibly empty
   * @param body the raw form body as sent, possibly empty
   */
  static RequestParameters of(String query, String body) {
    TreeMap<String, String> values = new TreeMap<>();
    read(query, values);
    TreeMap<String, String> ofBody = new TreeMap<>();
    read(body, ofBody);
    ofBody.forEach(values::putIfAbsent);
    return new RequestParameters(values);
  }

  /** Of names and values that are decoded already. */
  static RequestParameters of(Map<String, String> values) {
    return new RequestParameters(new TreeMap<>(values));
  }

  /** Parameters that are read already. */
  static RequestParameters of(SortedMap<String, String> values) {
    return new RequestParameters(new TreeMap<>(values));
  }

  private static void read(String part, Map<String, String> into) {
    int from = 0;
    while (from < part.length()) {
      int amp = part.indexOf('&', from);
      int to = amp < 0 ? part.length() : amp;
      if (to > from) {
        int equals = part.indexOf('=', from);
        boolean bare = equals < 0 || equals >= to;
        String name = decode(part.substring(from, bare ? to : equals));
        String value = bare ? "" : decode(part.substring(equals + 1, to));
        if (into.put(name, value) != null) {
          throw VenueRefusal.of(-1101, "Duplicate values for a parameter detected.");
        }
      }
      from = to + 1;
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw VenueRefusal.badEscape();
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  @Nullable String find(String name) {
    String value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value.isEmpty()) {
      throw VenueRefusal.of(-1105, "Parameter '" + name + "' was empty.");
    }
    return value;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(find(name));
  }

  String textOr(String name, String otherwise) {
    String value = find(name);
    return value == null ? otherwise : value;
  }

  String required(String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw VenueRefusal.missing(name);
    }
    return value;
  }

  /** A whole number, negative ones included; empty when the parameter was not sent. */
  Optional<Long> whole(String name) {
    String value = find(name);
    return value == null ? Optional.empty() : Optional.of(parsedLong(name, value));
  }

  long wholeOr(String name, long otherwise) {
    String value = find(name);
    return value == null ? otherwise : parsedLong(name, value);
  }

  long requiredWhole(String name) {
    return parsedLong(name, required(name));
  }

  private static long parsedLong(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException notWhole) {
      throw VenueRefusal.of(
          -1100,
          "Illegal characters found in parameter '" + name + "'; legal range is '^[0-9]{1,20}$'.");
    }
  }

  /** A plain decimal of at least 0; signs and exponents are illegal characters here. */
  Optional<BigDecimal> decimal(String name) {
    String value = find(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.startsWith("-") && DECIMAL.matcher(value.substring(1)).matches()) {
      return Optional.of(new BigDecimal(value));
    }
    if (!DECIMAL.matcher(value).matches()) {
      throw VenueRefusal.of(
          -1100,
          "Illegal characters found in parameter '"
              + name
              + "'; legal range is '^([0-9]{1,20})(\\.[0-9]{1,20})?$'.");
    }
    return Optional.of(new BigDecimal(value));
  }

  BigDecimal requiredDecimal(String name) {
    required(name);
    return decimal(name).orElseThrow(() -> VenueRefusal.missing(name));
  }

  /** {@code true} or {@code false} in any case. */
  Optional<Boolean> flag(String name) {
    String value = find(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.equalsIgnoreCase("true")) {
      return Optional.of(true);
    }
    if (value.equalsIgnoreCase("false")) {
      return Optional.of(false);
    }
    throw VenueRefusal.invalid(name);
  }

  boolean flagOr(String name, boolean otherwise) {
    return flag(name).orElse(otherwise);
  }

  boolean requiredFlag(String name) {
    required(name);
    return flag(name).orElseThrow(() -> VenueRefusal.missing(name));
  }

  /** A client's own order id: 1 to 36 characters of the venue's alphabet. */
  Optional<String> clientId(String name) {
    String value = find(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.length() > CLIENT_ID_LENGTH_MAX) {
      throw VenueRefusal.of(-4015, "Client order id length should not be more than 36 chars");
    }
    if (!CLIENT_ID.matcher(value).matches()) {
      throw VenueRefusal.of(
          -1100,
          "Illegal characters found in parameter '"
              + name
              + "'; legal range is '^[\\.A-Z\\:/a-z0-9_-]{1,36}$'.");
    }
    return Optional.of(value);
  }
}
