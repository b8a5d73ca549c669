package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import vortex7.market.Candle;
import vortex7.signal.TechnicalReading.Zone;

/** E3's figures reckoned from all closed minutes at once, by other means than the engine's. */
final class TechnicalBatch {
  private final List<Candle> minutes;

  TechnicalBatch(List<Candle> minutes) {
    this.minutes = List.copyOf(minutes);
  }

  /** Averages after each value; the mean so far until there are n. */
  private static List<Double> averages(List<Double> values, int n, double weight) {
    List<Double> averages = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      sum += values.get(i);
      averages.add(
          i < n ? sum / (i + 1) : weight * values.get(i) + (1 - weight) * averages.get(i - 1));
    }
    return averages;
  }

  private static List<Double> ema(List<Double> values, int n) {
    return averages(values, n, 2.0 / (n + 1));
  }

  private List<Double> closes() {
    return minutes.stream().map(Candle::close).toList();
  }

  private List<Candle> joined(int n) {
    List<Candle> joined = new ArrayList<>();
    for (int i = 0; i + n <= minutes.size(); i += n) {
      List<Candle> part = minutes.subList(i, i + n);
      joined.add(
          new Candle(
              part.getFirst().timeframe(),
              part.getFirst().openTime(),
              part.getFirst().open(),
              part.stream().mapToDouble(Candle::high).max().orElseThrow(),
              part.stream().mapToDouble(Candle::low).min().orElseThrow(),
              part.getLast().close(),
              part.stream().mapToDouble(Candle::volume).sum(),
              true));
    }
    return joined;
  }

  private double rsi() {
    List<Double> rises = new ArrayList<>();
    List<Double> falls = new ArrayList<>();
    List<Double> closes = closes();
    for (int i = 1; i < closes.size(); i++) {
      double change = closes.get(i) - closes.get(i - 1);
      rises.add(Math.max(0, change));
      falls.add(Math.max(0, -change));
    }
    double rise = averages(rises, 14, 1 / 14.0).getLast();
    double fall = averages(falls, 14, 1 / 14.0).getLast();
    return 100 - 100 / (1 + rise / fall);
  }

  private List<Double> histogram() {
    List<Double> closes = closes();
    List<Double> fast = ema(closes, 12);
    List<Double> slow = ema(closes, 26);
    List<Double> line = new ArrayList<>();
    for (int i = 25; i < closes.size(); i++) {
      line.add(fast.get(i) - slow.get(i));
    }
    List<Double> signal = ema(line, 9);
    List<Double> histogram = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      histogram.add(line.get(i) - signal.get(i));
    }
    return histogram;
  }

  private static double mean(List<Candle> of, ToDoubleFunction<Candle> what) {
    return of.stream().mapToDouble(what).average().orElseThrow();
  }

  private static double deviation(List<Candle> of) {
    double mean = mean(of, Candle::close);
    return Math.sqrt(mean(of, candle -> (candle.close() - mean) * (candle.close() - mean)));
  }

  private double width(int until) {
    List<Candle> twenty = minutes.subList(until - 20, until);
    return 4 * deviation(twenty) / mean(twenty, Candle::close);
  }

  private boolean squeeze() {
    List<Double> widths = new ArrayList<>();
    for (int until = minutes.size() - 99; until <= minutes.size(); until++) {
      widths.add(width(until));
    }
    return width(minutes.size()) < widths.stream().sorted().toList().get(19);
  }

  private int cross() {
    List<Double> closes = closes();
    List<Double> fast = ema(closes, 9);
    List<Double> slow = ema(closes, 21);
    for (int back = 0; back < 3; back++) {
      int i = closes.size() - 1 - back;
      double now = Math.signum(fast.get(i) - slow.get(i));
      double before = Math.signum(fast.get(i - 1) - slow.get(i - 1));
      if (now != before) {
        return (int) now;
      }
    }
    return 0;
  }

  void assertSame(TechnicalReading reading) {
    List<Double> closes = closes();
    double price = closes.getLast();
    double fast = ema(closes, 9).getLast();
    double slow = ema(closes, 21).getLast();
    double apart = (fast - slow) / slow;
    int trend = apart > 0.0002 ? 1 : apart < -0.0002 ? -1 : 0;
    double rsi = rsi();
    int rsiVote = rsi < 30 ? 1 : rsi > 70 ? -1 : 0;
    List<Double> histogram = histogram();
    double now = histogram.getLast();
    boolean growing = Math.abs(now) > Math.abs(histogram.get(histogram.size() - 2));
    int macd = growing ? (int) Math.signum(now) : 0;
    List<Candle> twenty = minutes.subList(minutes.size() - 20, minutes.size());
    double middle = mean(twenty, Candle::close);
    double half = 2 * deviation(twenty);
    int band = price >= middle + half ? -1 : price <= middle - half ? 1 : 0;
    int bandVote = squeeze() ? 0 : band;
    double vwap = vwap();
    double distance = (price - vwap) / vwap;
    int side = (int) Math.signum(distance);
    boolean extended = Math.abs(distance) > 0.005;
    int cross = cross();

    assertThat(reading.emaTrend()).isEqualTo(trend);
    assertThat(reading.cross()).isEqualTo(cross);
    assertThat(reading.rsi()).isCloseTo(rsi, within(1e-8));
    assertThat(reading.macdHistogram()).isCloseTo(now, within(1e-7));
    assertThat(reading.macdGrowing()).isEqualTo(growing);
    assertThat(reading.bandMiddle()).isCloseTo(middle, within(1e-6));
    assertThat(reading.bandUpper()).isCloseTo(middle + half, within(1e-4));
    assertThat(reading.bandLower()).isCloseTo(middle - half, within(1e-4));
    assertThat(reading.bandZone())
        .isEqualTo(band < 0 ? Zone.HIGH : band > 0 ? Zone.LOW : Zone.MIDDLE);
    assertThat(reading.squeeze()).isEqualTo(squeeze());
    assertThat(reading.vwap()).isCloseTo(vwap, within(1e-5));
    assertThat(reading.vwapSide()).isEqualTo(side);

    double sum =
        0.30 * trend
            + 0.10 * cross
            + 0.15 * rsiVote
            + 0.20 * macd
            + 0.15 * (extended ? 0 : side)
            + 0.10 * bandVote;
    double score = sum * context(sum) + 0.15 * reading.rsiDivergence();
    assertThat(reading.trendScore()).isCloseTo(score, within(1e-9));
    assertThat(reading.reversionScore())
        .isCloseTo(
            0.45 * rsiVote
                + 0.35 * bandVote
                + 0.20 * (extended ? -side : 0)
                + 0.15 * reading.rsiDivergence(),
            within(1e-9));
    assertThat(reading.direction())
        .isEqualTo(Math.abs(score) >= 0.25 ? Direction.of(score) : Direction.NEUTRAL);
    assertThat(reading.strength()).isCloseTo(Math.min(1, Math.abs(score)), within(1e-9));
    assertLevels(reading, price);
  }

  /** Of the day that runs: whole five minutes with their own typical price, then minutes. */
  private double vwap() {
    long today = minutes.getLast().openTime() / 86_400_000L;
    double volume = 0;
    for (Candle candle : minutes) {
      volume += candle.openTime() / 86_400_000L == today ? candle.volume() : 0;
    }
    double fives = 0;
    for (Candle candle : joined(5)) {
      if (candle.openTime() / 86_400_000L == today) {
        fives += candle.typicalPrice() * candle.volume();
      }
    }
    int rest = minutes.size() % 5;
    for (Candle candle : minutes.subList(minutes.size() - rest, minutes.size())) {
      fives += candle.typicalPrice() * candle.volume();
    }
    return fives / volume;
  }

  private double context(double score) {
    List<Double> ema = ema(joined(3).stream().map(Candle::close).toList(), 9);
    double slope = ema.getLast() - ema.get(ema.size() - 6);
    return slope * score > 0 ? 1.2 : slope * score < 0 ? 0.7 : 1;
  }

  private void assertLevels(TechnicalReading reading, double price) {
    List<Candle> fives = joined(5);
    List<Candle> last = fives.subList(Math.max(0, fives.size() - 200), fives.size());
    List<Double> turns = new ArrayList<>();
    for (int i = 2; i + 2 < last.size(); i++) {
      int at = i;
      if (List.of(-2, -1, 1, 2).stream()
          .allMatch(d -> last.get(at + d).high() < last.get(at).high())) {
        turns.add(last.get(i).high());
      }
      if (List.of(-2, -1, 1, 2).stream()
          .allMatch(d -> last.get(at + d).low() > last.get(at).low())) {
        turns.add(last.get(i).low());
      }
    }
    int touches = reading.keyLevels().stream().mapToInt(level -> level.touches()).sum();
    assertThat(touches).isLessThanOrEqualTo(turns.size());
    for (TechnicalReading.KeyLevel level : reading.keyLevels()) {
      long near =
          turns.stream().filter(turn -> Math.abs(turn - level.price()) < 0.002 * turn).count();
      assertThat(near).as("%s among %s", level, turns).isGreaterThanOrEqualTo(level.touches());
    }
    if (!Double.isNaN(reading.nearestResistance())) {
      assertThat(reading.nearestResistance()).isGreaterThan(price);
    }
    if (!Double.isNaN(reading.nearestSupport())) {
      assertThat(reading.nearestSupport()).isLessThan(price);
    }
  }
}
