package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;

/**
 * What the venue tells an account about its money and positions (ACCOUNT_UPDATE): only what
 * changed.
 *
 * @param time epoch ms of the venue
 * @param symbol whose funding it is; empty for other reasons
 */
public record AccountUpdate(
    String account,
    Reason reason,
    List<BalanceChange> balances,
    List<PositionView> positions,
    long time,
    Optional<Symbol> symbol) {

  public AccountUpdate(
      String account,
      Reason reason,
      List<BalanceChange> balances,
      List<PositionView> positions,
      long time) {
    this(account, reason, balances, positions, time, Optional.empty());
  }

  public AccountUpdate {
    balances = List.copyOf(balances);
    positions = List.copyOf(positions);
  }

  /** Why, by the venue's names. */
  public enum Reason {
    DEPOSIT,
    WITHDRAW,
    ORDER,
    FUNDING_FEE,
    ADJUSTMENT,
    INSURANCE_CLEAR,
    MARGIN_TRANSFER,
    MARGIN_TYPE_CHANGE
  }

  /**
   * An asset after the change, 8 decimals.
   *
   * @param change what came in or went out other than results and fees ({@code bc})
   */
  public record BalanceChange(
      String asset, BigDecimal wallet, BigDecimal crossWallet, BigDecimal change) {}
}
