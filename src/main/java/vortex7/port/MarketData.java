package vortex7.port;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;

/** Where market data comes from. Stages fail with {@link VenueException}. */
public interface MarketData {
  CompletionStage<Map<Symbol, Instrument>> instruments();

  /** The newest {@code limit} candles, oldest first, the forming one last with closed = false. */
  CompletionStage<List<Candle>> candles(Symbol symbol, Timeframe timeframe, int limit);

  /** Aggregated trades from {@code fromId} on, oldest first, at most {@code limit} ≤ 1000. */
  CompletionStage<List<Trade>> trades(Symbol symbol, long fromId, int limit);

  /** The mark price of any symbol that the venue lists, traded by us or not, in quote units. */
  CompletionStage<BigDecimal> markPrice(Symbol symbol);

  /** Starts the symbol's streams; they reconnect by themselves until the subscription is closed. */
  Subscription subscribe(Symbol symbol, MarketListener listener);

  /** Closing it ends the streams. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
