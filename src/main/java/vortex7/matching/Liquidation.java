package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vortex7.market.Side;

/**
 * Closes positions whose margin has fallen to what must be kept.
 *
 * <p>Their orders expire, an order at the bankruptcy price takes what the market gives, and the
 * insurance fund takes over the rest at that price. It gets a fee as far as margin is left, and
 * pays what is missing; it works its own positions off at every check. Nobody is deleveraged: the
 * fund may owe.
 */
final class Liquidation {
  private static final String CLIENT_ID = "autoclose-";

  private final Clearing clearing;
  private final ExchangeRules rules;
  private long nextDue = Long.MAX_VALUE;

  Liquidation(Clearing clearing, ExchangeRules rules) {
    this.clearing = clearing;
    this.rules = rules;
  }

  long nextDue() {
    return nextDue;
  }

  void start(long millis) {
    nextDue = after(millis);
  }

  private long after(long millis) {
    long every = rules.liquidation().checkMillis();
    return (Math.floorDiv(millis, every) + 1) * every;
  }

  /**
   * Samples premiums and checks margins if it is time, or if they changed.
   *
   * @param target where the clock is going: until then no price moves, so one look is enough
   */
  void run(long now, long target, boolean changed) {
    if (now >= nextDue) {
      long every = rules.liquidation().checkMillis();
      nextDue = Math.max(after(now), Math.floorDiv(target, every) * every);
      clearing.funding().sample();
      check();
    } else if (changed) {
      check();
    }
  }

  /** Liquidates what must be, and lets the fund work off what it holds. */
  void check() {
    for (Account account : List.copyOf(clearing.accounts().values())) {
      for (SymbolAccount in : List.copyOf(account.symbols())) {
        if (in.marginType == MarginType.ISOLATED) {
          in.positions(account.hedgeMode).forEach(position -> isolated(account, position));
        }
      }
      List<Position> crossed = account.margin.crossed();
      if (!crossed.isEmpty()) {
        crossed(account, crossed);
      }
    }
    clearing.house().fund().symbols().forEach(this::workOff);
  }

  private void isolated(Account account, Position position) {
    if (position.flat() || position.market().mark() == null) {
      return;
    }
    BigDecimal margin = position.isolatedWallet();
    BigDecimal left = margin.add(position.unrealized());
    if (left.compareTo(position.maintenanceMargin()) > 0) {
      warn(account, List.of(position), left, position.maintenanceMargin());
      return;
    }
    expireOrders(account, List.of(position));
    BigDecimal before = account.wallet(rules.quoteAsset());
    BigDecimal worth = close(account, position, margin);
    BigDecimal lost = before.subtract(account.wallet(rules.quoteAsset()));
    clear(account, margin.subtract(lost), worth);
  }

  private void crossed(Account account, List<Position> crossed) {
    for (Position position : crossed) {
      if (position.market().mark() == null) {
        return;
      }
    }
    Margin margin = account.margin;
    BigDecimal left = margin.crossWallet().add(margin.crossUnrealized());
    if (left.compareTo(margin.crossMaintenance()) > 0) {
      warn(account, crossed, left, margin.crossMaintenance());
      return;
    }
    expireOrders(account, crossed);
    List<Position> largestFirst = new ArrayList<>(crossed);
    largestFirst.sort(
        Comparator.comparing(Position::maintenanceMargin).reversed()); // stable: by symbol
    BigDecimal worth = BigDecimal.ZERO;
    for (Position position : largestFirst) {
      BigDecimal equity = margin.crossWallet().add(margin.crossUnrealized());
      if (equity.compareTo(margin.crossMaintenance()) > 0) {
        break;
      }
      worth = worth.add(close(account, position, equity.subtract(position.unrealized())));
    }
    boolean closedAll = margin.crossed().isEmpty();
    BigDecimal residual = margin.crossWallet();
    if (closedAll || residual.signum() > 0) {
      clear(account, residual, worth);
    }
  }

  private void warn(
      Account account, List<Position> positions, BigDecimal margin, BigDecimal maintenance) {
    boolean near = maintenance.compareTo(margin.multiply(rules.liquidation().callRatio())) > 0;
    List<PositionView> news = new ArrayList<>();
    for (Position position : positions) {
      if (near && !position.called) {
        news.add(account.view(position));
      }
      position.called = near;
    }
    if (!news.isEmpty()) {
      BigDecimal wallet = Position.money(account.margin.crossWallet());
      clearing.listener().onMarginCall(new MarginCall(account.id, wallet, news, clearing.now()));
    }
  }

