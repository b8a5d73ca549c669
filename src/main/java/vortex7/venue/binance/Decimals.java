package vortex7.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import vortex7.port.VenueException;
import vortex7.port.VenueException.Kind;

/** Exact decimals out of the venue's JSON, where they are strings and sometimes numbers. */
final class Decimals {
  private Decimals() {}

  /** The member's value; an answer without it is nothing to work with. */
  static BigDecimal of(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual() && !value.isNumber()) {
      throw new VenueException(Kind.UNKNOWN, 0, "an answer lacks " + name);
    }
    try {
      return new BigDecimal(value.asText());
    } catch (NumberFormatException e) {
      throw new VenueException(Kind.UNKNOWN, 0, name + " is no number: " + value.asText());
    }
  }

  /** Zero for an absent or empty value, which the venue sends before anything was executed. */
  static BigDecimal orZero(JsonNode value) {
    return value.asText("").isEmpty() || value.isNull()
        ? BigDecimal.ZERO
        : new BigDecimal(value.asText());
  }
}
