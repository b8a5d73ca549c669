package vortex7.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import vortex7.market.Symbol;
import vortex7.matching.AccountUpdate;
import vortex7.matching.AlgoUpdate;
import vortex7.matching.ExchangeListener;
import vortex7.matching.OrderUpdate;
import vortex7.matching.PositionView;
import vortex7.position.ClientOrderId;
import vortex7.position.OrderReport;

/**
 * Takes notes of what the exchange tells while it is at work; what follows from them happens later,
 * when the venue's report has come.
 */
final class VenueTold implements ExchangeListener {
  private final SortedMap<Symbol, Played> runs;
  private final BiConsumer<AccountUpdate, AccountUpdate.BalanceChange> money;

  /**
   * Tells symbols of their own, and the account of its money.
   *
   * @param runs those that there are when something is told
   */
  VenueTold(
      SortedMap<Symbol, Played> runs,
      BiConsumer<AccountUpdate, AccountUpdate.BalanceChange> money) {
    this.runs = runs;
    this.money = money;
  }

  @Override
  public void onTrade(
      Symbol symbol, long id, long ticks, long steps, boolean buyerIsMaker, long timeMillis) {
    Played run = runs.get(symbol);
    if (run != null) {
      run.feed().onFill(id, ticks, steps, buyerIsMaker, timeMillis);
    }
  }

  @Override
  public void onOrderUpdate(OrderUpdate update) {
    Played run = runs.get(update.order().symbol());
    if (run == null) {
      return;
    }
    String name = update.order().clientOrderId();
    Optional<ClientOrderId> ours = ClientOrderId.parse(name);
    if (ours.isEmpty()) {
      String what = name + " " + update.execution() + " " + update.order().status();
      run.reports().send(update.time(), () -> run.symbol().position().onForeign(what));
      return;
    }
    VenueReports.told(ours.get(), update).ifPresent(report -> report(run, update.time(), report));
  }

  @Override
  public void onAlgoUpdate(AlgoUpdate update) {
    Played run = runs.get(update.algo().symbol());
    Optional<ClientOrderId> ours = ClientOrderId.parse(update.algo().clientAlgoId());
    if (run != null && ours.isPresent()) {
      report(run, update.time(), VenueReports.told(ours.get(), update));
    }
  }

  private static void report(Played run, long time, OrderReport report) {
    run.reports().send(time, () -> run.symbol().onReport(report));
  }

  @Override
  public void onAccountUpdate(AccountUpdate update) {
    for (AccountUpdate.BalanceChange change : update.balances()) {
      money.accept(update, change);
      onFunding(update, change);
    }
    for (PositionView position : update.positions()) {
      Played run = runs.get(position.symbol());
      if (run != null) {
        run.reports()
            .send(update.time(), () -> run.symbol().position().onVenuePosition(position.amount()));
      }
    }
  }

  private void onFunding(AccountUpdate update, AccountUpdate.BalanceChange change) {
    boolean funding = update.reason() == AccountUpdate.Reason.FUNDING_FEE;
    Optional<Played> of = update.symbol().flatMap(symbol -> Optional.ofNullable(runs.get(symbol)));
    if (funding && of.isPresent() && change.asset().equals(Backtest.QUOTE)) {
      Instant at = Instant.ofEpochMilli(update.time());
      BigDecimal paid = change.change().negate();
      Played run = of.get();
      run.reports().send(update.time(), () -> run.symbol().position().onFunding(paid, at));
    }
  }
}
