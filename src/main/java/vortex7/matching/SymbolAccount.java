package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import vortex7.market.Side;

/** What one account has in one symbol: settings, positions and resting orders. */
final class SymbolAccount {
  final Market market;
  final LeverageBrackets brackets;
  private final Position both = new Position(this, PositionSide.BOTH);
  private final Position longOne = new Position(this, PositionSide.LONG);
  private final Position shortOne = new Position(this, PositionSide.SHORT);

  /** Open regular orders by id. */
  final TreeMap<Long, ClientOrder> open = new TreeMap<>();

  int leverage;
  MarginType marginType;

  SymbolAccount(Market market, ExchangeRules rules) {
    this.market = market;
    brackets = rules.brackets();
    leverage = rules.defaultLeverage();
    marginType = rules.defaultMarginType();
  }

  Position position(PositionSide side) {
    return switch (side) {
      case BOTH -> both;
      case LONG -> longOne;
      case SHORT -> shortOne;
    };
  }

  List<Position> positions(boolean hedge) {
    return hedge ? List.of(longOne, shortOne) : List.of(both);
  }

  boolean flat() {
    return both.flat() && longOne.flat() && shortOne.flat();
  }

  /** What resting orders of one side, other than those that only reduce, are worth; quote units. */
  BigDecimal openNotional(PositionSide of, Side side) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ClientOrder order : open.values()) {
      if (order.side == side && order.terms.positionSide() == of && !order.reduceOnly) {
        sum = sum.add(order.openNotional());
      }
    }
    return sum;
  }

  /** Steps of open reduce-only orders that stand before this price, or at it and came earlier. */
  long reducedCloser(PositionSide of, Side side, long priceTicks, long priority) {
    long sum = 0;
    for (ClientOrder order : open.values()) {
      if (order.reduces(of, side)) {
        long better = side.sign() * (order.priceTicks() - priceTicks);
        if (better > 0 || (better == 0 && order.priority() < priority)) {
          sum += order.remaining();
        }
      }
    }
    return sum;
  }
}
