package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;

/** Changes an account's settings: leverage, margin type, position mode, isolated margin. */
final class AccountDesk {
  private final Clearing clearing;
  private final ExchangeRules rules;

  AccountDesk(Clearing clearing, ExchangeRules rules) {
    this.clearing = clearing;
    this.rules = rules;
  }

  Answer<Integer> setLeverage(Account account, Market market, int leverage) {
    SymbolAccount in = account.in(market);
    if (leverage < 1 || leverage > in.brackets.maxLeverage()) {
      return Answer.no(Refused.leverage(leverage));
    }
    int before = in.leverage;
    boolean isolated = in.marginType == MarginType.ISOLATED;
    if (leverage < before && isolated && !in.flat()) {
      return Answer.no(Refused.LEVERAGE_WITH_POSITION);
    }
    in.leverage = leverage;
    if (leverage < before && account.margin.available().signum() < 0) {
      in.leverage = before;
      return Answer.no(Refused.LEVERAGE_TOO_SMALL);
    }
    if (leverage > before && !fits(account, in)) {
      in.leverage = before;
      return Answer.no(Refused.TOO_MUCH_POSITION);
    }
    return Answer.of(leverage);
  }

  private static boolean fits(Account account, SymbolAccount in) {
    BigDecimal most = in.brackets.maxNotional(in.leverage);
    for (Position position : in.positions(account.hedgeMode)) {
      BigDecimal largest =
          position.largest(
              in.openNotional(position.side, vortex7.market.Side.BUY),
              in.openNotional(position.side, vortex7.market.Side.SELL));
      if (largest.compareTo(most) > 0) {
        return false;
      }
    }
    return true;
  }

  Answer<MarginType> setMarginType(Account account, Market market, MarginType type) {
    SymbolAccount in = account.in(market);
    if (in.marginType == type) {
      return Answer.no(Refused.SAME_MARGIN_TYPE);
    }
    Optional<Symbol> symbol = Optional.of(market.symbol());
    if (!in.open.isEmpty() || !account.openAlgos(symbol).isEmpty()) {
      return Answer.no(Refused.TYPE_HAS_OPEN_ORDERS);
    }
    if (!in.flat()) {
      return Answer.no(Refused.TYPE_HAS_POSITION);
    }
    in.marginType = type;
    clearing.tell(
        account,
        AccountUpdate.Reason.MARGIN_TYPE_CHANGE,
        List.of(),
        in.positions(account.hedgeMode).stream().map(account::view).toList());
    return Answer.of(type);
  }

  Answer<Boolean> setHedgeMode(Account account, boolean hedge) {
    if (account.hedgeMode == hedge) {
      return Answer.no(Refused.SAME_POSITION_MODE);
    }
    boolean orders =
        !account.openOrders(Optional.empty()).isEmpty()
            || !account.openAlgos(Optional.empty()).isEmpty();
    if (orders) {
      return Answer.no(Refused.MODE_HAS_OPEN_ORDERS);
    }
    for (SymbolAccount in : account.symbols()) {
      if (!in.flat()) {
        return Answer.no(Refused.MODE_HAS_POSITION);
      }
    }
    account.hedgeMode = hedge;
    return Answer.of(hedge);
  }

  /** Moves margin between the cross wallet and an isolated position; negative takes it back. */
  Answer<BigDecimal> addMargin(
      Account account, Market market, PositionSide side, BigDecimal amount) {
    if (amount.signum() == 0) {
      return Answer.no(Refused.MARGIN_NOT_POSITIVE);
    }
    if (account.hedgeMode != (side != PositionSide.BOTH)) {
      return Answer.no(Refused.POSITION_SIDE_MISMATCH);
    }
    Position position = account.position(market, side);
    if (!position.isolated()) {
      return Answer.no(Refused.MARGIN_OF_CROSSED);
    }
    if (position.flat()) {
      return Answer.no(Refused.MARGIN_WITHOUT_POSITION);
    }
    BigDecimal moved = Position.money(amount);
    if (moved.signum() > 0 && account.margin.available().compareTo(moved) < 0) {
      return Answer.no(Refused.CROSS_BALANCE);
    }
    BigDecimal left =
        position
            .isolatedWallet()
            .add(moved)
            .add(position.unrealized().min(BigDecimal.ZERO))
            .subtract(position.initialMargin());
    if (moved.signum() < 0 && left.signum() < 0) {
      return Answer.no(Refused.ISOLATED_BALANCE);
    }
    position.addMargin(moved, clearing.now());
    clearing.tell(
        account,
        AccountUpdate.Reason.MARGIN_TRANSFER,
        List.of(account.balanceChange(rules.quoteAsset(), BigDecimal.ZERO)),
        List.of(account.view(position)));
    return Answer.of(moved);
  }
}
