package vortex7.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vortex7.backtest.Backtest;
import vortex7.backtest.LookAhead;
import vortex7.decision.Decision;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Settings;
import vortex7.venue.simulated.SimulatedMarkets;
import vortex7.venue.simulated.SimulatedVenueSettings;
import vortex7.venue.simulated.recording.EventFile;
import vortex7.venue.simulated.recording.EventFiles;
import vortex7.venue.simulated.recording.FileKind;

/**
 * Runs with the data cut off: recordings are copied without what came after the cut, so that
 * everything from the reading of the files on knows nothing of it; the synthetic market does not go
 * on.
 */
final class LookAheadRuns {
  private static final int CUTS_MAX = 50;

  private final Settings settings;
  private final EventFiles files;
  private final List<Path> recordings;
  private final long millis;

  LookAheadRuns(Settings settings, EventFiles files, List<Path> recordings, long millis) {
    this.settings = settings;
    this.files = files;
    this.recordings = recordings;
    this.millis = millis;
  }

  /** Prints what each cut showed; the exit status says whether all were sound. */
  int check(int cuts, PrintWriter out) {
    if (cuts < 1 || cuts > CUTS_MAX) {
      throw CommandFailure.usage("--cuts must be 1 to " + CUTS_MAX + ", was " + cuts);
    }
    LookAhead.Verdict verdict;
    try {
      verdict = LookAhead.check((cut, watcher) -> run(cut, watcher), cuts, settings.seed());
    } catch (RecordingException broken) {
      throw RecordedSymbols.failure(String.valueOf(broken.getMessage()));
    } catch (UncheckedIOException unreadable) {
      throw CommandFailure.unavailable("the recording: " + unreadable.getCause());
    } catch (IllegalStateException nothing) {
      throw CommandFailure.failed(String.valueOf(nothing.getMessage()));
    }
    out.println(verdict.decisions() + " decisions with all data");
    for (LookAhead.Cut cut : verdict.cuts()) {
      out.println(
          "cut at %s: %d decisions, %s"
              .formatted(
                  Instant.ofEpochMilli(cut.timeMillis()),
                  cut.decisions(),
                  cut.difference().orElse("all the same")));
    }
    out.println(verdict.sound() ? "no look-ahead" : "LOOK-AHEAD: decisions hang on their future");
    out.flush();
    return verdict.sound() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void run(OptionalLong cut, Consumer<Decision> watcher) {
    try (SimulatedMarkets.Open market = open(cut)) {
      long start = market.source().startMillis();
      long end = millis == Long.MAX_VALUE ? millis : start + millis;
      new Backtest(BacktestWorld.rules(settings), market.source())
          .watched(watcher)
          .run(Math.min(end, cut.orElse(Long.MAX_VALUE)), time -> {});
    }
  }

  private SimulatedMarkets.Open open(OptionalLong cut) {
    if (recordings.isEmpty() || cut.isEmpty()) {
      return BacktestWorld.open(settings, files);
    }
    EventFiles past = file -> new Past(EventFiles.TEXT.open(file), cut.getAsLong());
    SimulatedVenueSettings venue = SimulatedVenues.settings(settings);
    SimulatedVenueSettings.Market market =
        switch (venue.market()) {
          case SimulatedVenueSettings.Market.Synthetic synthetic -> synthetic;
          case SimulatedVenueSettings.Market.Replay replay ->
              new SimulatedVenueSettings.Market.Replay(
                  begun(past), replay.histories(), replay.queueModel());
        };
    return SimulatedMarkets.open(market, venue.symbols(), settings.seed(), 0, past);
  }

  /** The files that hold something before the cut. */
  private List<Path> begun(EventFiles past) {
    List<Path> begun = new ArrayList<>();
    for (Path path : recordings) {
      for (Path file : inside(path)) {
        try (EventFile events = past.open(file)) {
          if (events.next(new RecordedEvent())) {
            begun.add(file);
          }
        }
      }
    }
    return begun;
  }

  private static List<Path> inside(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> FileKind.of(file).holds() == FileKind.Holds.EVENTS)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's events, without those after a moment. */
  private record Past(EventFile events, long untilMillis) implements EventFile {
    @Override
    public boolean next(RecordedEvent into) {
      while (events.next(into)) {
        if (into.timeMillis <= untilMillis) {
          return true;
        }
      }
      return false;
    }

    @Override
    public List<String> notes() {
      return events.notes();
    }

    @Override
    public long bytesRead() {
      return events.bytesRead();
    }

    @Override
    public void close() {
      events.close();
    }
  }
}
