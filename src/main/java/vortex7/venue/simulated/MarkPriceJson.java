package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import vortex7.market.Symbol;

/** The mark price as the venue prints it; funding is exchanged every eight hours. */
final class MarkPriceJson {
  /** The interest component alone: what the venue charges while mark and index agree. */
  static final String FUNDING_RATE = "0.00010000";

  private static final long FUNDING_MILLIS = 8 * 3_600_000L;

  private MarkPriceJson() {}

  static JsonWriter head(JsonWriter json, String event, long time) {
    return json.beginObject().field("e", event).field("E", time);
  }

  static BigDecimal eight(BigDecimal price) {
    return price.setScale(8, RoundingMode.HALF_UP);
  }

  static long nextFunding(long now) {
    return (Math.floorDiv(now, FUNDING_MILLIS) + 1) * FUNDING_MILLIS;
  }

  static void premiumIndex(JsonWriter json, Symbol symbol, BigDecimal mark, long now) {
    json.beginObject()
        .field("symbol", symbol.code())
        .field("markPrice", eight(mark))
        .field("indexPrice", eight(mark))
        .field("estimatedSettlePrice", eight(mark))
        .field("lastFundingRate", FUNDING_RATE)
        .field("interestRate", FUNDING_RATE)
        .field("nextFundingTime", nextFunding(now))
        .field("time", now)
        .endObject();
  }
}
