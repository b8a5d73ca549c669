package vortex7.cli.simbench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.NewOrder;
import vortex7.matching.OrderBook;
import vortex7.matching.TimeInForce;
import vortex7.matching.synthetic.SyntheticSymbol;

/**
 * Orders a second of the matching core alone, on one thread: agents' orders through the book's
 * primitive commands, and clients' with all that the exchange does for them (filters, margin,
 * wallets, positions, events). The orders are drawn before the clock runs.
 */
final class MatchedOrders {
  private static final int COMMANDS = 1 << 16;
  private static final int RESTING = 4_096;
  private static final long MID = 640_000;
  private static final double SPREAD_TICKS = 20;
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final int ROUNDS = 5;

  private final int[] offset = new int[COMMANDS];
  private final int[] steps = new int[COMMANDS];
  private final boolean[] buy = new boolean[COMMANDS];

  MatchedOrders(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < COMMANDS; i++) {
      buy[i] = random.nextBoolean();
      // Two of five are marketable: they reach over the middle.
      double distance = -StrictMath.log(1 - random.nextDouble()) * SPREAD_TICKS;
      int away = (int) Math.min(500, distance);
      offset[i] = random.nextInt(5) < 2 ? -away : away;
      steps[i] = random.nextInt(1, 500);
    }
  }

  /** Both ways, each the median of rounds that take turns. */
  List<Figure> measure(long nanos) {
    List<Double> agents = new ArrayList<>();
    List<Double> clients = new ArrayList<>();
    long each = nanos / (2L * (ROUNDS + 1));
    for (int i = 0; i <= ROUNDS; i++) {
      double agent = agentOrders(each);
      double client = clientOrders(each);
      if (i > 0) { // The first warms up.
        agents.add(agent);
        clients.add(client);
      }
    }
    return List.of(
        Figure.atLeast("orders matched in process, one thread", median(agents), "orders/s", 1e6),
        Figure.told("  the same by clients of the exchange", median(clients), "orders/s"));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private double agentOrders(long nanos) {
    Exchange exchange = new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
    OrderBook book = exchange.addOrderBook(SyntheticSymbol.bitcoin().instrument());
    long[] resting = new long[RESTING];
    int cursor = 0;
    long orders = 0;
    long begun = System.nanoTime();
    long spent;
    do {
      for (int i = 0; i < COMMANDS; i++) {
        book.cancel(resting[cursor]); // Keeps the book at some thousand orders; not counted.
        resting[cursor] =
            book.placeLimit(1, buy[i], buy[i] ? MID - offset[i] : MID + offset[i], steps[i]);
        cursor = (cursor + 1) & (RESTING - 1);
      }
      orders += COMMANDS;
      spent = System.nanoTime() - begun;
    } while (spent < nanos);
    require(book.lastTradeId() > orders / 5, "agents", orders, book.lastTradeId());
    return orders * 1e9 / spent;
  }

  private double clientOrders(long nanos) {
    Exchange exchange = new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
    OrderBook book = exchange.addOrderBook(SyntheticSymbol.bitcoin().instrument());
    for (int i = 1; i <= 500; i++) {
      book.placeLimit(1, true, MID - i, 1_000_000_000L);
      book.placeLimit(1, false, MID + i, 1_000_000_000L);
    }
    exchange.openAccount("a");
    exchange.deposit("a", "USDT", new BigDecimal("1000000000"));
    BigDecimal quantity = new BigDecimal("0.010");
    NewOrder[] kinds = {
      NewOrder.market(BTC, Side.BUY, quantity),
      NewOrder.limit(BTC, Side.BUY, TimeInForce.GTX, quantity, book.price(MID - 5)),
      NewOrder.market(BTC, Side.SELL, quantity),
      NewOrder.limit(BTC, Side.SELL, TimeInForce.GTX, quantity, book.price(MID + 5))
    };
    long orders = 0;
    long begun = System.nanoTime();
    long spent;
    do {
      for (NewOrder kind : kinds) {
        exchange.place("a", kind).orThrow();
      }
      exchange.cancelAll("a", BTC).orThrow();
      orders += kinds.length;
      spent = System.nanoTime() - begun;
    } while (spent < nanos);
    require(book.lastTradeId() >= orders / 2, "clients", orders, book.lastTradeId());
    return orders * 1e9 / spent;
  }

  private static void require(boolean traded, String who, long orders, long trades) {
    if (!traded) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%d orders of %s made only %d trades", orders, who, trades));
    }
  }
}
