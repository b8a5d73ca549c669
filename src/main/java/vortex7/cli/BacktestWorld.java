package vortex7.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.backtest.BacktestRules;
import vortex7.backtest.Delays;
import vortex7.backtest.Pace;
import vortex7.live.FeedLimits;
import vortex7.live.LiveRules;
import vortex7.market.Symbol;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Latency;
import vortex7.settings.Settings;
import vortex7.settings.SimSettings;
import vortex7.settings.TradingRules;
import vortex7.venue.simulated.SimulatedMarkets;
import vortex7.venue.simulated.SimulatedVenueSettings;
import vortex7.venue.simulated.recording.EventFiles;

/** The market that a backtest runs on, and the rules that it runs by, as the settings name them. */
final class BacktestWorld {
  /** A synthetic market begins at noon, an ordinary hour of trading. */
  private static final long START = Instant.parse("2025-11-19T12:00:00Z").toEpochMilli();

  private BacktestWorld() {}

  static SimulatedMarkets.Open open(Settings settings) {
    return open(settings, EventFiles.TEXT);
  }

  /** The market of the settings, its recordings opened by {@code files}. */
  static SimulatedMarkets.Open open(Settings settings, EventFiles files) {
    SimulatedVenueSettings venue = SimulatedVenues.settings(settings);
    return SimulatedMarkets.open(venue.market(), venue.symbols(), settings.seed(), START, files);
  }

  /** What the configuration makes of a backtest. */
  static BacktestRules rules(Settings settings) {
    SortedMap<Symbol, TradingRules> symbols = new TreeMap<>();
    settings.symbols().forEach(symbol -> symbols.put(symbol, settings.rulesOf(symbol)));
    SimSettings sim = settings.sim();
    ExchangeRules exchange = ExchangeRules.documents();
    BigDecimal discount = exchange.fees().tokenDiscount();
    return new BacktestRules(
        settings.profile().name().toLowerCase(Locale.ROOT),
        symbols,
        settings.account(),
        exchange.withFees(sim.makerFee(), sim.takerFee(), discount),
        settings.balance(),
        sim.bnb(),
        SimulatedMarkets.openingPrice(exchange.fees().tokenSymbol()),
        new Delays(
            Latency.parse(sim.latency().marketData()),
            Latency.parse(sim.latency().orderEntry()),
            Latency.parse(sim.latency().acknowledgement())),
        pace(settings),
        settings.seed());
  }

  /** What the actors do by their timers is done as often here. */
  private static Pace pace(Settings settings) {
    LiveRules live = settings.section(LiveRules.class);
    FeedLimits feed = settings.section(FeedLimits.class);
    Pace pace = Pace.documents();
    return new Pace(
        pace.tick(),
        pace.accountTick(),
        live.stopReadBackEvery(),
        live.reconcileEvery(),
        live.entryPollEvery(),
        live.assetPriceEvery(),
        feed.priceGap(),
        live.priceGapPause(),
        live.venueFailuresMax(),
        live.venueFailuresWithin(),
        live.venueHalfOpenAfter(),
        feed.candleRing());
  }
}
