package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vortex7.market.Side;
import vortex7.market.Symbol;

/** An exchange for random commands, with books of its own kept from what the exchange tells. */
final class RandomVenue implements ExchangeListener {
  static final List<String> ISOLATED = List.of("a", "b");
  static final List<String> CLIENTS = List.of("a", "b", "cross", "hedge");
  static final ExchangeRules RULES =
      ExchangeRules.documents()
          .withTriggerDelay(20)
          .withFinishedOrdersKept(200)
          .withCountdownCancelingAlgos(true)
          .withFunding(
              new ExchangeRules.FundingRules(
                  30_000,
                  new BigDecimal("0.0001"),
                  new BigDecimal("0.0005"),
                  new BigDecimal("0.02")));
  private static final BigDecimal USDT = new BigDecimal("50000");
  private static final BigDecimal BNB = new BigDecimal("0.5");

  final Exchange exchange = new Exchange(RULES, this);
  final OrderBook book = exchange.addOrderBook(Venue.BTCUSDT);
  final TreeMap<String, BigDecimal> amounts = new TreeMap<>();

  /** Clients' orders that may rest, as they were told. */
  private final TreeMap<Long, OrderView> open = new TreeMap<>();

  long agentsSteps;
  long agentsTicksTimesSteps;
  long hash = 17;
  int fills;
  int liquidations;
  int fundings;
  int amendments;
  int selfTradesPrevented;
  int triggered;

  RandomVenue() {
    exchange.advanceTo(Venue.START);
    exchange.setMarkPrice(Symbol.of("BNBUSDT"), Optional.of(new BigDecimal("612.34")));
    for (String client : CLIENTS) {
      exchange.openAccount(client);
      exchange.deposit(client, "USDT", USDT);
      exchange.deposit(client, "BNB", BNB);
    }
    exchange.setMarginType("cross", Venue.BTC, MarginType.CROSSED).orThrow();
    exchange.setMarginType("hedge", Venue.BTC, MarginType.CROSSED).orThrow();
    exchange.setHedgeMode("hedge", true).orThrow();
    book.listenAgents(
        (owner, id, buy, maker, ticks, steps, left) -> {
          agentsSteps += buy ? steps : -steps;
          agentsTicksTimesSteps += (buy ? 1 : -1) * ticks * steps;
        });
  }

  private void mix(long value) {
    hash = hash * 31 + value;
  }

  @Override
  public void onTrade(
      Symbol symbol, long id, long ticks, long steps, boolean buyerIsMaker, long time) {
    mix(id * 31 + ticks);
    mix(steps * 31 + time);
  }

  @Override
  public void onOrderUpdate(OrderUpdate update) {
    OrderView order = update.order();
    mix(order.orderId() * 31 + update.execution().ordinal());
    mix(order.status().ordinal() * 31L + update.bidNotional().hashCode());
    if (update.fill().map(UserTrade::maker).orElse(false)) {
      checkPriority(order);
    }
    if (order.status().open() && order.type() == OrderType.LIMIT) {
      open.put(order.orderId(), order);
    } else {
      open.remove(order.orderId());
    }
    amendments += update.execution() == ExecutionType.AMENDMENT ? 1 : 0;
    selfTradesPrevented += order.status() == OrderStatus.EXPIRED_IN_MATCH ? 1 : 0;
    update
        .fill()
        .ifPresent(
            fill -> {
              fills++;
              BigDecimal signed =
                  fill.side() == Side.BUY ? fill.quantity() : fill.quantity().negate();
              amounts.merge(update.account() + "/" + fill.positionSide(), signed, BigDecimal::add);
            });
  }

  /** Whoever fills as a maker had nobody before it: at a better price, or at its price earlier. */
  private void checkPriority(OrderView filled) {
    for (OrderView other : open.values()) {
      if (other.side() == filled.side() && other.orderId() != filled.orderId()) {
        int better = other.side().sign() * other.price().compareTo(filled.price());
        assertThat(better < 0 || (better == 0 && other.priority() > filled.priority()))
            .as("%s stood before %s", other, filled)
            .isTrue();
      }
    }
  }

