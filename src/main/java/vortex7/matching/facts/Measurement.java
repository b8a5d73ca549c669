package vortex7.matching.facts;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.MarketSource;

/** Lets a market trade on an exchange of its own and measures all its symbols. */
public final class Measurement implements ExchangeListener {
  private static final long SECOND = 1_000;

  private final MarketSource source;
  private final Exchange exchange;
  private final SortedMap<Symbol, MarketFacts> facts = new TreeMap<>();
  private final boolean indexed;

  /**
   * Attaches the market.
   *
   * @param indexed it has an index whose distance is to be measured
   */
  public Measurement(MarketSource source, boolean indexed) {
    this.source = source;
    this.indexed = indexed;
    exchange = new Exchange(ExchangeRules.documents(), this);
    source.attach(exchange);
  }

  /** Lets the market trade for {@code millis} without measuring. */
  public void warmUp(long millis) {
    source.advance(exchange.timeMillis() + millis);
  }

  /** Measures for {@code millis} or until the market ends; told the time of each second. */
  public void run(long millis, LongConsumer progress) {
    if (facts.isEmpty()) {
      exchange.symbols().forEach(s -> facts.put(s, new MarketFacts(exchange.market(s))));
    }
    long begin = exchange.timeMillis() + MarketFacts.LOOK_MILLIS;
    long first = begin - begin % MarketFacts.LOOK_MILLIS;
    long end = exchange.timeMillis() + millis;
    for (long t = first; t <= end && !source.exhausted(); t += MarketFacts.LOOK_MILLIS) {
      source.advance(t);
      for (MarketFacts of : facts.values()) {
        of.look(t);
      }
      if (t % SECOND == 0) {
        second(t);
        progress.accept(t);
      }
    }
  }

  private void second(long millis) {
    if (indexed && millis % SECOND == 0) {
      facts.forEach((symbol, of) -> of.onFunding(exchange.funding(symbol)));
    }
  }

  /** The facts of each symbol measured so far. */
  public SortedMap<Symbol, MarketFacts> facts() {
    return facts;
  }

  /** The exchange on which the market trades. */
  public Exchange exchange() {
    return exchange;
  }

  @Override
  public void onTrade(
      Symbol symbol, long id, long price, long quantity, boolean buyerIsMaker, long time) {
    MarketFacts of = facts.get(symbol);
    if (of != null) {
      of.onTrade(id, price, quantity, buyerIsMaker, time);
    }
  }
}
