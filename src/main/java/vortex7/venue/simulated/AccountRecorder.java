package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;
import vortex7.matching.AccountUpdate;
import vortex7.matching.AccountUpdate.BalanceChange;
import vortex7.matching.ExecutionType;
import vortex7.matching.OrderUpdate;
import vortex7.matching.OrderView;
import vortex7.matching.PositionSide;
import vortex7.matching.UserTrade;
import vortex7.venue.simulated.VenueHistory.Amended;
import vortex7.venue.simulated.VenueHistory.Forced;
import vortex7.venue.simulated.VenueHistory.Income;
import vortex7.venue.simulated.VenueHistory.MarginMove;

/**
 * Writes down where each account's money came from and went to, how its orders were amended and how
 * its margin was moved. Lives on the engine's thread.
 */
final class AccountRecorder {
  /** As many as the finished orders that an account can still query. */
  private static final int KEPT = 20_000;

  private final Ledger<Income> incomes = new Ledger<>(KEPT);
  private final Ledger<Amended> amendments = new Ledger<>(KEPT);
  private final Ledger<MarginMove> marginMoves = new Ledger<>(KEPT);
  private final Ledger<Forced> forced = new Ledger<>(KEPT);

  /** Open orders as last told: an amendment says what it became, not what it was. */
  private final TreeMap<Long, OrderView> open = new TreeMap<>();

  private long lastNumber;

  void restore(VenueHistory saved) {
    for (Income income : saved.incomes()) {
      incomes.keep(income.account(), income);
      lastNumber = Math.max(lastNumber, income.number());
    }
    for (Amended amended : saved.amendments()) {
      amendments.keep(amended.account(), amended);
      lastNumber = Math.max(lastNumber, amended.number());
    }
    saved.forced().forEach(one -> forced.keep(one.account(), one));
    for (MarginMove move : saved.marginMoves()) {
      marginMoves.keep(move.account(), move);
      lastNumber = Math.max(lastNumber, move.number());
    }
  }

  /** Orders that were open before anything was told of them. */
  void stand(List<OrderView> orders) {
    orders.forEach(order -> open.put(order.orderId(), order));
  }

  void onOrderUpdate(OrderUpdate update) {
    OrderView order = update.order();
    OrderView before = open.get(order.orderId());
    if (update.execution() == ExecutionType.AMENDMENT && before != null) {
      addAmended(update, before);
    }
    if (order.status().open()) {
      open.put(order.orderId(), order);
    } else {
      open.remove(order.orderId());
    }
    if (update.execution() == ExecutionType.CALCULATED && !order.status().open()) {
      forced.add(update.account(), new Forced(update.account(), order));
    }
    update.fill().ifPresent(fill -> addFill(update.account(), fill));
  }

  private void addAmended(OrderUpdate update, OrderView before) {
    OrderView order = update.order();
    amendments.add(
        update.account(),
        new Amended(
            update.account(),
            ++lastNumber,
            order.symbol(),
            order.orderId(),
            order.clientOrderId(),
            update.time(),
            before.price(),
            order.price(),
            before.originalQuantity(),
            order.originalQuantity(),
            order.amendments(),
            order.terms().priceMatch(),
            order.modifyId().isPresent()
                ? Optional.of(order.modifyId().getAsLong())
                : Optional.empty()));
  }

  private void addFill(String account, UserTrade fill) {
    String trade = Long.toString(fill.tradeId());
    Symbol symbol = fill.symbol();
    add(account, symbol, "REALIZED_PNL", fill.realized(), "USDT", fill.time(), trade);
    add(account, symbol, "COMMISSION", fill.fee().negate(), fill.feeAsset(), fill.time(), trade);
  }

  void onAccountUpdate(AccountUpdate update) {
    String type =
        switch (update.reason()) {
          case DEPOSIT, WITHDRAW -> "TRANSFER";
          case FUNDING_FEE -> "FUNDING_FEE";
          case INSURANCE_CLEAR -> "INSURANCE_CLEAR";
          // Fills tell their own results and fees; the others move no money in or out.
          case ORDER, ADJUSTMENT, MARGIN_TRANSFER, MARGIN_TYPE_CHANGE -> "";
        };
    if (type.isEmpty()) {
      return;
    }
    for (BalanceChange change : update.balances()) {
      add(
          update.account(),
          update.symbol().orElse(null),
          type,
          change.change(),
          change.asset(),
          update.time(),
          "");
    }
  }

  private void add(
      String account,
      @Nullable Symbol symbol,
      String type,
      BigDecimal amount,
      String asset,
      long time,
      String tradeId) {
    if (amount.signum() == 0) {
      return; // The venue writes no row of nothing.
    }
    String code = symbol == null ? "" : symbol.code();
    incomes.add(
        account, new Income(account, ++lastNumber, code, type, amount, asset, time, tradeId));
  }

  void onMarginMoved(
      String account, Symbol symbol, PositionSide side, BigDecimal amount, long time) {
    marginMoves.add(account, new MarginMove(account, ++lastNumber, symbol, side, amount, time));
  }

  List<Income> incomes(String account) {
    return incomes.of(account);
  }

  List<Amended> amendments(String account) {
    return amendments.of(account);
  }

  List<MarginMove> marginMoves(String account) {
    return marginMoves.of(account);
  }

  /** Orders with which the venue closed the account's positions. */
  List<OrderView> forced(String account) {
    return forced.of(account).stream().map(Forced::order).toList();
  }

  /** All of it. */
  VenueHistory whole() {
    return history(incomes.all(), amendments.all(), marginMoves.all(), forced.all());
  }

  /** What came since this was last asked. */
  VenueHistory takeFresh() {
    return history(
        incomes.takeFresh(), amendments.takeFresh(), marginMoves.takeFresh(), forced.takeFresh());
  }

  private static VenueHistory history(
      List<Income> incomes,
      List<Amended> amendments,
      List<MarginMove> marginMoves,
      List<Forced> forced) {
    return new VenueHistory(incomes, amendments, marginMoves, List.of(), List.of(), forced);
  }
}
