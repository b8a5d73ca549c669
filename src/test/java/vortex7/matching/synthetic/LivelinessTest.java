package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vortex7.decision.Decision;
import vortex7.decision.EntryContext;
import vortex7.decision.FeeRates;
import vortex7.decision.Gate;
import vortex7.decision.PipelineRules;
import vortex7.decision.SymbolPipeline;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Market;
import vortex7.matching.feed.AggTradeAggregator;
import vortex7.signal.EngineId;

/** The synthetic market must give strategy A something to do: its first ten minutes are lively. */
class LivelinessTest {
  private static final long MINUTES = 10;
  private static final long SNAPSHOT_MILLIS = 100;
  private static final long EPISODE_MILLIS = 10_000;

  /** What the decision engine made of one symbol's market. */
  private static final class Watched {
    private final Market market;
    private final SymbolPipeline pipeline;
    private final AggTradeAggregator aggregator;
    private final BookSnapshot book = new BookSnapshot();
    private final List<Long> entries = new ArrayList<>();
    private long lastUpdateId;
    private long triggers;
    private long marks;

    Watched(Market market, SyntheticMarket source) {
      this.market = market;
      this.pipeline =
          new SymbolPipeline(
              market.instrument(),
              PipelineRules.documents().with(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.REGIME),
              this::onDecision);
      this.aggregator =
          new AggTradeAggregator(
              1,
              (id, price, quantity, first, last, maker, time, published) ->
                  pipeline.onTrade(
                      id,
                      market.priceAsDouble(price),
                      market.quantityAsDouble(quantity),
                      maker,
                      time));
      pipeline.onContext(EntryContext.clear(FeeRates.documents()));
      for (Timeframe timeframe : Timeframe.values()) {
        for (Candle candle : source.history(market.symbol(), timeframe, 500)) {
          pipeline.onCandle(candle);
        }
      }
    }

    void snapshot(long millis) {
      aggregator.onTime(millis);
      market.copyTop(book, BookSnapshot.DEPTH);
      if (book.updateId != lastUpdateId) {
        book.eventTime = millis;
        book.transactionTime = millis;
        book.previousUpdateId = lastUpdateId;
        lastUpdateId = book.updateId;
        pipeline.onBook(book);
      }
    }

    private void onDecision(Decision decision) {
      marks++;
      boolean triggered =
          Stream.of(Gate.A_VELOCITY, Gate.A_STREAK, Gate.A_VOLUME_SPIKE)
              .allMatch(gate -> decision.verdict(gate).passed());
      triggers += triggered ? 1 : 0;
      long time = decision.mark().eventTime();
      if (decision.trades() && (entries.isEmpty() || time - entries.getLast() > EPISODE_MILLIS)) {
        entries.add(time);
      }
    }
  }

  /** Ten minutes, or until {@code enough} symbols have an entry. */
  private static SortedMap<Symbol, Watched> watch(long seed, int enough) {
    SortedMap<Symbol, Watched> watched = new TreeMap<>();
    SyntheticMarket source =
        new SyntheticMarket(SyntheticSettings.documents().withSeed(seed), SyntheticRun.NOON);
    Exchange exchange =
        new Exchange(
            ExchangeRules.documents(),
            new ExchangeListener() {
              @Override
              public void onTrade(
                  Symbol symbol, long id, long price, long quantity, boolean maker, long time) {
                Watched of = watched.get(symbol);
                if (of != null) {
                  of.aggregator.onFill(id, price, quantity, maker, time);
                }
              }
            });
    source.attach(exchange);
    for (Symbol symbol : exchange.symbols()) {
      watched.put(symbol, new Watched(exchange.market(symbol), source));
    }
    long end = SyntheticRun.NOON + MINUTES * 60_000L;
    for (long t = SyntheticRun.NOON + SNAPSHOT_MILLIS;
        t <= end && entered(watched) < enough;
        t += SNAPSHOT_MILLIS) {
      source.advance(t);
      for (Watched of : watched.values()) {
        of.snapshot(t);
      }
    }
    return watched;
  }

  private static long entered(SortedMap<Symbol, Watched> watched) {
    return watched.values().stream().filter(of -> !of.entries.isEmpty()).count();
  }

  @Test
  void the_default_market_lets_strategy_a_enter_within_five_minutes_where_it_is_not_choppy() {
    SortedMap<Symbol, Watched> watched = watch(SyntheticSettings.DEFAULT_SEED, 2);
    assertThat(watched.values())
        .allSatisfy(of -> assertThat((double) of.triggers / of.marks).isBetween(0.002, 0.06));
    assertThat(watched.values())
        .anySatisfy(
            of -> {
              assertThat(of.entries).isNotEmpty();
              assertThat(of.entries.getFirst() - SyntheticRun.NOON).isLessThan(300_000);
            });
  }

  @Test
  void other_seeds_are_lively_too() {
    int lively = 0;
    for (long seed = 1; seed <= 3; seed++) {
      lively += entered(watch(seed, 1)) > 0 ? 1 : 0;
    }
    assertThat(lively).isGreaterThanOrEqualTo(2);
  }
}
