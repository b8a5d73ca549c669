package vortex7.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vortex7.matching.replay.RecordingException;
import vortex7.venue.simulated.recording.FileKind;
import vortex7.venue.simulated.recording.FileKind.Holds;

/**
 * What a person named as data.
 *
 * @param candles the files, where there are candles and nothing else; empty for a market to replay
 */
record DataPaths(List<Path> candles) {
  DataPaths {
    candles = List.copyOf(candles);
  }

  /**
   * @throws CommandFailure when a file is missing or of no known kind, or files were named that do
   *     not go together; folders may hold what is not used
   */
  static DataPaths of(List<Path> paths) {
    List<Path> candles = new ArrayList<>();
    boolean events = false;
    try {
      for (Map.Entry<Path, FileKind> file : FileKind.all(paths).entrySet()) {
        events |= file.getValue().holds() == Holds.EVENTS;
        if (file.getValue().holds() == Holds.CANDLES) {
          candles.add(file.getKey());
        }
      }
      if (!paths.isEmpty() && !events && candles.isEmpty()) {
        throw CommandFailure.usage(paths + ": holds no trades, no books and no candles");
      }
      if (events) {
        requireEvents(paths);
        candles.clear();
      }
    } catch (RecordingException broken) {
      throw RecordedSymbols.failure(String.valueOf(broken.getMessage()));
    } catch (UncheckedIOException unreadable) {
      throw CommandFailure.unavailable("the recording: " + unreadable.getCause());
    }
    return new DataPaths(candles);
  }

  /** What is named beside a recording must be one. */
  private static void requireEvents(List<Path> paths) {
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        FileKind kind = FileKind.of(path);
        if (kind.holds() == Holds.CANDLES) {
          throw CommandFailure.usage(path + ": candles that go before a recording: use --history");
        }
        if (kind.holds() == Holds.STATISTICS) {
          throw CommandFailure.usage(path + ": holds " + kind.label() + ", which no replay uses");
        }
      }
    }
  }
}
