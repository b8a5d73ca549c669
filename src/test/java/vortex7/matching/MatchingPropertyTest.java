package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.Side;
import vortex7.market.Symbol;

/** Seeded random commands of agents and clients, and what must hold after each of them. */
class MatchingPropertyTest {
  private static final List<String> CLIENTS = List.of("a", "b", "c");
  private static final List<TimeInForce> TIMES =
      List.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.GTX);

  /** Sums what the listener is told: an account of the market that is independent of the core's. */
  private static final class Ledger implements ExchangeListener {
    final TreeMap<String, BigDecimal> amounts = new TreeMap<>();
    final TreeMap<String, BigDecimal> usdt = new TreeMap<>();
    final TreeMap<String, BigDecimal> bnb = new TreeMap<>();
    long agentsSteps;
    long agentsTicksTimesSteps;
    long hash = 17;
    int fills;

    void mix(Object event) {
      hash = hash * 31 + event.toString().hashCode();
    }

    @Override
    public void onTrade(
        Symbol symbol, long id, long ticks, long steps, boolean buyerIsMaker, long time) {
      mix(id + " " + ticks + " " + steps + " " + buyerIsMaker + " " + time);
    }

    @Override
    public void onOrderUpdate(OrderUpdate update) {
      mix(update);
      update
          .fill()
          .ifPresent(
              fill -> {
                fills++;
                String who = update.account();
                amounts.merge(who, signed(fill.side(), fill.quantity()), BigDecimal::add);
                usdt.merge(who, fill.realized(), BigDecimal::add);
                (fill.feeAsset().equals("BNB") ? bnb : usdt)
                    .merge(who, fill.fee().negate(), BigDecimal::add);
              });
    }

    @Override
    public void onAlgoUpdate(AlgoUpdate update) {
      mix(update);
    }

    @Override
    public void onAccountUpdate(AccountUpdate update) {
      mix(update);
    }

    private static BigDecimal signed(Side side, BigDecimal quantity) {
      return side == Side.BUY ? quantity : quantity.negate();
    }
  }

  private static final class Run {
    final Ledger ledger = new Ledger();
    final Exchange exchange = new Exchange(ExchangeRules.documents(), ledger);
    final OrderBook book = exchange.addOrderBook(Venue.BTCUSDT);
    final SplittableRandom random;
    final List<Long> agentOrders = new ArrayList<>();

    Run(long seed) {
      random = new SplittableRandom(seed);
      exchange.advanceTo(Venue.START);
      exchange.setMarkPrice(Symbol.of("BNBUSDT"), Optional.of(new BigDecimal("612.34")));
      for (String client : CLIENTS) {
        exchange.openAccount(client);
        exchange.deposit(client, "USDT", new BigDecimal("250000"));
        exchange.deposit(client, "BNB", new BigDecimal("0.5"));
      }
      book.listenAgents(
          (owner, id, buy, maker, ticks, steps, left) -> {
            ledger.agentsSteps += buy ? steps : -steps;
            ledger.agentsTicksTimesSteps += (buy ? 1 : -1) * ticks * steps;
          });
    }

    long price() {
      long bid = book.bestBid();
      long ask = book.bestAsk();
      long middle = bid > 0 && ask > 0 ? (bid + ask) / 2 : Venue.MID;
      return Math.clamp(middle, 590_000, 610_000) + random.nextLong(-12, 13);
    }

    void step() {
      exchange.advanceTo(exchange.timeMillis() + random.nextInt(40));
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 ->
            agentOrders.add(
                book.placeLimit(1, random.nextBoolean(), price(), random.nextLong(1, 400)));
        case 4 -> book.placeMarket(2, random.nextBoolean(), random.nextLong(1, 300));
        case 5 -> {
          if (!agentOrders.isEmpty()) {
            book.cancel(agentOrders.remove(random.nextInt(agentOrders.size())));
          }
        }
        case 6 -> {
          if (!agentOrders.isEmpty()) {
            book.reduce(
                agentOrders.get(random.nextInt(agentOrders.size())), random.nextLong(1, 50));
          }
        }
        default -> clientStep(CLIENTS.get(random.nextInt(CLIENTS.size())));
      }
    }

    private void clientStep(String client) {
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      BigDecimal quantity = book.quantity(random.nextLong(1, 500));
      BigDecimal price = book.price(price());
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          TimeInForce tif = TIMES.get(random.nextInt(TIMES.size()));
          NewOrder order = NewOrder.limit(Venue.BTC, side, tif, quantity, price);
          exchange.place(client, random.nextInt(3) == 0 ? order.asReduceOnly() : order);
        }
        case 3 -> {
          NewOrder order = NewOrder.market(Venue.BTC, side, quantity);
          exchange.place(client, random.nextBoolean() ? order.asReduceOnly() : order);
        }
        case 4 -> {
          List<OrderView> open = exchange.openOrders(client, Optional.empty());
          if (!open.isEmpty()) {
            OrderView order = open.get(random.nextInt(open.size()));
            exchange.cancel(client, Venue.BTC, order.orderId()).orThrow();
          }
        }
        case 5 -> exchange.placeAlgo(client, NewAlgo.closingStop(Venue.BTC, side, price));
        case 6 ->
            exchange.placeAlgo(client, NewAlgo.reducingStop(Venue.BTC, side, quantity, price));
        default -> exchange.cancelAll(client, Venue.BTC);
      }
    }

    void check() {
      long bid = book.bestBid();
      long ask = book.bestAsk();
      assertThat(bid == 0 || ask == 0 || bid < ask).as("bid %d, ask %d", bid, ask).isTrue();
      BigDecimal steps = book.quantity(ledger.agentsSteps);
      BigDecimal cash = // what agents paid, exactly
          book.price(1).multiply(book.quantity(ledger.agentsTicksTimesSteps));
      ExchangeState state = exchange.exportState();
      for (ExchangeState.AccountState account : state.accounts()) {
        String who = account.id();
        BigDecimal amount = exchange.position(who, Venue.BTC).amount();
        assertThat(amount).isEqualByComparingTo(ledger.amounts.getOrDefault(who, BigDecimal.ZERO));
        steps = steps.add(amount);
        for (ExchangeState.WalletState wallet : account.wallets()) {
          boolean inUsdt = wallet.asset().equals("USDT");
          BigDecimal moved = (inUsdt ? ledger.usdt : ledger.bnb).getOrDefault(who, BigDecimal.ZERO);
          assertThat(wallet.wallet())
              .isEqualByComparingTo(moved.add(new BigDecimal(inUsdt ? "250000" : "0.5")));
        }
        // A client has paid the cost of what is open, less what it has realized.
        for (ExchangeState.PositionState position : account.positions()) {
          cash = cash.add(position.cost()).subtract(position.realized());
        }
        checkReduceOnly(who, amount);
      }
      assertThat(steps).as("what is bought is sold").isEqualByComparingTo("0");
      assertThat(cash).as("what is paid is received").isEqualByComparingTo("0");
    }

    private void checkReduceOnly(String who, BigDecimal amount) {
      BigDecimal reducing = BigDecimal.ZERO;
      for (OrderView order : exchange.openOrders(who, Optional.empty())) {
        if (order.reduceOnly()) {
          assertThat(order.side().sign()).isEqualTo(-amount.signum());
          reducing = reducing.add(order.originalQuantity().subtract(order.executedQuantity()));
        }
      }
      assertThat(reducing).isLessThanOrEqualTo(amount.abs());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void books_never_cross_and_quantity_and_money_are_conserved(long seed) {
    Run run = new Run(seed);
    for (int i = 0; i < 20_000; i++) {
      run.step();
      if (i % 20 == 0) {
        run.check();
      }
    }
    run.check();
    assertThat(run.ledger.fills).isGreaterThan(1_000);
    assertThat(run.ledger.bnb).as("fees were paid in both assets").hasSize(3);
  }

  @Test
  void the_same_seed_gives_the_same_events_and_another_seed_others() {
    assertThat(hashAfter(11)).isEqualTo(hashAfter(11)).isNotEqualTo(hashAfter(12));
  }

  private static long hashAfter(long seed) {
    Run run = new Run(seed);
    for (int i = 0; i < 5_000; i++) {
      run.step();
    }
    return run.ledger.hash;
  }

  @Test
  void a_state_exported_and_restored_at_any_time_is_the_same_state() {
    Run run = new Run(21);
    for (int i = 0; i < 3_000; i++) {
      run.step();
      if (i % 500 == 499) {
        ExchangeState state = run.exchange.exportState();
        Exchange other = new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
        other.addOrderBook(Venue.BTCUSDT);
        other.restore(state);
        assertThat(other.exportState().accounts()).isEqualTo(state.accounts());
        assertThat(other.exportState().lastOrderId()).isEqualTo(state.lastOrderId());
      }
    }
  }
}
