package vortex7.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vortex7.backtest.cache.CacheException;
import vortex7.market.Symbol;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Settings;
import vortex7.venue.simulated.recording.CandleFile;
import vortex7.venue.simulated.recording.EventFiles;
import vortex7.venue.simulated.recording.RecordingFiles;

/** What of the configured symbols a replay can trade: only what its recordings hold. */
final class RecordedSymbols {
  private RecordedSymbols() {}

  /**
   * The settings without the symbols that are not recorded; the same ones without a replay. Says
   * which symbols are left out, and which have no candles before the recording.
   *
   * @throws CommandFailure when a recording cannot be used, or nothing of it is to be traded
   */
  static Settings only(Settings settings, PrintWriter out) {
    return only(settings, EventFiles.TEXT, out);
  }

  /** The same, the recordings opened by {@code files}. */
  static Settings only(Settings settings, EventFiles files, PrintWriter out) {
    if (!settings.market().replay()) {
      return settings;
    }
    List<String> recorded = recorded(settings.market().recordings(), files);
    List<Symbol> traded = filter(settings, symbol -> recorded.contains(symbol.code()));
    if (traded.isEmpty()) {
      throw failure(
          "it holds "
              + recorded
              + ", none of the symbols to trade, "
              + new TreeSet<>(settings.named()));
    }
    List<Symbol> absent =
        settings.named().stream().filter(symbol -> !traded.contains(symbol)).toList();
    if (!absent.isEmpty()) {
      out.println("not recorded, so not traded: " + absent);
    }
    checkHistory(settings.market().history(), traded, out);
    return settings.withSymbols(traded);
  }

  /** What is wrong with a recording, for the person who named it. */
  static CommandFailure failure(String what) {
    return CommandFailure.usage("the recording: " + what);
  }

  private static List<String> recorded(List<Path> recordings, EventFiles files) {
    try {
      return RecordingFiles.symbols(recordings, files);
    } catch (RecordingException e) {
      throw failure(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw CommandFailure.unavailable("the recording: " + e.getCause());
    } catch (CacheException e) {
      throw CommandFailure.unavailable(e.getMessage() + "; --no-cache does without");
    }
  }

  private static void checkHistory(List<Path> files, List<Symbol> traded, PrintWriter out) {
    if (files.isEmpty()) {
      return;
    }
    List<Symbol> without = withoutHistory(files, traded);
    if (without.size() == traded.size()) {
      throw CommandFailure.usage(
          "the history: no file of " + files + " has a name that begins with one of " + traded);
    }
    if (!without.isEmpty()) {
      out.println("without a history, so its engines begin NOT_WARM: " + without);
    }
  }

  private static List<Symbol> withoutHistory(List<Path> files, List<Symbol> traded) {
    try {
      return traded.stream()
          .filter(symbol -> CandleFile.of(files, symbol.code()).isEmpty())
          .toList();
    } catch (RecordingException e) {
      throw CommandFailure.usage("the history: " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw CommandFailure.unavailable("the history: " + e.getCause());
    }
  }

  private static List<Symbol> filter(Settings settings, Predicate<Symbol> which) {
    Stream<Symbol> symbols = settings.symbols().stream();
    return symbols.filter(which).toList();
  }
}
