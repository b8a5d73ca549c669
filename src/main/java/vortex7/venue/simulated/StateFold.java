package vortex7.venue.simulated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.matching.AlgoView;
import vortex7.matching.ExchangeState;
import vortex7.matching.ExchangeState.AccountState;
import vortex7.matching.ExchangeState.MarketState;
import vortex7.matching.OrderView;
import vortex7.matching.UserTrade;

/**
 * Adds up the lines of a state log. What is told twice counts once; orders keep the place of their
 * first line, because that is their priority in time.
 */
final class StateFold {
  private @Nullable VenueState last;
  private final TreeMap<String, Long> source = new TreeMap<>();
  private final TreeMap<String, Long> nextAggTradeIds = new TreeMap<>();
  private final TreeMap<String, MarketState> markets = new TreeMap<>();
  private final TreeMap<String, Account> accounts = new TreeMap<>();
  private final LinkedHashMap<String, ProtectionLedger.Protection> protections =
      new LinkedHashMap<>();
  private final VenueHistory.Sum history = new VenueHistory.Sum();

  private static final class Account {
    private AccountState newest;
    private final Map<String, OrderView> orders = new LinkedHashMap<>();
    private final Map<Long, AlgoView> algos = new LinkedHashMap<>();
    private final Map<String, UserTrade> trades = new LinkedHashMap<>();

    private Account(AccountState first) {
      newest = first;
    }

    private void add(AccountState change) {
      newest = change;
      change.orders().forEach(order -> orders.put(order.symbol() + "/" + order.orderId(), order));
      change.algos().forEach(algo -> algos.put(algo.algoId(), algo));
      change
          .trades()
          .forEach(
              trade ->
                  trades.put(
                      trade.symbol() + "/" + trade.tradeId() + "/" + trade.orderId(), trade));
    }

    private AccountState sum() {
      return newest.with(
          new ArrayList<>(orders.values()),
          new ArrayList<>(algos.values()),
          new ArrayList<>(trades.values()));
    }
  }

  void add(VenueState change) {
    last = change;
    if (!change.source().isEmpty()) {
      source.clear();
      source.putAll(change.source());
    }
    nextAggTradeIds.putAll(change.nextAggTradeIds());
    for (MarketState market : change.exchange().markets()) {
      markets.put(market.symbol().code(), market);
    }
    for (AccountState account : change.exchange().accounts()) {
      accounts.computeIfAbsent(account.id(), id -> new Account(account)).add(account);
    }
    for (ProtectionLedger.Protection protection : change.protections()) {
      protections.put(protection.id(), protection);
    }
    history.add(change.history());
  }

  /** Everything so far; empty before the first line. */
  Optional<VenueState> sum() {
    VenueState newest = last;
    if (newest == null) {
      return Optional.empty();
    }
    List<AccountState> folded = new ArrayList<>();
    accounts.values().forEach(account -> folded.add(account.sum()));
    ExchangeState exchange =
        newest.exchange().withMarkets(new ArrayList<>(markets.values())).with(folded);
    return Optional.of(
        new VenueState(
            newest.market(),
            newest.wallMillis(),
            exchange,
            source,
            nextAggTradeIds,
            newest.listenKeys(),
            newest.multiAssets(),
            new ArrayList<>(protections.values()),
            history.whole()));
  }
}