  private void expireOrders(Account account, List<Position> positions) {
    for (Position position : positions) {
      for (ClientOrder order : account.openOrders(Optional.of(position.market().symbol()))) {
        if (order.position() == position) {
          order.market.withdraw(order);
          clearing.expire(order, OrderStatus.EXPIRED, ExpiryReason.LIQUIDATION);
        }
      }
    }
  }

  /** Closes the whole position no worse than where {@code margin} is used up; what it was worth. */
  private BigDecimal close(Account account, Position position, BigDecimal margin) {
    Market market = position.market();
    Side side = position.closingSide();
    long steps = Math.abs(position.amount());
    long ticks = bankruptcyTicks(position, margin);
    long id = clearing.nextOrderId();
    OrderTerms terms = OrderTerms.DEFAULT.on(position.side).preventing(SelfTradePrevention.NONE);
    ClientOrder order =
        order(account, market, side, ticks, steps, id, CLIENT_ID + Long.toString(id, 36), terms);
    order.liquidates = true;
    account.addOrder(order);
    clearing.tell(order, ExecutionType.NEW, ExpiryReason.NONE, Optional.empty());
    market.take(order, ticks);
    long rest = order.remaining();
    if (order.open() && rest > 0) {
      takeOver(market, side, ticks, rest);
      clearing.fill(order, ticks, rest, false, market.nextTradeId());
    }
    OrderView closed = order.view();
    clearing
        .listener()
        .onLiquidation(
            new Liquidated(
                account.id,
                market.symbol(),
                side,
                market.price(ticks),
                closed.averagePrice(),
                closed.executedQuantity(),
                clearing.now()));
    return closed.cumulativeQuote();
  }

  private static long bankruptcyTicks(Position position, BigDecimal margin) {
    BigDecimal price = position.priceLeaving(margin, BigDecimal.ZERO, BigDecimal.ZERO);
    Market market = position.market();
    BigDecimal tick = market.instrument().tickSize();
    RoundingMode kind =
        position.closingSide() == Side.SELL ? RoundingMode.CEILING : RoundingMode.FLOOR;
    long most = market.ticks(market.instrument().maxPrice());
    return Math.clamp(price.divide(tick, 0, kind).longValueExact(), 1, most);
  }

  private ClientOrder order(
      Account account,
      Market market,
      Side side,
      long ticks,
      long steps,
      long id,
      String name,
      OrderTerms terms) {
    ClientOrder.Wish wish =
        new ClientOrder.Wish(
            market, side, OrderType.LIMIT, TimeInForce.IOC, ticks, steps, true, false, terms);
    return new ClientOrder(
        account, wish, id, name, OptionalLong.empty(), clearing.nextPriority(), clearing.now());
  }

  private void takeOver(Market market, Side closing, long ticks, long steps) {
    Account fund = clearing.house().fund();
    Position position = fund.position(market, PositionSide.BOTH);
    BigDecimal earned =
        position.fill(closing.opposite(), steps, market.price(ticks), clearing.now());
    fund.addToWallet(rules.quoteAsset(), earned, clearing.now());
  }

  /** The fund takes its fee from what is left, or pays what is missing. */
  private void clear(Account account, BigDecimal residual, BigDecimal worth) {
    BigDecimal fee =
        worth
            .multiply(rules.liquidation().fee())
            .setScale(Market.MONEY_SCALE, RoundingMode.HALF_UP);
    BigDecimal toFund = residual.signum() > 0 ? residual.min(fee) : residual;
    BigDecimal moved = Position.money(toFund);
    if (moved.signum() == 0) {
      return;
    }
    account.addToWallet(rules.quoteAsset(), moved.negate(), clearing.now());
    clearing.house().fund().addToWallet(rules.quoteAsset(), moved, clearing.now());
    clearing.tell(
        account,
        AccountUpdate.Reason.INSURANCE_CLEAR,
        List.of(account.balanceChange(rules.quoteAsset(), moved.negate())),
        List.of());
  }

  private void workOff(SymbolAccount in) {
    Position position = in.position(PositionSide.BOTH);
    Market market = in.market;
    if (position.flat() || market.mark() == null) {
      return;
    }
    Side side = position.closingSide();
    long bound = market.takeBound(side);
    if (market.wouldTake(side == Side.BUY, bound)) {
      long id = clearing.nextOrderId();
      long steps = Math.abs(position.amount());
      Account fund = clearing.house().fund();
      OrderTerms terms = OrderTerms.DEFAULT;
      clearing.execute(order(fund, market, side, bound, steps, id, "fund-" + id, terms), bound);
    }
  }
}
