package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.FundingView;
import vortex7.matching.Market;
import vortex7.venue.simulated.VenueHistory.Crowd;
import vortex7.venue.simulated.VenueHistory.Sample;
import vortex7.venue.simulated.VenueHistory.Settled;
import vortex7.venue.simulated.VenueHistory.Taken;

/**
 * Watches the markets: settled funding, a sample of each every five minutes for the statistics, and
 * minutes of what is not traded (mark, index, premium), which no restart outlives. Lives on the
 * engine's thread.
 */
final class MarketRecorder {
  static final long SAMPLE_MILLIS = 300_000;

  /** More than the venue answers at once; nearly a year of every eight hours. */
  private static final int SETTLEMENTS_KEPT = 1_000;

  /** A week of five minutes; the venue's own memory is a month. */
  private static final int SAMPLES_KEPT = 2_016;

  private static final long SECOND_MILLIS = 1_000;
  private static final int PREMIUM_SCALE = 8;

  /** What is sampled every second. */
  enum Series {
    MARK,
    INDEX,
    PREMIUM
  }

  private final Ledger<Settled> settlements = new Ledger<>(SETTLEMENTS_KEPT);
  private final Ledger<Sample> samples = new Ledger<>(SAMPLES_KEPT);
  private final TreeMap<Symbol, Watch> watches = new TreeMap<>();
  private long nextSecond = Long.MIN_VALUE;
  private long nextSample = Long.MIN_VALUE;

  /** One symbol's minutes, and what was taken since the last sample. */
  private static final class Watch {
    private final EnumMap<Series, PriceBars> bars = new EnumMap<>(Series.class);
    private long boughtSteps;
    private long soldSteps;
    private boolean wholeWindow;

    private Watch() {
      for (Series series : Series.values()) {
        bars.put(series, new PriceBars(SymbolFeed.CANDLES_KEPT));
      }
    }

    private void add(Series series, BigDecimal price, long time) {
      PriceBars of = bars.get(series);
      if (of != null) {
        of.add(price, time);
      }
    }
  }

  void restore(VenueHistory saved) {
    saved.settlements().forEach(settled -> settlements.keep(settled.symbol().code(), settled));
    saved.samples().forEach(sample -> samples.keep(sample.symbol().code(), sample));
  }

  void onTrade(Symbol symbol, long quantitySteps, boolean buyerIsMaker) {
    Watch watch = watch(symbol);
    if (buyerIsMaker) {
      watch.soldSteps += quantitySteps;
    } else {
      watch.boughtSteps += quantitySteps;
    }
  }

  private Watch watch(Symbol symbol) {
    Watch watch = watches.get(symbol);
    if (watch == null) {
      watch = new Watch();
      watches.put(symbol, watch);
    }
    return watch;
  }

  /** A recording that is played again settles again what is settled already. */
  void onFunding(Symbol symbol, BigDecimal rate, BigDecimal mark, long time) {
    List<Settled> before = settlements.of(symbol.code());
    if (before.isEmpty() || before.getLast().time() < time) {
      settlements.add(symbol.code(), new Settled(symbol, time, rate, mark));
    }
  }

  /**
   * Time has come to {@code now}: samples what is due.
   *
   * @param crowd who holds what of a symbol; empty where nobody knows
   */
  void onTime(long now, Exchange exchange, Function<Symbol, Optional<Crowd>> crowd) {
    if (now >= nextSecond) {
      nextSecond = (Math.floorDiv(now, SECOND_MILLIS) + 1) * SECOND_MILLIS;
      exchange.symbols().forEach(symbol -> watchPrices(exchange, symbol, now));
    }
    if (now < nextSample) {
      return;
    }
    boolean first = nextSample == Long.MIN_VALUE;
    boolean onTime = Math.floorMod(now, SAMPLE_MILLIS) == 0;
    nextSample = (Math.floorDiv(now, SAMPLE_MILLIS) + 1) * SAMPLE_MILLIS;
    for (Symbol symbol : exchange.symbols()) {
      if (!first || onTime) {
        sample(exchange, symbol, now - Math.floorMod(now, SAMPLE_MILLIS), crowd.apply(symbol));
      }
      Watch watch = watch(symbol);
      watch.boughtSteps = 0;
      watch.soldSteps = 0;
      watch.wholeWindow = onTime || !first;
    }
  }

  private void watchPrices(Exchange exchange, Symbol symbol, long now) {
    if (exchange.markPrice(symbol).isEmpty()) {
      return;
    }
    FundingView funding = exchange.funding(symbol);
    Watch watch = watch(symbol);
    watch.add(Series.MARK, funding.markPrice(), now);
    watch.add(Series.INDEX, funding.indexPrice(), now);
    premium(exchange.market(symbol), funding.indexPrice())
        .ifPresent(premium -> watch.add(Series.PREMIUM, premium, now));
  }

  /** How far the best prices are above or below the index; empty while a side is missing. */
  private static Optional<BigDecimal> premium(Market market, BigDecimal index) {
    if (market.bestBid() == 0 || market.bestAsk() == 0 || index.signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal above = market.price(market.bestBid()).subtract(index).max(BigDecimal.ZERO);
    BigDecimal below = index.subtract(market.price(market.bestAsk())).max(BigDecimal.ZERO);
    return Optional.of(above.subtract(below).divide(index, PREMIUM_SCALE, RoundingMode.HALF_EVEN));
  }

  private void sample(Exchange exchange, Symbol symbol, long time, Optional<Crowd> crowd) {
    Market market = exchange.market(symbol);
    List<Sample> before = samples.of(symbol.code());
    boolean told = !before.isEmpty() && before.getLast().time() >= time;
    if (told || exchange.markPrice(symbol).isEmpty() || market.lastPrice() == 0) {
      return;
    }
    FundingView funding = exchange.funding(symbol);
    Watch watch = watch(symbol);
    Optional<Taken> taken =
        watch.wholeWindow
            ? Optional.of(
                new Taken(market.quantity(watch.boughtSteps), market.quantity(watch.soldSteps)))
            : Optional.empty();
    samples.add(
        symbol.code(),
        new Sample(
            symbol,
            time,
            market.price(market.lastPrice()),
            funding.markPrice(),
            funding.indexPrice(),
            crowd,
            taken));
  }

  /** Settled funding of a symbol, oldest first. */
  List<Settled> settlements(Symbol symbol) {
    return settlements.of(symbol.code());
  }

  /** Settled funding by symbol. */
  Map<String, List<Settled>> settlements() {
    return settlements.byKey();
  }

  /** Five-minute samples of a symbol, oldest first. */
  List<Sample> samples(Symbol symbol) {
    return samples.of(symbol.code());
  }

  /** Minutes of a symbol, oldest first, the forming one last. */
  List<PriceBars.Bar> bars(Symbol symbol, Series series) {
    Watch watch = watches.get(symbol);
    PriceBars of = watch == null ? null : watch.bars.get(series);
    return of == null ? List.of() : of.all();
  }

  /** All of it that outlives the process. */
  VenueHistory whole() {
    return history(settlements.all(), samples.all());
  }

  /** What came since this was last asked. */
  VenueHistory takeFresh() {
    return history(settlements.takeFresh(), samples.takeFresh());
  }

  private static VenueHistory history(List<Settled> settlements, List<Sample> samples) {
    return new VenueHistory(List.of(), List.of(), List.of(), settlements, samples, List.of());
  }
}
