package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
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

  /** Need not lie on a tick, as on the venue; 0 of a trailing stop. */
  private final BigDecimal triggerPrice;

  /** The first price of the grid that has reached the trigger, in ticks. */
  private final long triggerTicks;

  /** Limit of the order it spawns; 0 when that is a MARKET order. */
  final long priceTicks;

  final TimeInForce timeInForce;
  final OrderTerms terms;
  final Optional<BigDecimal> activatePrice;

  /** Percent; 0 unless it trails. */
  final BigDecimal callbackRate;

  final WorkingType workingType;
  final boolean closePosition;
  final boolean reduceOnly;
  final boolean priceProtect;
  final long createTime;

  /** Why it will be rejected when it triggers; empty when only its order decides that. */
  String doom = "";

  private boolean activated;
  private BigDecimal extreme = BigDecimal.ZERO;
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
    triggerPrice = order.triggerPrice().orElse(BigDecimal.ZERO);
    triggerTicks = firstTicks(triggerPrice, market, firesAbove(type, side));
    priceTicks = order.price().map(market::ticks).orElse(0L);
    timeInForce = order.timeInForce().orElse(TimeInForce.GTC);
    terms = order.terms();
    activatePrice = order.activatePrice();
    callbackRate = order.callbackRate().orElse(BigDecimal.ZERO);
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
    triggerPrice = view.triggerPrice();
    triggerTicks = firstTicks(triggerPrice, market, firesAbove(type, side));
    priceTicks = market.ticks(view.price());
    timeInForce = view.timeInForce();
    terms = view.terms();
    activatePrice = view.trailing().flatMap(AlgoView.Trailing::activatePrice);
    callbackRate = view.trailing().map(AlgoView.Trailing::callbackRate).orElse(BigDecimal.ZERO);
    activated = view.trailing().map(AlgoView.Trailing::activated).orElse(false);
    extreme = view.trailing().map(AlgoView.Trailing::extreme).orElse(BigDecimal.ZERO);
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

  boolean trails() {
    return type == OrderType.TRAILING_STOP_MARKET;
  }

  /** The type of the order that it spawns. */
  OrderType spawns() {
    return type == OrderType.STOP || type == OrderType.TAKE_PROFIT
        ? OrderType.LIMIT
        : OrderType.MARKET;
  }

  /** True when a rising price sets it off: a BUY stop or a SELL target. */
  boolean firesAbove() {
    return firesAbove(type, side);
  }

  static boolean firesAbove(OrderType type, Side side) {
    boolean target = type == OrderType.TAKE_PROFIT || type == OrderType.TAKE_PROFIT_MARKET;
    return target != (side == Side.BUY);
  }

  private static long firstTicks(BigDecimal trigger, Market market, boolean above) {
    RoundingMode mode = above ? RoundingMode.CEILING : RoundingMode.FLOOR;
    return trigger.divide(market.instrument().tickSize(), 0, mode).longValueExact();
  }

  /** True when the price, in ticks, has reached the trigger from its side. */
  boolean reachedBy(long ticks) {
    return firesAbove() ? ticks >= triggerTicks : ticks <= triggerTicks;
  }

  boolean reachedBy(BigDecimal price) {
    int above = price.compareTo(triggerPrice);
    return firesAbove() ? above >= 0 : above <= 0;
  }

  boolean activated() {
    return activated;
  }

  /**
   * Follows the price of a trailing stop: first to {@code best}, the one most in its favour, then
   * to {@code last}.
   *
   * @return true when {@code last} has come back from the best by the callback rate
   */
  boolean trail(BigDecimal best, BigDecimal last) {
    if (!activated) {
      activated = activatePrice.isEmpty() || !worse(best, activatePrice.get());
      if (!activated) {
        return false;
      }
      extreme = best;
    } else if (worse(extreme, best)) {
      extreme = best;
    }
    BigDecimal rate = callbackRate.movePointLeft(2);
    BigDecimal back =
        extreme.multiply(buy() ? BigDecimal.ONE.add(rate) : BigDecimal.ONE.subtract(rate));
    return buy() ? last.compareTo(back) >= 0 : last.compareTo(back) <= 0;
  }

  /** True when {@code price} favours the trailing less than {@code than}: a BUY waits for a low. */
  private boolean worse(BigDecimal price, BigDecimal than) {
    return buy() ? price.compareTo(than) > 0 : price.compareTo(than) < 0;
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

  /** With the decimals of a tick, as all prices are told. */
  private BigDecimal shown(BigDecimal price) {
    int scale = market.instrument().tickSize().scale();
    return price.scale() < scale ? price.setScale(scale, RoundingMode.UNNECESSARY) : price;
  }

  AlgoView view() {
    return new AlgoView(
        market.symbol(),
        id,
        clientId,
        side,
        type,
        market.quantity(steps),
        shown(triggerPrice),
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
        triggerTime,
        market.price(priceTicks),
        timeInForce,
        trails()
            ? Optional.of(new AlgoView.Trailing(activatePrice, callbackRate, activated, extreme))
            : Optional.empty(),
        terms);
  }
}
