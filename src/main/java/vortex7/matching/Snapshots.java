package vortex7.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vortex7.market.Symbol;

/** Exports the state of a clearing with its markets and accounts, and takes it up again. */
final class Snapshots {
  private final Clearing clearing;
  private final ExchangeRules rules;

  Snapshots(Clearing clearing, ExchangeRules rules) {
    this.clearing = clearing;
    this.rules = rules;
  }

  ExchangeState export(Function<Account, ExchangeState.AccountState> of) {
    List<ExchangeState.MarketState> markets = new ArrayList<>();
    for (Market market : clearing.markets().values()) {
      markets.add(
          new ExchangeState.MarketState(
              market.symbol(),
              market.price(market.lastPrice()),
              market.markPrice(),
              market.lastTradeId(),
              Optional.of(market.premium.state(clearing.funding().view(market).nextMillis()))));
    }
    return new ExchangeState(
        clearing.now(),
        clearing.lastOrderId(),
        clearing.lastAlgoId(),
        markets,
        clearing.accounts().values().stream().map(of).toList(),
        clearing.lastPriority(),
        Optional.of(clearing.house().state()));
  }

  void restore(ExchangeState state, Function<Symbol, Market> listed) {
    if (!clearing.accounts().isEmpty()) {
      throw new IllegalStateException("restore needs an exchange without accounts");
    }
    clearing.restoreCounters(state);
    for (ExchangeState.MarketState saved : state.markets()) {
      Market market = clearing.markets().get(saved.symbol());
      if (market != null) {
        market.restore(market.ticks(saved.lastPrice()), saved.lastTradeId());
        market.premium.restore(saved.funding());
        saved.funding().ifPresent(funding -> clearing.funding().resume(funding.nextMillis()));
      }
    }
    clearing.house().restore(state.house(), listed);
    for (ExchangeState.AccountState saved : state.accounts()) {
      Account account = Account.of(saved, rules, listed);
      clearing.accounts().put(saved.id(), account);
      clearing.timers().resume(account);
    }
    clearing.accounts().values().stream()
        .flatMap(account -> account.openOrders(Optional.empty()).stream())
        .sorted(Comparator.comparingLong(ClientOrder::priority))
        .forEach(clearing::resume);
    clearing.accounts().values().stream()
        .flatMap(account -> account.openAlgos(Optional.empty()).stream())
        .sorted(Comparator.comparingLong(AlgoOrder::triggerTime).thenComparingLong(algo -> algo.id))
        .forEach(clearing.conditionals()::resume);
    clearing.settle();
  }
}
