package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vortex7.market.Side;

/**
 * A client's regular order while the exchange works on it; seen from outside as {@link OrderView}.
 */
final class ClientOrder {
  final Account account;
  final Market market;
  final long id;
  final String clientId;
  final Side side;
  final OrderType type;
  final TimeInForce timeInForce;

  /** 0 for MARKET. */
  final long priceTicks;

  final boolean reduceOnly;
  final boolean closePosition;
  final OptionalLong algoId;
  final long time;

  private long originalSteps;
  private long executedSteps;
  private BigDecimal quote = BigDecimal.ZERO;
  private OrderStatus status = OrderStatus.NEW;
  private long updateTime;

  /** Its place in an {@link OrderBook}, while it rests there. */
  @Nullable RestingOrder queued;

  /** Steps displayed ahead of it in a {@link ReplayBook}. */
  long queueAhead;

  /** Steps displayed at its price before the update that is being applied. */
  long displayedBefore;

  ClientOrder(
      Account account,
      Market market,
      long id,
      String clientId,
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      long priceTicks,
      long originalSteps,
      boolean reduceOnly,
      boolean closePosition,
      OptionalLong algoId,
      long time) {
    this.account = account;
    this.market = market;
    this.id = id;
    this.clientId = clientId;
    this.side = side;
    this.type = type;
    this.timeInForce = timeInForce;
    this.priceTicks = priceTicks;
    this.originalSteps = originalSteps;
    this.reduceOnly = reduceOnly;
    this.closePosition = closePosition;
    this.algoId = algoId;
    this.time = time;
    updateTime = time;
  }

  static ClientOrder of(OrderView view, Account account, Market market) {
    ClientOrder order =
        new ClientOrder(
            account,
            market,
            view.orderId(),
            view.clientOrderId(),
            view.side(),
            view.type(),
            view.timeInForce(),
            market.ticks(view.price()),
            market.steps(view.originalQuantity()),
            view.reduceOnly(),
            view.closePosition(),
            view.algoId(),
            view.time());
    order.executedSteps = market.steps(view.executedQuantity());
    order.quote = view.cumulativeQuote();
    order.status = view.status();
    order.updateTime = view.updateTime();
    return order;
  }

  boolean buy() {
    return side == Side.BUY;
  }

  boolean open() {
    return status.open();
  }

  long remaining() {
    return originalSteps - executedSteps;
  }

  long executed() {
    return executedSteps;
  }

  /** What its resting rest is worth at its price, quote units. */
  BigDecimal openNotional() {
    return market.price(priceTicks).multiply(market.quantity(remaining()));
  }

  void fill(long steps, BigDecimal worth, long now) {
    if (steps <= 0 || steps > remaining()) {
      throw new IllegalStateException(
          "order " + id + " must fill at most " + remaining() + " steps, was " + steps);
    }
    executedSteps += steps;
    quote = quote.add(worth);
    status = remaining() == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    updateTime = now;
  }

  /** Cuts the remaining quantity to {@code toSteps} above 0. */
  void clip(long toSteps, long now) {
    originalSteps = executedSteps + toSteps;
    updateTime = now;
  }

  void end(OrderStatus ended, long now) {
    status = ended;
    updateTime = now;
  }

  BigDecimal executedQuantity() {
    return market.quantity(executedSteps);
  }

  BigDecimal averagePrice() {
    return executedSteps == 0
        ? BigDecimal.ZERO
        : quote.divide(executedQuantity(), Market.MONEY_SCALE, RoundingMode.HALF_UP);
  }

  OrderView view() {
    return new OrderView(
        market.symbol(),
        id,
        clientId,
        side,
        type,
        timeInForce,
        market.price(priceTicks),
        market.quantity(originalSteps),
        executedQuantity(),
        quote,
        averagePrice(),
        status,
        reduceOnly,
        closePosition,
        algoId,
        time,
        updateTime);
  }
}
