package vortex7.matching;

import java.util.Optional;

/**
 * Commands that no venue offers: what a simulation does to its clients' orders, to see how they
 * stand it. Each leaves the accounts sound; only what clients are told of it differs.
 */
public final class Interventions {
  private final Clearing clearing;
  private final OrderDesk orders;

  Interventions(Clearing clearing, OrderDesk orders) {
    this.clearing = clearing;
    this.orders = orders;
  }

  private Account account(String id) {
    Account account = clearing.accounts().get(id);
    if (account == null) {
      throw new IllegalArgumentException("account must exist, was " + id);
    }
    return account;
  }

  /**
   * Ends a waiting conditional order without telling anybody: only a query shows it.
   *
   * @param as CANCELED or EXPIRED
   * @return its view then; −2011 if it does not wait
   */
  public Answer<AlgoView> dropAlgoSilently(String account, long algoId, AlgoStatus as) {
    if (as != AlgoStatus.CANCELED && as != AlgoStatus.EXPIRED) {
      throw new IllegalArgumentException("it must end CANCELED or EXPIRED, was " + as);
    }
    AlgoOrder algo = account(account).algo(algoId);
    if (algo == null || algo.status() != AlgoStatus.NEW) {
      return Answer.no(Refused.UNKNOWN_ORDER_SENT);
    }
    clearing.conditionals().dropSilently(algo, as);
    return Answer.of(algo.view());
  }

  /**
   * Makes an open conditional order end REJECTED when its order would be sent, for this reason;
   * forgotten by a restart.
   *
   * @return its view; −2011 if it is not open
   */
  public Answer<AlgoView> rejectAlgoAtTrigger(String account, long algoId, String reason) {
    AlgoOrder algo = account(account).algo(algoId);
    if (algo == null || !algo.status().open()) {
      return Answer.no(Refused.UNKNOWN_ORDER_SENT);
    }
    algo.doom = reason;
    return Answer.of(algo.view());
  }

  /**
   * Places a regular order that the script fills instead of the market: at the best price of the
   * other side if it takes, else at its own. What the script leaves expires where the order may not
   * rest, and otherwise stays open outside the market until it is canceled or amended. FOK orders
   * know no parts: the market fills them.
   */
  public Answer<OrderView> place(String account, NewOrder order, FillScript script) {
    Account of = account(account);
    Market market = clearing.markets().get(order.symbol());
    return market == null
        ? Answer.no(Refused.BAD_SYMBOL)
        : orders.place(of, market, order, Optional.of(script));
  }
}
