package vortex7.position;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId.Leg;

/** A trade's usual surroundings, for tests: an instrument, terms, a plan. */
final class Trades {
  static final Symbol BTC = Symbol.of("BTCUSDT");
  static final String EPOCH = "abc123";
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  static final Instrument INSTRUMENT =
      new Instrument(
          BTC,
          "BTC",
          "USDT",
          dec("0.1"),
          dec("100"),
          dec("1000000"),
          dec("0.001"),
          dec("0.001"),
          dec("1000"),
          dec("120"),
          dec("5"),
          dec("1.05"),
          dec("0.95"),
          dec("0.05"),
          dec("0.05"));

  static final Terms TERMS = new Terms(INSTRUMENT, EPOCH, ExecutionRules.documents());

  private Trades() {}

  static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }

  /** A long of 0.010 at 60000.0, stop 59940.0, target 60128.0 for 60 %, trail 30. */
  static TradePlan longPlan(long number) {
    return plan(number, Side.BUY, "0.010", "60000.0", "59940.0", "60128.0", "0.6", "30.0");
  }

  static TradePlan shortPlan(long number) {
    return plan(number, Side.SELL, "0.010", "60000.0", "60060.0", "59872.0", "0.6", "30.0");
  }

  static TradePlan plan(
      long number,
      Side side,
      String quantity,
      String entry,
      String stop,
      String target,
      String share,
      String trail) {
    return new TradePlan(
        "d_20261120_120000000_BTCUSDT",
        BTC,
        number,
        side,
        'A',
        dec(quantity),
        dec(entry),
        dec(stop),
        dec(target),
        dec(share),
        Optional.of(dec(trail)),
        5,
        Duration.ofSeconds(5),
        Duration.ofMinutes(5),
        dec("1.00"),
        72.5,
        0.61,
        "TRENDING",
        "NORMAL",
        "documents",
        "{}",
        NOON);
  }

  static ClientOrderId id(long number, Leg leg, int attempt) {
    return new ClientOrderId(EPOCH, BTC, number, leg, attempt);
  }
}
