package vortex7.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import vortex7.backtest.GivenDecisions;
import vortex7.backtest.RunWatcher;
import vortex7.backtest.report.RunReport;
import vortex7.cli.report.ReportJson;
import vortex7.cli.report.ReportPage;
import vortex7.cli.report.ReportText;
import vortex7.cli.report.RunFacts;
import vortex7.decision.DecisionRules;
import vortex7.market.Symbol;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Settings;
import vortex7.venue.simulated.SimulatedMarkets;

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
      "  ./vortex7 backtest RECORDINGS --queue proportional --json",
      "  ./vortex7 backtest data/history --cache data/cache",
      "  ./vortex7 backtest BTCUSDT-1m.csv.gz --repeat 12",
      "  ./vortex7 backtest RECORDINGS --page report.html --open",
      "  ./vortex7 backtest RECORDINGS --check-lookahead",
      "  ./vortex7 backtest --synthetic --days 1 RECORDINGS BTCUSDT-1m.csv.gz --gates-page gates.md"
    })
final class BacktestCommand extends ConsoleCommand {
  private static final int DAYS_MAX = 366;
  private static final int MINUTES_MAX = DAYS_MAX * 24 * 60;
  private static final int MINUTES_DEFAULT = 60;
  private static final long SECOND_MILLIS = 1_000;

  @Parameters(
      paramLabel = "DATA",
      arity = "0..*",
      description =
          "what was recorded at one time: raw captures, recordings, the venue's public files,"
              + " tapes, or folders of them; or 1m candles alone")
  private List<Path> recordings = List.of();

  @Option(names = "--synthetic", description = "the synthetic market in the place of recordings")
  private boolean synthetic;

  @Mixin private BacktestOptions options = new BacktestOptions();

