package vortex7.live;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * the balance, the price of the fees' asset where one is held and told, and every position that it
 * holds for us, configured or not.
 */
record AccountSetUp(
    SortedMap<Symbol, Instrument> instruments,
    SortedMap<Symbol, FeeRates> fees,
    OrderGateway.Balance balance,
    Optional<BigDecimal> tokenPrice,
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
                                .thenCompose(balance -> priced(wiring, balance))
                                .thenCombine(
                                    gateway.openPositions(),
                                    (priced, positions) ->
                                        new AccountSetUp(
                                            instruments,
                                            fees,
                                            priced.balance(),
                                            priced.token(),
                                            new TreeMap<>(positions)))));
  }

  private record Priced(OrderGateway.Balance balance, Optional<BigDecimal> token) {}

  /** Fills that came while we were away are counted first: their fees want the price. */
  private static CompletionStage<Priced> priced(Wiring wiring, OrderGateway.Balance balance) {
    if (balance.wallet(FeeWatch.TOKEN).signum() <= 0) {
      return CompletableFuture.completedStage(new Priced(balance, Optional.empty()));
    }
    return wiring
        .marketData()
        .markPrice(TokenPrice.MARKET)
        .handle((price, fault) -> new Priced(balance, Optional.ofNullable(price)));
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
