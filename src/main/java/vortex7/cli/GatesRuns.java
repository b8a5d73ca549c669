package vortex7.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import vortex7.backtest.BacktestResult;
import vortex7.backtest.CandleRun;
import vortex7.cli.report.ReportText;
import vortex7.decision.FeeRates;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Profile;
import vortex7.settings.Settings;
import vortex7.signal.EngineId;
import vortex7.venue.simulated.SimulatedMarkets;
import vortex7.venue.simulated.recording.CandleFile;
import vortex7.venue.simulated.recording.FileKind;
import vortex7.venue.simulated.recording.RecordingFiles;

/** The runs behind the page of gates: of every market that was named, under every profile. */
final class GatesRuns {
  private final BacktestOptions options;
  private final CacheOptions cache;
  private final Function<Settings, BacktestResult> run;

  /**
   * Runs to be made.
   *
   * @param run makes one
   */
  GatesRuns(BacktestOptions options, CacheOptions cache, Function<Settings, BacktestResult> run) {
    this.options = options;
    this.cache = cache;
    this.run = run;
  }

  /**
   * The page's text.
   *
   * @param synthetic a section of the synthetic market comes first
   * @param data then one of each recording, and one of the candles
   * @throws CommandFailure when something of it cannot be read
   */
  String text(boolean synthetic, List<Path> data) throws IOException {
    GatesPage written = new GatesPage();
    try {
      if (synthetic) {
        written.add(section(List.of()));
      }
      List<Path> candles = data.stream().filter(GatesRuns::isCandles).toList();
      List<Path> captures = data.stream().filter(path -> !isCandles(path)).toList();
      for (List<Path> session : RecordingFiles.sessions(captures)) {
        written.add(section(session));
      }
      if (!candles.isEmpty()) {
        written.add(candles(candles));
      }
    } catch (RecordingException broken) {
      throw RecordedSymbols.failure(String.valueOf(broken.getMessage()));
    } catch (UncheckedIOException unreadable) {
      throw CommandFailure.unavailable("the data: " + unreadable.getCause());
    }
    return written.text();
  }

  private static boolean isCandles(Path path) {
    return Files.isRegularFile(path) && FileKind.of(path).holds() == FileKind.Holds.CANDLES;
  }

  private GatesPage.Section section(List<Path> session) {
    List<String> notes = new ArrayList<>();
    List<GatesPage.Table> tables = new ArrayList<>();
    String title = "";
    for (Profile profile : Profile.values()) {
      Settings settings = recorded(options.load(session, profile));
      BacktestResult result = run.apply(settings);
      title =
          (session.isEmpty() ? "Synthetic market, seed " + settings.seed() : names(session))
              + ", "
              + Duration.between(result.from(), result.to()).toMinutes()
              + " min";
      notes.add(
          "%s: %d entries, %d trades %s, %d without a fill, net %s USDT; hash `%s`"
              .formatted(
                  result.profile(),
                  result.entries().size(),
                  result.trades().size(),
                  ReportText.byStrategy(result),
                  result.noFills().size(),
                  ReportText.cents(result.net()),
                  result.decisionHash()));
      result
          .funnels()
          .forEach(
              (symbol, funnel) ->
                  tables.add(new GatesPage.Table(result.profile() + " " + symbol, funnel)));
    }
    return new GatesPage.Section(title, notes, tables);
  }

  private Settings recorded(Settings settings) {
    return RecordedSymbols.only(
        settings, cache.files(settings), new PrintWriter(PrintWriter.nullWriter()));
  }

  private static String names(List<Path> files) {
    return String.join(", ", files.stream().map(file -> file.getFileName().toString()).toList());
  }

  /** Candles know no book and no trades: no strategy can trade, whatever the gates say. */
  private GatesPage.Section candles(List<Path> files) {
    List<GatesPage.Table> tables = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      Settings settings = options.load(List.of(), profile);
      for (Symbol symbol : settings.symbols()) {
        List<Candle> minutes = CandleFile.of(files, symbol.code());
        if (!minutes.isEmpty()) {
          CandleRun run =
              new CandleRun(
                  SimulatedMarkets.instrument(symbol),
                  settings.rulesOf(symbol).pipeline(),
                  FeeRates.documents());
          minutes.forEach(run::onCandle);
          String name = profile.name().toLowerCase(Locale.ROOT) + " " + symbol;
          tables.add(new GatesPage.Table(name, run.funnel()));
        }
      }
    }
    if (tables.isEmpty()) {
      throw CommandFailure.usage("no file of " + files + " is named like a symbol that is traded");
    }
    return new GatesPage.Section(
        "Candles alone, " + names(files),
        List.of(
            "engines "
                + CandleRun.engines().stream().map(EngineId::number).toList()
                + ": without book and trades no strategy trades; prices are the close"),
        tables);
  }
}
