package vortex7.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.backtest.CandleRun;
import vortex7.decision.FeeRates;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Settings;
import vortex7.signal.EngineId;
import vortex7.venue.simulated.SimulatedMarkets;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.recording.CandleFile;

/**
 * Runs on candles alone, a symbol after the other: for speed and for indicators. A file is read at
 * a time, so that the memory does not depend on how many there are.
 */
final class CandleBacktest {
  /** What became of one symbol's candles. */
  private record Course(Symbol symbol, long fromMillis, long toMillis, long minutes, String hash) {}

  private final String profile;
  private final int repeat;
  private final List<Course> courses = new ArrayList<>();

  private CandleBacktest(String profile, int repeat) {
    this.profile = profile;
    this.repeat = repeat;
  }

  /**
   * @param repeat how often they are played, with shifted dates, and scaled to go on from where
   *     they ended
   * @throws CommandFailure when a file is broken, or named like no listed symbol
   */
  static CandleBacktest of(Settings settings, List<Path> files, int repeat) {
    CandleBacktest run =
        new CandleBacktest(settings.profile().name().toLowerCase(Locale.ROOT), repeat);
    try {
      bySymbol(files)
          .forEach(
              (symbol, named) ->
                  run.courses.add(run.play(settings, symbol, CandleFile.inOrder(named))));
    } catch (RecordingException broken) {
      throw CommandFailure.usage("the candles: " + broken.getMessage());
    } catch (UncheckedIOException unreadable) {
      throw CommandFailure.unavailable("the candles: " + unreadable.getCause());
    }
    return run;
  }

  private static SortedMap<Symbol, List<Path>> bySymbol(List<Path> files) {
    List<Symbol> listed = SimulatedVenue.listed();
    SortedMap<Symbol, List<Path>> sorted = new TreeMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString().toUpperCase(Locale.ROOT);
      Symbol symbol =
          listed.stream()
              .filter(known -> name.startsWith(known.code() + "-"))
              .findFirst()
              .orElseThrow(
                  () ->
                      CommandFailure.usage(
                          file + ": its name must begin with a listed symbol, such as BTCUSDT-1m"));
      sorted.computeIfAbsent(symbol, unused -> new ArrayList<>()).add(file);
    }
    return sorted;
  }

  private Course play(Settings settings, Symbol symbol, List<Path> files) {
    CandleRun run =
        new CandleRun(
            SimulatedMarkets.instrument(symbol),
            settings.rulesOf(symbol).pipeline(),
            FeeRates.documents());
    long minutes = 0;
    long begun = 0;
    long next = 0;
    double close = 0;
    for (int round = 0; round < repeat; round++) {
      double scale = 0;
      for (Path file : files) {
        for (Candle candle : CandleFile.read(file)) {
          if (minutes == 0) {
            begun = candle.openTime();
            next = begun;
          }
          scale = scale != 0 ? scale : round == 0 ? 1 : close / candle.open();
          run.onCandle(round == 0 ? candle : moved(candle, next, scale));
          close = candle.close() * scale;
          next += Timeframe.M1.millis();
          minutes++;
        }
      }
    }
    return new Course(symbol, begun, next, minutes, run.decisionHash());
  }

  private static Candle moved(Candle candle, long openTime, double scale) {
    return new Candle(
        candle.timeframe(),
        openTime,
        candle.open() * scale,
        candle.high() * scale,
        candle.low() * scale,
        candle.close() * scale,
        candle.volume(),
        true);
  }

  private String label() {
    return repeat == 1
        ? ""
        : ", played %d times with shifted dates, each scaled to go on from the one before"
            .formatted(repeat);
  }

  /** For a person. */
  List<String> lines(double seconds) {
    List<String> lines = new ArrayList<>();
    lines.add("candles alone, profile " + profile + ", engines " + engines() + label());
    lines.add("  without book and trades no strategy trades; prices are the close");
    long minutes = 0;
    for (Course course : courses) {
      minutes += course.minutes();
      lines.add(
          "  %s: %s to %s UTC, %d minutes, hash %s"
              .formatted(
                  course.symbol(),
                  Instant.ofEpochMilli(course.fromMillis()),
                  Instant.ofEpochMilli(course.toMillis()),
                  course.minutes(),
                  course.hash()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "  %d minutes in %.1f s, %.0f a second",
            minutes,
            seconds,
            minutes / seconds));
    return lines;
  }

  private static List<String> engines() {
    return CandleRun.engines().stream().map(EngineId::number).toList();
  }

  ObjectNode json(double seconds) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("source", "candles").put("profile", profile).put("repeat", repeat);
    ArrayNode engines = root.putArray("engines");
    engines().forEach(engines::add);
    root.put("seconds", seconds);
    ArrayNode symbols = root.putArray("symbols");
    for (Course course : courses) {
      symbols
          .addObject()
          .put("symbol", course.symbol().code())
          .put("from", Instant.ofEpochMilli(course.fromMillis()).toString())
          .put("to", Instant.ofEpochMilli(course.toMillis()).toString())
          .put("minutes", course.minutes())
          .put("decisionHash", course.hash());
    }
    return root;
  }
}
