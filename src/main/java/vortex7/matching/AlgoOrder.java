package vortex7.matching;

import java.math.BigDecimal;
import java.util.OptionalLong;
import vortex7.market.Side;

/** A client's conditional order; seen from outside as {@link AlgoView}. */
final class AlgoOrder {
  final Account account;
  final Market market;
  final long id;
  final String clientId;
  final Side side;
  final OrderType type;

  /** 0 with {@code closePosition}. */
  final long steps;

  final long triggerTicks;
  final WorkingType workingType;
  final boolean closePosition;
  final boolean reduceOnly;
  final boolean priceProtect;
  final long createTime;

  private AlgoStatus status = AlgoStatus.NEW;
  private OptionalLong orderId = OptionalLong.empty();
  private BigDecimal averagePrice = BigDecimal.ZERO;
  private BigDecimal executed = BigDecimal.ZERO;
  private String rejectReason = "";
  private long updateTime;
  private long triggerTime;

  AlgoOrder(
      Account account, Market market, long id, String clientId, NewAlgo order, long createTime) {
    this.account = account;
    this.market = market;
    this.id = id;
    this.clientId = clientId;
    side = order.side();
    type = order.type();
    steps = order.quantity().filter(q -> q.signum() > 0).map(market::steps).orElse(0L);
    triggerTicks = market.ticks(order.triggerPrice().orElseThrow());
    workingType = order.workingType();
    closePosition = order.closePosition();
    reduceOnly = order.reduceOnly();
    priceProtect = order.priceProtect();
    this.createTime = createTime;
    updateTime = createTime;
  }

  private AlgoOrder(AlgoView view, Account account, Market market) {
    this.account = account;
    this.market = market;
    id = view.algoId();
    clientId = view.clientAlgoId();
    side = view.side();
    type = view.type();
    steps = market.steps(view.quantity());
    triggerTicks = market.ticks(view.triggerPrice());
    workingType = view.workingType();
    closePosition = view.closePosition();
    reduceOnly = view.reduceOnly();
    priceProtect = view.priceProtect();
    createTime = view.createTime();
    status = view.status();
    orderId = view.orderId();
    averagePrice = view.averagePrice();
    executed = view.executedQuantity();
    rejectReason = view.rejectReason();
    updateTime = view.updateTime();
    triggerTime = view.triggerTime();
  }

  static AlgoOrder of(AlgoView view, Account account, Market market) {
    return new AlgoOrder(view, account, market);
  }

  AlgoStatus status() {
    return status;
  }

  long triggerTime() {
    return triggerTime;
  }

  boolean buy() {
    return side == Side.BUY;
  }

  /** True when the price, in ticks, has reached the trigger from its side. */
  boolean reachedBy(long ticks) {
    return buy() ? ticks >= triggerTicks : ticks <= triggerTicks;
  }

  boolean reachedBy(BigDecimal price) {
    int above = price.compareTo(market.price(triggerTicks));
    return buy() ? above >= 0 : above <= 0;
  }

  void triggering(long now) {
    status = AlgoStatus.TRIGGERING;
    triggerTime = now;
    updateTime = now;
  }

  void triggered(long spawned, long now) {
    status = AlgoStatus.TRIGGERED;
    orderId = OptionalLong.of(spawned);
    updateTime = now;
  }

  void finished(ClientOrder spawned, long now) {
    status = AlgoStatus.FINISHED;
    averagePrice = spawned.averagePrice();
    executed = spawned.executedQuantity();
    updateTime = now;
  }

  void rejected(String reason, long now) {
    status = AlgoStatus.REJECTED;
    rejectReason = reason;
    updateTime = now;
  }

  void end(AlgoStatus ended, long now) {
    status = ended;
    updateTime = now;
  }

  AlgoView view() {
    return new AlgoView(
        market.symbol(),
        id,
        clientId,
        side,
        type,
        market.quantity(steps),
        market.price(triggerTicks),
        workingType,
        closePosition,
        reduceOnly,
        priceProtect,
        status,
        orderId,
        averagePrice,
        executed,
        rejectReason,
        createTime,
        updateTime,
        triggerTime);
  }
}
