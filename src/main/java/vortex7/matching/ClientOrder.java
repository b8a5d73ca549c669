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
  final boolean reduceOnly;
  final boolean closePosition;
  final OptionalLong algoId;
  final OrderTerms terms;
  final long time;

  private long priceTicks;
  private long priority;
  private int amendments;
  private OptionalLong modifyId = OptionalLong.empty();
  private long originalSteps;
  private long executedSteps;
  private BigDecimal quote = BigDecimal.ZERO;
  private OrderStatus status = OrderStatus.NEW;
  private long updateTime;

  /** The venue closes a position with it. */
  boolean liquidates;

  /** Its place in an {@link OrderBook}, while it rests there. */
  @Nullable RestingOrder queued;

  /** Steps displayed ahead of it in a {@link ReplayBook}. */
  long queueAhead;

  /** Steps displayed at its price before the update that is being applied. */
  long displayedBefore;

  /** What an order is before it trades; {@code priceTicks} is 0 for MARKET. */
  record Wish(
      Market market,
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      long priceTicks,
      long steps,
      boolean reduceOnly,
      boolean closePosition,
      OrderTerms terms) {}

  ClientOrder(
      Account account,
      Wish wish,
      long id,
      String clientId,
      OptionalLong algoId,
      long priority,
      long time) {
    this.account = account;
    market = wish.market();
    this.id = id;
    this.clientId = clientId;
    side = wish.side();
    type = wish.type();
    timeInForce = wish.timeInForce();
    priceTicks = wish.priceTicks();
    originalSteps = wish.steps();
    reduceOnly = wish.reduceOnly();
    closePosition = wish.closePosition();
    terms = wish.terms();
    this.algoId = algoId;
    this.priority = priority;
    this.time = time;
    updateTime = time;
  }

  static ClientOrder of(OrderView view, Account account, Market market) {
    Wish wish =
        new Wish(
            market,
            view.side(),
            view.type(),
            view.timeInForce(),
            market.ticks(view.price()),
            market.steps(view.originalQuantity()),
            view.reduceOnly(),
            view.closePosition(),
            view.terms());
    ClientOrder order =
        new ClientOrder(
            account,
            wish,
            view.orderId(),
            view.clientOrderId(),
            view.algoId(),
            view.priority(),
            view.time());
    order.executedSteps = market.steps(view.executedQuantity());
    order.quote = view.cumulativeQuote();
    order.status = view.status();
    order.updateTime = view.updateTime();
    order.amendments = view.amendments();
    order.modifyId = view.modifyId();
    return order;
  }

  boolean buy() {
    return side == Side.BUY;
  }

  boolean open() {
    return status.open();
  }

  /** 0 for MARKET. */
  long priceTicks() {
    return priceTicks;
  }

  long priority() {
    return priority;
  }

  int amendments() {
    return amendments;
  }

  long original() {
    return originalSteps;
  }

  long remaining() {
    return originalSteps - executedSteps;
  }

  long executed() {
    return executedSteps;
  }

  Position position() {
    return account.position(market, terms.positionSide());
  }

  /** True for an order of this side that only reduces that position. */
  boolean reduces(PositionSide of, Side orderSide) {
    return reduceOnly && side == orderSide && terms.positionSide() == of;
  }

  /** The mode that works for it as a taker: the venue knows none for FOK and post-only orders. */
  SelfTradePrevention prevention() {
    boolean works = timeInForce != TimeInForce.FOK && timeInForce != TimeInForce.GTX;
    return works ? terms.selfTrade() : SelfTradePrevention.NONE;
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

  /** Takes another price and quantity, and a later place in time. */
  void amend(long ticks, long steps, OptionalLong clientsNumber, long place, long now) {
    priceTicks = ticks;
    originalSteps = steps;
    modifyId = clientsNumber;
    priority = place;
    amendments++;
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
        updateTime,
        terms,
        priority,
        amendments,
        modifyId);
  }
}
