package vortex7.matching.synthetic;

import java.math.BigDecimal;
import vortex7.market.Instrument;
import vortex7.market.Symbol;

/**
 * How one symbol of the synthetic market trades: its scales, measured on recordings of the real
 * one. What is in coins is base units, what is in ticks is price steps.
 *
 * @param openingPrice where a market without a past begins, quote units
 * @param minuteVolatility median standard deviation of the log return of one minute, a fraction
 * @param commonShare correlation of its fundamental with the factor that all symbols share, 0 to 1
 * @param medianMinuteNotional traded in a median minute of its history, quote units
 * @param takerOrdersPerSecond mean rate of aggressive orders in an ordinary mood
 * @param medianOrderCoins median size of an aggressive order
 * @param orderSizeSigma standard deviation of the logarithm of that size
 * @param largestOrderCoins what the heavy tail is cut at
 * @param queueCoins typical quantity at the best price while the book is dense
 * @param levelCoins median quantity of an order behind it
 * @param hysteresisTicks how far the fundamental strays from the touch before the touch follows
 * @param levelGapTicks mean distance of neighbouring levels while the book is dense
 */
public record SyntheticSymbol(
    Instrument instrument,
    BigDecimal openingPrice,
    double minuteVolatility,
    double commonShare,
    double medianMinuteNotional,
    double takerOrdersPerSecond,
    double medianOrderCoins,
    double orderSizeSigma,
    double largestOrderCoins,
    double queueCoins,
    double levelCoins,
    double hysteresisTicks,
    double levelGapTicks) {

  public SyntheticSymbol {
    requirePositive("openingPrice", openingPrice.doubleValue());
    requirePositive("minuteVolatility", minuteVolatility);
    requirePositive("takerOrdersPerSecond", takerOrdersPerSecond);
    requirePositive("medianOrderCoins", medianOrderCoins);
    requirePositive("queueCoins", queueCoins);
    requirePositive("levelCoins", levelCoins);
    requirePositive("hysteresisTicks", hysteresisTicks);
    requirePositive("levelGapTicks", levelGapTicks);
    if (!(commonShare >= 0.0 && commonShare <= 1.0)) {
      throw new IllegalArgumentException("commonShare must be 0 to 1, was " + commonShare);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0.0)) {
      throw new IllegalArgumentException(name + " must be above 0, was " + value);
    }
  }

  public Symbol symbol() {
    return instrument.symbol();
  }

  double tick() {
    return instrument.tickSize().doubleValue();
  }

  double step() {
    return instrument.stepSize().doubleValue();
  }

  /** BTCUSDT as the recordings of July 2024 show it. */
  public static SyntheticSymbol bitcoin() {
    return of(
        perpetual("BTC", "0.10", "556.80", "4529764", "0.001", "1000", "120", "50"),
        new BigDecimal("64000.00"));
  }

  /** ETHUSDT as the recordings of July 2024 show it. */
  public static SyntheticSymbol ether() {
    return of(
        perpetual("ETH", "0.01", "39.86", "306177", "0.001", "10000", "2000", "20"),
        new BigDecimal("3420.00"));
  }

  /**
   * The character of {@code instrument}: those of BTCUSDT and ETHUSDT are measured, any other is a
   * smaller market with the proportions of ETHUSDT at {@code openingPrice}.
   */
  public static SyntheticSymbol of(Instrument instrument, BigDecimal openingPrice) {
    return switch (instrument.symbol().code()) {
      case "BTCUSDT" ->
          new SyntheticSymbol(
              instrument,
              openingPrice,
              0.00031,
              0.985,
              7.3e6,
              5.3,
              0.013,
              2.1,
              60.0,
              24.0,
              0.05,
              40.0,
              2.5);
      case "ETHUSDT" ->
          new SyntheticSymbol(
              instrument,
              openingPrice,
              0.00068,
              0.985,
              6.4e6,
              3.9,
              0.075,
              2.3,
              700.0,
              150.0,
              0.5,
              48.0,
              1.7);
      default -> smaller(instrument, openingPrice);
    };
  }

  private static SyntheticSymbol smaller(Instrument instrument, BigDecimal openingPrice) {
    double price = openingPrice.doubleValue();
    double step = instrument.stepSize().doubleValue();
    double coin = 3420.0 / price;
    double ticksPerBasisPoint = price * 1e-4 / instrument.tickSize().doubleValue();
    return new SyntheticSymbol(
        instrument,
        openingPrice,
        0.00075,
        0.93,
        1.6e6,
        2.0,
        Math.max(step, 0.13 * coin),
        2.0,
        200.0 * coin,
        Math.max(20 * step, 60.0 * coin),
        Math.max(2 * step, 0.3 * coin),
        Math.max(1.1, 0.9 * ticksPerBasisPoint),
        Math.max(1.0, 0.05 * ticksPerBasisPoint));
  }

  private static Instrument perpetual(
      String base,
      String tick,
      String minPrice,
      String maxPrice,
      String step,
      String maxQuantity,
      String marketMaxQuantity,
      String minNotional) {
    return new Instrument(
        Symbol.of(base + "USDT"),
        base,
        "USDT",
        new BigDecimal(tick),
        new BigDecimal(minPrice),
        new BigDecimal(maxPrice),
        new BigDecimal(step),
        new BigDecimal(step),
        new BigDecimal(maxQuantity),
        new BigDecimal(marketMaxQuantity),
        new BigDecimal(minNotional),
        new BigDecimal("1.0500"),
        new BigDecimal("0.9500"),
        new BigDecimal("0.05"),
        new BigDecimal("0.0500"));
  }
}
