package vortex7.live;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import vortex7.decision.FeeRates;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.port.OrderGateway;

/**
 * What the venue told when our account was prepared: its rules and fees for each configured symbol,
 * the balance, and every position that it holds for us, configured or not.
 */
record AccountSetUp(
    SortedMap<Symbol, Instrument> instruments,
    SortedMap<Symbol, FeeRates> fees,
    OrderGateway.Balance balance,
    SortedMap<Symbol, BigDecimal> positions) {

  AccountSetUp {
    instruments = Collections.unmodifiableSortedMap(new TreeMap<>(instruments));
    fees = Collections.unmodifiableSortedMap(new TreeMap<>(fees));
    positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
  }

  /** Prepares the account and asks; fails when anything cannot be had. */
  static CompletionStage<AccountSetUp> of(Wiring wiring) {
    OrderGateway gateway = wiring.gateway();
    List<Symbol> symbols = List.copyOf(wiring.symbols());
    return gateway
        .prepareAccount(symbols)
        .thenCompose(unused -> wiring.marketData().instruments())
        .thenApply(listed -> chosen(listed, symbols))
        .thenCompose(
            instruments ->
                fees(gateway, symbols)
                    .thenCompose(
                        fees ->
                            gateway
                                .balance()
                                .thenCombine(
                                    gateway.openPositions(),
                                    (balance, positions) ->
                                        new AccountSetUp(
                                            instruments,
                                            fees,
                                            balance,
                                            new TreeMap<>(positions)))));
  }

  private static SortedMap<Symbol, Instrument> chosen(
      Map<Symbol, Instrument> listed, List<Symbol> symbols) {
    SortedMap<Symbol, Instrument> chosen = new TreeMap<>();
    for (Symbol symbol : symbols) {
      Instrument instrument = listed.get(symbol);
      if (instrument == null) {
        throw new IllegalStateException("the venue does not know " + symbol);
      }
      chosen.put(symbol, instrument);
    }
    return chosen;
  }

  private static CompletionStage<SortedMap<Symbol, FeeRates>> fees(
      OrderGateway gateway, List<Symbol> symbols) {
    CompletionStage<SortedMap<Symbol, FeeRates>> all =
        CompletableFuture.completedStage(new TreeMap<>());
    for (Symbol symbol : symbols) {
      all = all.thenCombine(gateway.fees(symbol), (sofar, told) -> with(sofar, symbol, told));
    }
    return all;
  }

  private static SortedMap<Symbol, FeeRates> with(
      SortedMap<Symbol, FeeRates> sofar, Symbol symbol, OrderGateway.Fees told) {
    SortedMap<Symbol, FeeRates> more = new TreeMap<>(sofar);
    more.put(symbol, new FeeRates(told.maker().doubleValue(), told.taker().doubleValue()));
    return more;
  }
}
