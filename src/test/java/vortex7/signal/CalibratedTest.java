package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.BookSnapshot;
import vortex7.market.Symbol;
import vortex7.signal.OrderFlowRules.WallRules;
import vortex7.signal.SentimentRules.Tier;

/**
 * The profile {@code calibrated} differs from the documents in what is listed, and nowhere else.
 */
class CalibratedTest {
  private static Map<String, Object> differences(Record documents, Record calibrated)
      throws ReflectiveOperationException {
    Map<String, Object> found = new TreeMap<>();
    for (RecordComponent component : documents.getClass().getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      Object before = component.getAccessor().invoke(documents);
      Object after = component.getAccessor().invoke(calibrated);
      if (before instanceof Record nested) {
        differences(nested, (Record) after)
            .forEach((name, value) -> found.put(component.getName() + "." + name, value));
      } else if (!before.equals(after)) {
        found.put(component.getName(), after);
      }
    }
    return found;
  }

  @Test
  void order_flow() throws ReflectiveOperationException {
    assertThat(differences(OrderFlowRules.documents(), OrderFlowRules.calibrated()))
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("imbalance.threshold", 0.60),
                    Map.entry("imbalance.velocityStrong", 0.50),
                    Map.entry("cvd.slopeSignificant", 0.50),
                    Map.entry("walls.multiple", 10.0),
                    Map.entry("walls.snapshots", 1),
                    Map.entry("walls.nearTicks", 0),
                    Map.entry("walls.nearFraction", 0.000_05),
                    Map.entry("walls.againstFraction", 0.000_03),
                    Map.entry("spoofs.markMin", 0.75),
                    Map.entry("spoofs.markPercentile", 0.0),
                    Map.entry("strength.imbalanceNorm", 0.90),
                    Map.entry("strength.velocityNorm", 1.5),
                    Map.entry("strength.slopeNorm", 1.0))));
  }

  @ParameterizedTest
  @CsvSource({"BTCUSDT, 250000", "ETHUSDT, 100000", "SOLUSDT, 50000", "BTCUSDC, 50000"})
  void ticks_and_what_is_a_big_trade_of_a_symbol(String symbol, double bigTrade)
      throws ReflectiveOperationException {
    TickRules rules = TickRules.calibrated(Symbol.of(symbol));
    Map<String, Object> expected =
        new TreeMap<>(Map.of("bullishAbove", 0.80, "bearishBelow", 0.20, "deltaDeadBand", 0.10));
    assertThat(differences(TickRules.documents(), TickRules.calibrated())).isEqualTo(expected);
    if (bigTrade != 50_000) {
      expected.put("bigTradeNotional", bigTrade);
    }
    assertThat(differences(TickRules.documents(), rules)).isEqualTo(expected);
    assertThat(FeedRules.calibrated(Symbol.of(symbol)))
        .isEqualTo(new FeedRules(5_000, 65_536, bigTrade));
  }

  @Test
  void technical_sentiment_and_regime() throws ReflectiveOperationException {
    assertThat(differences(TechnicalRules.documents(), TechnicalRules.calibrated()))
        .isEqualTo(Map.of("directionMin", 0.45));
    assertThat(differences(SentimentRules.documents(), SentimentRules.calibrated()))
        .isEqualTo(
            Map.of(
                "funding.ownReadings",
                90,
                "liquidations.tiers",
                List.of(
                    new Tier(5, 0.20),
                    new Tier(10, 0.25),
                    new Tier(20, 0.20),
                    new Tier(25, 0.10),
                    new Tier(50, 0.15),
                    new Tier(100, 0.10))));
    assertThat(differences(RegimeRules.documents(), RegimeRules.calibrated()))
        .isEqualTo(Map.of("trend.channelTest", false, "correlation.armedFor", 0));
  }

  private static final long START = 1_699_992_000_000L;

  private static OrderFlowEngine withWalls(double multiple, double near, double against) {
    OrderFlowRules rules = OrderFlowRules.calibrated();
    WallRules walls = rules.walls();
    return new OrderFlowEngine(
        new OrderFlowRules(
            rules.imbalance(),
            rules.cvd(),
            new WallRules(
                multiple,
                walls.snapshots(),
                walls.nearTicks(),
                near,
                against,
                walls.lostShare(),
                walls.tradedShare(),
                walls.strengthNorm(),
                walls.holdMillis()),
            rules.spoofs(),
            rules.strength(),
            rules.conviction(),
            rules.bookStaleMillis(),
            rules.tradesStaleMillis(),
            rules.warmUpMillis()),
        Books.TICK);
  }

  /** Pressed upwards, with one ask that dwarfs the others so many ticks behind the best. */
  private static BookSnapshot pressed(int ticks, double quantity) {
    BookSnapshot book = Books.withBid(Books.flat(START), 0, 800);
    return Books.withAsk(book, ticks, quantity);
  }

  /** The best bid is 100, a tick 0.1: so many ticks are so many tenths of a percent. */
  @ParameterizedTest
  @CsvSource({
    "2, 0.0021, 0.0021, true, 0.8",
    "2, 0.0021, 0.0019, true, 1",
    "2, 0.0019, 0.0019, false, 1"
  })
  void near_and_against_are_fractions_of_the_price_alone(
      int ticks, double near, double against, boolean isNear, double conviction) {
    OrderFlowEngine engine = withWalls(10, near, against);
    engine.onBook(pressed(ticks, 60));
    OrderFlowReading reading = engine.reading(START);
    assertThat(reading.wallNear()).isEqualTo(isNear);
    assertThat(reading.conviction()).isCloseTo(conviction, within(1e-12));
  }

  /** Of 38 levels behind the best 37 are 1: with q at the last, 10 × the mean is (37 + q)/3.8. */
  @ParameterizedTest
  @CsvSource({"13.21, false", "13.22, true"})
  void a_wall_is_ten_times_the_mean_and_seen_at_once(double quantity, boolean isWall) {
    OrderFlowEngine engine = withWalls(10, 1, 1);
    engine.onBook(pressed(3, quantity));
    assertThat(engine.reading(START).wallNear()).isEqualTo(isWall);
  }
}
