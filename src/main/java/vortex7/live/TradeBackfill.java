package vortex7.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import vortex7.market.Symbol;
import vortex7.market.Trade;
import vortex7.port.MarketData;

/**
 * Reads what was traded just before a stream's first trade, page by page backwards, so that engines
 * that live by trades need not wait for their windows to fill. Bounded: the five minutes of a busy
 * symbol are not worth any number of requests.
 */
final class TradeBackfill {
  /** The longest window over trades. */
  static final Duration SPAN = Duration.ofMinutes(5);

  static final int PAGE = 1_000;

  /** A symbol's trades are numbered from here. */
  private static final long FIRST_ID = 1;

  static final int PAGES_MAX = 5;

  private final MarketData market;
  private final Symbol symbol;
  private final Trade first;

  private TradeBackfill(MarketData market, Symbol symbol, Trade first) {
    this.market = market;
    this.symbol = symbol;
    this.first = first;
  }

  /**
   * Trades that lead up to {@code first} without a hole, oldest first; fewer, or none, where the
   * venue has no more. What is older than a trade that is bad is left out.
   */
  static CompletionStage<List<Trade>> before(MarketData market, Symbol symbol, Trade first) {
    return new TradeBackfill(market, symbol, first).older(List.of(), 0);
  }

  private CompletionStage<List<Trade>> older(List<Trade> known, int pages) {
    long oldest = known.isEmpty() ? first.id() : known.getFirst().id();
    boolean whole = pages == 0 || known.size() == pages * PAGE;
    if (!whole || pages == PAGES_MAX || oldest <= FIRST_ID || spans(known)) {
      return CompletableFuture.completedStage(known);
    }
    long from = Math.max(FIRST_ID, oldest - PAGE);
    return market
        .trades(symbol, from, (int) (oldest - from))
        .thenCompose(page -> older(joined(page, known), pages + 1));
  }

  private boolean spans(List<Trade> known) {
    return !known.isEmpty()
        && first.timeMillis() - known.getFirst().timeMillis() >= SPAN.toMillis();
  }

  /** What of the page leads up to what is known. */
  private List<Trade> joined(List<Trade> page, List<Trade> known) {
    Trade next = known.isEmpty() ? first : known.getFirst();
    int from = page.size();
    while (from > 0 && page.get(from - 1).id() >= next.id()) {
      from--; // A venue that has nothing so old tells what it has.
    }
    int to = from;
    while (from > 0 && leads(page.get(from - 1), next)) {
      next = page.get(--from);
    }
    List<Trade> joined = new ArrayList<>(page.subList(from, to));
    joined.addAll(known);
    return List.copyOf(joined);
  }

  private static boolean leads(Trade trade, Trade next) {
    return trade.id() + 1 == next.id()
        && trade.timeMillis() <= next.timeMillis()
        && trade.price() > 0
        && trade.quantity() > 0
        && Double.isFinite(trade.price())
        && Double.isFinite(trade.quantity());
  }
}
