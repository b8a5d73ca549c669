package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.FundingView;

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

  /**
   * The entry of {@code premiumIndex}, of a symbol that has a mark. One that does not trade here
   * has no premium, so its index is its mark and its rate the interest.
   */
  static void premiumIndex(JsonWriter json, Exchange exchange, Symbol symbol) {
    long now = exchange.timeMillis();
    BigDecimal interest = exchange.rules().funding().interest();
    FundingView funding =
        exchange.symbols().contains(symbol)
            ? exchange.funding(symbol)
            : unlisted(symbol, exchange.markPrice(symbol).orElseThrow(), interest, now);
    json.beginObject()
        .field("symbol", symbol.code())
        .field("markPrice", eight(funding.markPrice()))
        .field("indexPrice", eight(funding.indexPrice()))
        .field("estimatedSettlePrice", eight(funding.indexPrice()))
        .field("lastFundingRate", eight(funding.rate()))
        .field("interestRate", eight(interest))
        .field("nextFundingTime", funding.nextMillis())
        .field("time", now)
        .endObject();
  }

  private static FundingView unlisted(
      Symbol symbol, BigDecimal mark, BigDecimal interest, long now) {
    return new FundingView(symbol, mark, mark, interest, nextFunding(now), FUNDING_MILLIS);
  }
}