  @Mixin private CacheOptions cache = new CacheOptions();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "of market time (default: 60 of the synthetic market, all of a recording)")
  private @Nullable Integer minutes;

  @Option(names = "--days", paramLabel = "N", description = "the same in days")
  private @Nullable Integer days;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "play candles so often, with shifted dates and scaled to go on from where they ended")
  private int repeat = 1;

  @Option(
      names = "--as-recorded",
      description = {
        "DATA is the folder of one run's own recording (DATA/recordings/live): decisions are made",
        "by what the daemon knew then, entries leave when they left, and only what became of them",
        "is played. Needs the daemon's configuration"
      })
  private boolean asRecorded;

  private final List<RecordedDecisions> recordedDecisions = new ArrayList<>();

  @Option(
      names = "--gates",
      description = "how many marks each gate let through, by symbol; always shown without a trade")
  private boolean gates;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "write the report as one HTML page that needs nothing else")
  private @Nullable Path page;

  @Option(names = "--open", description = "show that page in the browser")
  private boolean open;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "leave report (JSON and page) and journal in that folder: for compare and why")
  private @Nullable Path folder;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "keep what was decided, compressed: for why --from FILE")
  private @Nullable Path journal;

  @Option(
      names = "--check-lookahead",
      description = "run again with the data cut off: every decision before must be the same")
  private boolean lookAhead;

  @Option(
      names = "--cuts",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "of --check-lookahead, at moments drawn by the seed (default: ${DEFAULT-VALUE})")
  private int cuts;

  @Option(
      names = "--gates-page",
      paramLabel = "FILE",
      description =
          "write a page on what each gate blocks instead, under every profile: of --synthetic, of"
              + " each recording of DATA, and of 1m candles in CSV files of DATA")
  private @Nullable Path gatesPage;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (gatesPage != null) {
      return writeGates(gatesPage);
    }
    if (open && page == null) {
      throw CommandFailure.usage("--open needs --page FILE");
    }
    if (synthetic == !recordings.isEmpty()) {
      throw CommandFailure.usage(
          synthetic
              ? "DATA and --synthetic exclude each other"
              : "name recordings, or --synthetic for the synthetic market");
    }
    PrintWriter out = out();
    DataPaths data = DataPaths.of(recordings);
    if (!data.candles().isEmpty()) {
      if (page != null || folder != null || journal != null || lookAhead) {
        throw CommandFailure.usage(
            "--page, --out, --journal and --check-lookahead are for runs that can trade: candles"
                + " alone cannot");
      }
      return candlesAlone(data.candles());
    }
    if (repeat != 1) {
      throw CommandFailure.usage("--repeat is for candles alone");
    }
    if (asRecorded && (recordings.size() != 1 || lookAhead)) {
      throw CommandFailure.usage("--as-recorded needs one folder, and cuts nothing off");
    }
    Settings loaded = options.load(recordings);
    Settings settings =
        RecordedSymbols.only(
            loaded, cache.files(loaded), json ? new PrintWriter(PrintWriter.nullWriter()) : out);
    if (lookAhead) {
      return new LookAheadRuns(settings, cache.files(settings), recordings, millis(settings))
          .check(cuts, out);
    }
    long begun = System.nanoTime();
    BacktestResult result = journaled(settings);
    double seconds = (System.nanoTime() - begun) / 1e9;
    RunReport report = RunReport.of(result, longestHolds(settings), settings.seed());
    List<String> notes = new ArrayList<>(settings.notes());
    notes.addAll(cache.notes());
    RunFacts facts = RunFacts.of(settings, seconds, notes);
    Path file = page;
    if (file != null) {
      write(file, new ReportPage(report, facts).html());
    }
    Path left = folder;
    if (left != null) {
      write(left.resolve(RunFolder.PAGE), new ReportPage(report, facts).html());
      write(left.resolve(RunFolder.REPORT), new ReportJson(report, facts).json().toPrettyString());
    }
    if (json) {
      ObjectNode node = new ReportJson(report, facts).json();
      if (asRecorded) {
        node.putObject("asRecorded")
            .put("compared", madeAgain().compared())
            .put("equal", madeAgain().equal());
      }
      out.println(node.toPrettyString());
    } else {
      new ReportText(report, facts).lines(gates).forEach(out::println);
      if (asRecorded) {
        out.printf(
            "as recorded: %,d of %,d decisions made again are equal%n",
            madeAgain().equal(), madeAgain().compared());
      }
      if (file != null) {
        out.println("written: " + file);
      }
    }
    if (open && file != null && !Browser.open(file)) {
      out.println("no browser to open it in");
    }
    out.flush();
    return ExitCode.DONE;
  }

  /** What each strategy may hold at most. */
  static SortedMap<Character, Duration> longestHolds(Settings settings) {
    DecisionRules rules = settings.rules().decision();
    SortedMap<Character, Duration> longest = new TreeMap<>();
    longest.put('A', rules.strategyA().longestHold());
    longest.put('B', rules.strategyB().longestHold());
    longest.put('C', rules.strategyC().longestHold());
    return longest;
  }

  /** Whole, or not at all. */
  private static void write(Path file, String text) {
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw CommandFailure.unavailable("cannot write " + file + ": " + e);
    }
  }

  private int writeGates(Path file) throws IOException {
    if (!synthetic && recordings.isEmpty()) {
      throw CommandFailure.usage("name recordings or candles, or --synthetic");
    }
    write(file, new GatesRuns(options, cache, this::run).text(synthetic, recordings));
    out().println("written: " + file);
    out().flush();
    return ExitCode.DONE;
  }

  /** Candles that stand alone: what the engines of candles make of them. */
  private int candlesAlone(List<Path> files) {
    Settings settings = options.load(List.of());
    long begun = System.nanoTime();
    CandleBacktest run = CandleBacktest.of(settings, files, within("--repeat", repeat, 1_000));
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (json) {
      out().println(run.json(seconds).toPrettyString());
    } else {
      run.lines(seconds).forEach(out()::println);
    }
    out().flush();
    return ExitCode.DONE;
  }

  // ---- one run

  /** The run, with its journal where one is wanted. */
  private BacktestResult journaled(Settings settings) {
    Path left = folder;
    Path file = journal != null ? journal : left == null ? null : left.resolve(RunFolder.JOURNAL);
    if (file == null) {
      return run(settings);
    }
    try (BacktestJournal kept = new BacktestJournal(file, settings)) {
      BacktestResult result = run(settings, kept);
      kept.complete();
      return result;
    } catch (IOException e) {
      throw CommandFailure.unavailable("cannot write " + file + ": " + e);
    }
  }

  private BacktestResult run(Settings settings) {
    return run(settings, new RunWatcher() {});
  }

  private BacktestResult run(Settings settings, RunWatcher watcher) {
    long millis = millis(settings);
    try (SimulatedMarkets.Open market = BacktestWorld.open(settings, cache.files(settings));
        ProgressBar bar =
            ConsoleBar.of(
                "backtest", millis == Long.MAX_VALUE ? -1 : millis / SECOND_MILLIS, "s")) {
      long start = market.source().startMillis();
      long end = millis == Long.MAX_VALUE ? millis : start + millis;
      return new Backtest(BacktestWorld.rules(settings), market.source(), given(settings))
          .watched(watcher)
          .run(end, time -> bar.stepTo((time - start) / SECOND_MILLIS));
    } catch (RecordingException broken) {
      throw RecordedSymbols.failure(String.valueOf(broken.getMessage()));
    } catch (UncheckedIOException unreadable) {
      throw CommandFailure.unavailable("the recording: " + unreadable.getCause());
    }
  }

  /** What a daemon's recording says was decided; nothing unless that is asked for. */
  private SortedMap<Symbol, GivenDecisions> given(Settings settings) {
    SortedMap<Symbol, GivenDecisions> given = new TreeMap<>();
    recordedDecisions.clear();
    if (asRecorded) {
      try {
        recordedDecisions.addAll(RecordedDecisions.of(recordings.getFirst(), settings));
      } catch (IOException e) {
        throw CommandFailure.unavailable("the recording: " + e.getMessage());
      }
      recordedDecisions.forEach(decisions -> given.put(decisions.symbol(), decisions));
    }
    return given;
  }

  /** How many decisions were made again as the daemon made them. */
  private ReplayTally madeAgain() {
    ReplayTally sum = new ReplayTally();
    recordedDecisions.forEach(decisions -> sum.add(decisions.tally()));
    return sum;
  }

  private long millis(Settings settings) {
    return millis(settings, minutes, days);
  }

  /** How long to run; the longest possible where a recording ends by itself. */
  static long millis(Settings settings, @Nullable Integer inMinutes, @Nullable Integer inDays) {
    if (inMinutes != null && inDays != null) {
      throw CommandFailure.usage("--minutes and --days exclude each other");
    }
    if (inMinutes != null) {
      return Duration.ofMinutes(within("--minutes", inMinutes, MINUTES_MAX)).toMillis();
    }
    if (inDays != null) {
      return Duration.ofDays(within("--days", inDays, DAYS_MAX)).toMillis();
    }
    return settings.market().replay()
        ? Long.MAX_VALUE
        : Duration.ofMinutes(MINUTES_DEFAULT).toMillis();
  }

  private static int within(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw CommandFailure.usage(option + " must be 1 to " + most + ", was " + value);
    }
    return value;
  }
}
