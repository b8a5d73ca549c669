package vortex7.matching.synthetic;

import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.facts.MarketFacts;

/** A synthetic market on an exchange of its own, every trade of which is noted. */
final class SyntheticRun implements ExchangeListener {
  static final long NOON = 1_763_553_600_000L;
  static final Symbol BTC = Symbol.of("BTCUSDT");
  static final Symbol ETH = Symbol.of("ETHUSDT");

  final SyntheticMarket market;
  final Exchange exchange;
  final SortedMap<Symbol, MarketFacts> facts = new TreeMap<>();
  long hash;
  long trades;
  long lastTradeMillis;

  SyntheticRun(SyntheticSettings settings, long startMillis) {
    market = new SyntheticMarket(settings, startMillis);
    exchange = new Exchange(ExchangeRules.documents(), this);
    market.attach(exchange);
    for (Symbol symbol : exchange.symbols()) {
      facts.put(symbol, new MarketFacts(exchange.market(symbol)));
    }
  }

  static SyntheticRun seeded(long seed) {
    return new SyntheticRun(SyntheticSettings.documents().withSeed(seed), NOON);
  }

  MarketFacts facts(Symbol symbol) {
    MarketFacts found = facts.get(symbol);
    if (found == null) {
      throw new IllegalArgumentException(symbol + " is not traded");
    }
    return found;
  }

  /** Runs for {@code millis}, looking at the books as often as the facts want it. */
  SyntheticRun measure(long millis) {
    long end = exchange.timeMillis() + millis;
    for (long t = exchange.timeMillis() + MarketFacts.LOOK_MILLIS;
        t <= end;
        t += MarketFacts.LOOK_MILLIS) {
      market.advance(t);
      for (MarketFacts measured : facts.values()) {
        measured.look(t);
      }
    }
    return this;
  }

  @Override
  public void onTrade(
      Symbol symbol, long id, long price, long quantity, boolean buyerIsMaker, long time) {
    hash = 31 * (31 * (31 * hash + price) + quantity) + time;
    trades++;
    lastTradeMillis = time;
    MarketFacts measured = facts.get(symbol);
    if (measured != null) {
      measured.onTrade(id, price, quantity, buyerIsMaker, time);
    }
  }
}