  @Override
  public void onAlgoUpdate(AlgoUpdate update) {
    mix(update.algo().algoId() * 31 + update.algo().status().ordinal());
    triggered += update.algo().status() == AlgoStatus.TRIGGERED ? 1 : 0;
  }

  @Override
  public void onAccountUpdate(AccountUpdate update) {
    mix(update.balances().hashCode());
    mix(update.reason().ordinal());
  }

  @Override
  public void onLiquidation(Liquidated liquidated) {
    liquidations++;
    mix(liquidated.averagePrice().hashCode());
  }

  @Override
  public void onFunding(Symbol symbol, BigDecimal rate, BigDecimal mark, long time) {
    fundings++;
    mix(mark.hashCode());
  }

  BigDecimal wallet(String account, String asset) {
    return exchange.balances(account).stream()
        .filter(balance -> balance.asset().equals(asset))
        .map(BalanceView::wallet)
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }

  /** The invariants: uncrossed, quantity and money conserved, fills make positions. */
  void check() {
    long bid = book.bestBid();
    long ask = book.bestAsk();
    assertThat(bid == 0 || ask == 0 || bid < ask).as("bid %d, ask %d", bid, ask).isTrue();

    ExchangeState state = exchange.exportMoney();
    ExchangeState.HouseState house = state.house().orElseThrow();
    BigDecimal quantity = book.quantity(agentsSteps);
    BigDecimal cash = book.price(1).multiply(book.quantity(agentsTicksTimesSteps));
    BigDecimal usdt = house.funding().subtract(USDT.multiply(BigDecimal.valueOf(CLIENTS.size())));
    BigDecimal bnb = BNB.multiply(BigDecimal.valueOf(CLIENTS.size())).negate();
    for (ExchangeState.WalletState fee : house.fees()) {
      usdt = fee.asset().equals("USDT") ? usdt.add(fee.wallet()) : usdt;
      bnb = fee.asset().equals("BNB") ? bnb.add(fee.wallet()) : bnb;
    }
    List<ExchangeState.AccountState> all = new java.util.ArrayList<>(state.accounts());
    all.add(house.fund());
    for (ExchangeState.AccountState account : all) {
      for (ExchangeState.WalletState wallet : account.wallets()) {
        usdt = wallet.asset().equals("USDT") ? usdt.add(wallet.wallet()) : usdt;
        bnb = wallet.asset().equals("BNB") ? bnb.add(wallet.wallet()) : bnb;
      }
      for (ExchangeState.PositionState position : account.positions()) {
        quantity = quantity.add(position.amount());
        cash = cash.add(position.cost()).subtract(position.realized());
        usdt = usdt.subtract(position.realized());
        if (account != house.fund()) {
          String key = account.id() + "/" + position.positionSide();
          assertThat(position.amount())
              .as(key)
              .isEqualByComparingTo(amounts.getOrDefault(key, BigDecimal.ZERO));
        }
        int sign = position.amount().signum();
        assertThat(position.positionSide() == PositionSide.LONG && sign < 0).isFalse();
        assertThat(position.positionSide() == PositionSide.SHORT && sign > 0).isFalse();
      }
      checkReduceOnly(account);
    }
    assertThat(quantity).as("what is bought is sold").isEqualByComparingTo("0");
    assertThat(cash).as("what is paid is received").isEqualByComparingTo("0");
    assertThat(usdt).as("USDT: wallets, fees, funding, fund = deposits").isEqualByComparingTo("0");
    assertThat(bnb).as("BNB: wallets and fees = deposits").isEqualByComparingTo("0");
  }

  private void checkReduceOnly(ExchangeState.AccountState account) {
    if (!exchange.hasAccount(account.id())) {
      return;
    }
    TreeMap<PositionSide, BigDecimal> reducing = new TreeMap<>();
    for (OrderView order : exchange.openOrders(account.id(), Optional.empty())) {
      if (order.reduceOnly()) {
        BigDecimal left = order.originalQuantity().subtract(order.executedQuantity());
        reducing.merge(order.terms().positionSide(), left, BigDecimal::add);
      }
    }
    reducing.forEach(
        (side, sum) ->
            assertThat(sum)
                .as("%s reduces %s", account.id(), side)
                .isLessThanOrEqualTo(
                    exchange.position(account.id(), Venue.BTC, side).amount().abs()));
  }
}
