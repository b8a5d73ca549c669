package vortex7.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vortex7.backtest.Backtest;
import vortex7.cli.page.Chart;
import vortex7.cli.page.ChartPage;
import vortex7.market.Symbol;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Settings;
import vortex7.signal.EngineId;
import vortex7.signal.Mark;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeReading;
import vortex7.signal.SentimentReading;
import vortex7.signal.TechnicalReading;
import vortex7.signal.TickEngine;
import vortex7.signal.Validity;
import vortex7.venue.simulated.SimulatedMarkets;
import vortex7.venue.simulated.recording.TradeTape;

/** Plots what the engines read in a recording. */
@Command(
    name = "readings",
    description = {
      "Plots every figure of the engines over a recording, in one page that needs no network:",
      "all engines over raw captures, E2 alone over a tape of trades (CSV)."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vortex7 readings btcusdt_20240718.gz btcusdt_20240719.gz --history BTCUSDT-1m.csv.gz",
      "  ./vortex7 readings trades.csv.gz --minutes 60 --out tape.html"
    })
final class ReadingsCommand extends ConsoleCommand {
  private static final int MINUTES_MAX = 24 * 60;
  private static final long MINUTE_MILLIS = 60_000;

  @Parameters(paramLabel = "DATA", arity = "1..*", description = "captures, or one tape of trades")
  private List<Path> recordings = List.of();

  @Mixin private BacktestOptions options = new BacktestOptions();

  @Option(
      names = "--every",
      paramLabel = "MILLIS",
      defaultValue = "1000",
      description = "event time between two points, 100 to 60000 (default: ${DEFAULT-VALUE})")
  private int every;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "at most so much of the recording (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "readings.html",
      description = "where the page goes (default: ${DEFAULT-VALUE})")
  private Path page = Path.of("");

  @Override
  public Integer call() {
    within("--every", every, 100, 60_000);
    within("--minutes", minutes, 1, MINUTES_MAX);
    try {
      Optional<String> tape =
          recordings.size() == 1 && Files.isRegularFile(recordings.getFirst())
              ? TradeTape.symbol(recordings.getFirst())
              : Optional.empty();
      if (tape.isPresent()) {
        ofTape(recordings.getFirst(), tape.get());
      } else {
        ofCaptures();
      }
    } catch (RecordingException broken) {
      throw RecordedSymbols.failure(String.valueOf(broken.getMessage()));
    } catch (UncheckedIOException unreadable) {
      throw CommandFailure.unavailable("the recording: " + unreadable.getCause());
    }
    out().println("written: " + page);
    out().flush();
    return ExitCode.DONE;
  }

  private static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw CommandFailure.usage(option + " must be " + least + " to " + most + ", was " + value);
    }
  }

  private void ofCaptures() {
    Settings settings = RecordedSymbols.only(options.load(recordings), nobody());
    SortedMap<Symbol, ReadingsPlot> plots = new TreeMap<>();
    for (Symbol symbol : settings.symbols()) {
      plots.put(symbol, new ReadingsPlot(every, settings.rulesOf(symbol).pipeline().engines()));
    }
    try (SimulatedMarkets.Open market = BacktestWorld.open(settings)) {
      new Backtest(BacktestWorld.rules(settings), market.source())
          .watched(
              decision ->
                  Optional.ofNullable(plots.get(decision.symbol()))
                      .ifPresent(plot -> plot.on(decision.readings())))
          .run(market.source().startMillis() + minutes * MINUTE_MILLIS, time -> {});
    }
    List<Chart> charts = new ArrayList<>();
    plots.forEach((symbol, plot) -> charts.addAll(plot.charts(symbol.code())));
    write(settings, charts);
  }

  private void ofTape(Path file, String name) {
    Settings settings = options.load(List.of());
    Symbol symbol = Symbol.of(name);
    TickEngine engine = new TickEngine(settings.rulesOf(symbol).tick());
    ReadingsPlot plot = new ReadingsPlot(every, List.of(EngineId.TICK));
    long[] span = {Long.MIN_VALUE, 0};
    TradeTape.read(
        file,
        (id, price, quantity, buyerIsMaker, time) -> {
          if (span[0] == Long.MIN_VALUE) {
            span[0] = time;
          }
          if (time - span[0] <= minutes * MINUTE_MILLIS) {
            engine.onTrade(id, price, quantity, buyerIsMaker, time);
            if (plot.due(time)) {
              plot.on(alone(engine, new Mark(++span[1], time)));
            }
          }
        });
    write(settings, plot.charts(symbol.code()));
  }

  private static PanelReading alone(TickEngine engine, Mark mark) {
    return new PanelReading(
        mark,
        OrderFlowReading.neutral(Validity.ABSENT),
        engine.reading(mark.eventTime()),
        TechnicalReading.neutral(Validity.ABSENT),
        SentimentReading.neutral(Validity.ABSENT),
        RegimeReading.neutral(Validity.ABSENT));
  }

  private void write(Settings settings, List<Chart> charts) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "recording",
        String.join(", ", recordings.stream().map(path -> path.getFileName().toString()).toList()));
    facts.put("profile", settings.profile().name().toLowerCase(Locale.ROOT));
    facts.put("a point every", every + " ms of event time (UTC)");
    charts.stream()
        .flatMap(chart -> chart.series().stream())
        .filter(line -> line.size() > 0)
        .findFirst()
        .ifPresent(
            line ->
                facts.put(
                    "span",
                    Instant.ofEpochMilli(line.firstTime())
                        + " – "
                        + Instant.ofEpochMilli(line.lastTime())));
    try {
      Files.writeString(page, ChartPage.html("What the engines read", facts, charts));
    } catch (IOException e) {
      throw CommandFailure.unavailable("cannot write " + page + ": " + e);
    }
  }

  private static PrintWriter nobody() {
    return new PrintWriter(PrintWriter.nullWriter());
  }
}
