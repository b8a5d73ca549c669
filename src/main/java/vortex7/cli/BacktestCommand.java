package vortex7.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vortex7.backtest.Backtest;
import vortex7.backtest.BacktestResult;
import vortex7.backtest.BacktestRules;
import vortex7.backtest.Delays;
import vortex7.backtest.Pace;
import vortex7.live.FeedLimits;
import vortex7.live.LiveRules;
import vortex7.market.Symbol;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Latency;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Settings;
import vortex7.settings.SimSettings;
import vortex7.settings.TradingRules;
import vortex7.venue.simulated.SimulatedMarkets;
import vortex7.venue.simulated.SimulatedVenueSettings;

/** Runs the classes that trade live against a market in process, as fast as it goes. */
@Command(
    name = "backtest",
    description = {
      "Runs the very classes that trade live (engines, decision, risk, positions) against the",
      "matching core, in one thread and on an event clock, and tells what came of it. The same",
      "market, configuration and seed give the same decision hash on every machine."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vortex7 backtest --synthetic --minutes 60 --balance 10000 --gates",
      "  ./vortex7 backtest btcusdt_20240718.gz btcusdt_20240719.gz --history BTCUSDT-1m.csv.gz",
      "  ./vortex7 backtest RECORDINGS --queue proportional --json"
    })
final class BacktestCommand extends ConsoleCommand {
  private static final int MINUTES_MAX = 366 * 24 * 60;
  private static final int MINUTES_A_DAY = 24 * 60;
  private static final int MINUTES_DEFAULT = 60;
  private static final long SECOND_MILLIS = 1_000;

  /** A synthetic market begins at noon, an ordinary hour of trading. */
  private static final long START = Instant.parse("2025-11-19T12:00:00Z").toEpochMilli();

  @Parameters(
      paramLabel = "DATA",
      arity = "0..*",
      description = "raw captures of one time, or folders of them")
  private List<Path> recordings = List.of();

  @Option(names = "--synthetic", description = "the synthetic market in the place of recordings")
  private boolean synthetic;

  @Mixin private BacktestOptions options = new BacktestOptions();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "of market time (default: 60 of the synthetic market, all of a recording)")
  private @Nullable Integer minutes;

  @Option(names = "--days", paramLabel = "N", description = "the same in days")
  private @Nullable Integer days;

  @Option(
      names = "--gates",
      description = "how many marks each gate let through, by symbol; always shown without a trade")
  private boolean gates;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  @Override
  public Integer call() {
    if (synthetic == !recordings.isEmpty()) {
      throw CommandFailure.usage(
          synthetic
              ? "DATA and --synthetic exclude each other"
              : "name recordings, or --synthetic for the synthetic market");
    }
    PrintWriter out = out();
    Settings settings =
        RecordedSymbols.only(
            options.load(recordings), json ? new PrintWriter(PrintWriter.nullWriter()) : out);
    long begun = System.nanoTime();
    BacktestResult result = run(settings);
    double seconds = (System.nanoTime() - begun) / 1e9;
    BacktestReport report = new BacktestReport(result, settings, seconds);
    if (json) {
      out.println(report.json().toPrettyString());
    } else {
      report.lines(gates).forEach(out::println);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private BacktestResult run(Settings settings) {
    long millis = millis(settings);
    try (SimulatedMarkets.Open market = open(settings);
        ProgressBar bar =
            ConsoleBar.of(
                "backtest", millis == Long.MAX_VALUE ? -1 : millis / SECOND_MILLIS, "s")) {
      long start = market.source().startMillis();
      long end = millis == Long.MAX_VALUE ? millis : start + millis;
      return new Backtest(rules(settings), market.source())
          .run(end, time -> bar.stepTo((time - start) / SECOND_MILLIS));
    } catch (RecordingException broken) {
      throw RecordedSymbols.failure(String.valueOf(broken.getMessage()));
    } catch (UncheckedIOException unreadable) {
      throw CommandFailure.unavailable("the recording: " + unreadable.getCause());
    }
  }

  private long millis(Settings settings) {
    if (minutes != null && days != null) {
      throw CommandFailure.usage("--minutes and --days exclude each other");
    }
    if (minutes == null && days == null) {
      return settings.market().replay()
          ? Long.MAX_VALUE
          : Duration.ofMinutes(MINUTES_DEFAULT).toMillis();
    }
    long asked = minutes != null ? minutes : (long) days * MINUTES_A_DAY;
    if (asked < 1 || asked > MINUTES_MAX) {
      throw CommandFailure.usage(
          (minutes != null ? "--minutes must be 1 to " + MINUTES_MAX : "--days must be 1 to 366")
              + ", was "
              + (minutes != null ? minutes : days));
    }
    return Duration.ofMinutes(asked).toMillis();
  }

  private static SimulatedMarkets.Open open(Settings settings) {
    SimulatedVenueSettings venue = SimulatedVenues.settings(settings);
    return SimulatedMarkets.open(venue.market(), venue.symbols(), settings.seed(), START);
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
