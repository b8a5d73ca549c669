package vortex7.matching;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.market.Symbol;

/** An exchange with one order book, two accounts and a list of what it published, for tests. */
final class Venue implements ExchangeListener {
  static final Symbol BTC = Symbol.of("BTCUSDT");
  static final Instrument BTCUSDT =
      new Instrument(
          BTC,
          "BTC",
          "USDT",
          new BigDecimal("0.10"),
          new BigDecimal("556.80"),
          new BigDecimal("4529764"),
          new BigDecimal("0.001"),
          new BigDecimal("0.001"),
          new BigDecimal("1000"),
          new BigDecimal("120"),
          new BigDecimal("50"),
          new BigDecimal("1.0500"),
          new BigDecimal("0.9500"),
          new BigDecimal("0.05"),
          new BigDecimal("0.0500"));
  static final long START = 1_700_000_000_000L;
  static final int AGENT = 7;

  /** 60 000.0 in ticks. */
  static final long MID = 600_000;

  final Exchange exchange;
  final List<String> told = new ArrayList<>();
  final List<OrderUpdate> orders = new ArrayList<>();
  final List<AlgoUpdate> algos = new ArrayList<>();
  final List<AccountUpdate> accounts = new ArrayList<>();
  final List<Liquidated> liquidated = new ArrayList<>();
  final List<MarginCall> calls = new ArrayList<>();

  Venue(ExchangeRules rules) {
    exchange = new Exchange(rules, this);
  }

  /** An order book with 10 BTC a side, one tick around 60 000, and accounts a and b. */
  static Venue withBook() {
    Venue venue = new Venue(ExchangeRules.documents().withTriggerDelay(0));
    OrderBook book = venue.exchange.addOrderBook(BTCUSDT);
    venue.exchange.advanceTo(START);
    book.placeLimit(AGENT, true, MID - 1, 10_000);
    book.placeLimit(AGENT, false, MID + 1, 10_000);
    venue.open("a");
    venue.open("b");
    venue.forget();
    return venue;
  }

  static Venue withReplay(QueueModel model) {
    Venue venue = new Venue(ExchangeRules.documents().withTriggerDelay(0));
    ReplayBook book = venue.exchange.addReplayBook(BTCUSDT, model);
    venue.exchange.advanceTo(START);
    book.setLevel(true, MID - 1, 10_000);
    book.setLevel(true, MID - 2, 5_000);
    book.setLevel(false, MID + 1, 10_000);
    book.setLevel(false, MID + 2, 5_000);
    book.settle();
    venue.open("a");
    venue.forget();
    return venue;
  }

  void open(String account) {
    exchange.openAccount(account);
    exchange.deposit(account, "USDT", new BigDecimal("100000"));
  }

  OrderBook book() {
    return (OrderBook) exchange.market(BTC);
  }

  ReplayBook replay() {
    return (ReplayBook) exchange.market(BTC);
  }

  void forget() {
    told.clear();
    orders.clear();
    algos.clear();
    accounts.clear();
  }

  OrderView limit(String account, Side side, TimeInForce tif, String quantity, String price) {
    return exchange.place(account, limitOrder(side, tif, quantity, price)).orThrow();
  }

  OrderView market(String account, Side side, String quantity) {
    return exchange.place(account, NewOrder.market(BTC, side, new BigDecimal(quantity))).orThrow();
  }

  int refusal(NewOrder order) {
    return exchange.place("a", order).refusal().orElseThrow().code();
  }

  int refusal(NewAlgo algo) {
    return exchange.placeAlgo("a", algo).refusal().orElseThrow().code();
  }

  static NewOrder limitOrder(Side side, TimeInForce tif, String quantity, String price) {
    return NewOrder.limit(BTC, side, tif, new BigDecimal(quantity), new BigDecimal(price));
  }

  /** Lets the market trade at a price: agents buy or sell through to it, then the book is reset. */
  void tradeAt(long ticks) {
    OrderBook book = book();
    book.placeMarket(AGENT, true, 1_000_000);
    book.placeMarket(AGENT, false, 1_000_000);
    book.placeLimit(AGENT, true, ticks, 1);
    book.placeMarket(AGENT, false, 1);
    book.placeLimit(AGENT, true, ticks - 1, 10_000);
    book.placeLimit(AGENT, false, ticks + 1, 10_000);
  }

  BigDecimal wallet(String account, String asset) {
    return exchange.balances(account).stream()
        .filter(balance -> balance.asset().equals(asset))
        .map(BalanceView::wallet)
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }

  PositionView position(String account) {
    return exchange.position(account, BTC);
  }

  @Override
  public void onTrade(
      Symbol symbol,
      long tradeId,
      long priceTicks,
      long quantitySteps,
      boolean buyerIsMaker,
      long timeMillis) {
    told.add(
        String.format(
            Locale.ROOT,
            "trade %d %d@%d %s %d",
            tradeId,
            quantitySteps,
            priceTicks,
            buyerIsMaker ? "sell" : "buy",
            timeMillis));
  }

  @Override
  public void onOrderUpdate(OrderUpdate update) {
    told.add(
        "order "
            + update.order().clientOrderId()
            + " "
            + update.execution()
            + " "
            + update.order().status()
            + (update.expiryReason() == ExpiryReason.NONE
                ? ""
                : " er" + update.expiryReason().code()));
    orders.add(update);
  }

  @Override
  public void onAlgoUpdate(AlgoUpdate update) {
    told.add("algo " + update.algo().clientAlgoId() + " " + update.algo().status());
    algos.add(update);
  }

  @Override
  public void onAccountUpdate(AccountUpdate update) {
    told.add("account " + update.account() + " " + update.reason());
    accounts.add(update);
  }

  @Override
  public void onLiquidation(Liquidated event) {
    told.add("liquidated " + event.account());
    liquidated.add(event);
  }

  @Override
  public void onMarginCall(MarginCall call) {
    told.add("call " + call.account());
    calls.add(call);
  }
}
