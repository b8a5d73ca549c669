package vortex7.settings;

import java.nio.file.Path;
import java.util.List;
import vortex7.matching.QueueModel;

/**
 * Where the simulated venue's market comes from.
 *
 * @param source {@code synthetic}, or {@code replay:PATH[,PATH…]}
 * @param history files of 1m candles that go before a replay
 * @param speed {@code 1}, any factor above 0, or {@code max}
 * @param queueModel whether cancellations move our orders forward in a replayed queue
 */
public record MarketSettings(
    String source, List<Path> history, String speed, QueueModel queueModel) {
  private static final String REPLAY = "replay:";

  public MarketSettings {
    history = List.copyOf(history);
    if (!source.equals("synthetic") && !source.startsWith(REPLAY)) {
      throw new IllegalArgumentException(
          "source must be synthetic or replay:PATH[,PATH...], was " + source);
    }
    if (source.equals(REPLAY)) {
      throw new IllegalArgumentException("source replay: must name at least one file");
    }
    if (!speed.equals("max")) {
      double factor;
      try {
        factor = Double.parseDouble(speed);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "speed must be a number above 0 or max, was " + speed, e);
      }
      if (!(factor > 0) || Double.isInfinite(factor)) {
        throw new IllegalArgumentException("speed must be a number above 0 or max, was " + speed);
      }
    }
  }

  static MarketSettings defaults() {
    return new MarketSettings("synthetic", List.of(), "1", QueueModel.RISK_AVERSE);
  }

  public boolean replay() {
    return source.startsWith(REPLAY);
  }

  /** The recordings of a replay, in order; empty for the synthetic market. */
  public List<Path> recordings() {
    return replay()
        ? List.of(source.substring(REPLAY.length()).split(",")).stream()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(Path::of)
            .toList()
        : List.of();
  }

  /** The factor of real time; positive infinity for {@code max}. */
  public double speedFactor() {
    return speed.equals("max") ? Double.POSITIVE_INFINITY : Double.parseDouble(speed);
  }
}
