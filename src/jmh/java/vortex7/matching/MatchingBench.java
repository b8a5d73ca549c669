package vortex7.matching;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * Orders a second of the matching core: agents' commands on an {@link OrderBook} (half limit orders
 * around the mid, 35 % cancels, 10 % market orders, 5 % reductions, over a book of some thousand
 * orders), level updates and trades of a {@link ReplayBook}, and clients' round trips through
 * {@link Exchange}. The command stream is drawn before the clock runs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatchingBench {
  private static final int COMMANDS = 100_000;
  private static final int RESTING = 4_096;
  private static final long MID = 600_000;
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Instrument INSTRUMENT =
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
  private static final NewOrder BUY =
      NewOrder.limit(
          BTC, Side.BUY, TimeInForce.GTX, new BigDecimal("0.010"), new BigDecimal("59990"));

  private final byte[] action = new byte[COMMANDS];
  private final boolean[] buy = new boolean[COMMANDS];
  private final int[] offset = new int[COMMANDS];
  private final int[] steps = new int[COMMANDS];
  private final long[] ids = new long[RESTING];
  private final OrderBook book;
  private final ReplayBook replay;
  private final Exchange exchange;
  private int cursor;

  /** Draws the commands and fills the books. */
  public MatchingBench() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < COMMANDS; i++) {
      action[i] = (byte) random.nextInt(20);
      buy[i] = random.nextBoolean();
      double distance = -StrictMath.log(1 - random.nextDouble()) * 20;
      offset[i] = 1 + (int) Math.min(1_000, distance);
      steps[i] = random.nextInt(1, 500);
    }
    Exchange agents = new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
    book = agents.addOrderBook(INSTRUMENT);
    Exchange recorded = new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
    replay = recorded.addReplayBook(INSTRUMENT, QueueModel.RISK_AVERSE);
    exchange = new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
    OrderBook clients = exchange.addOrderBook(INSTRUMENT);
    for (int i = 1; i <= 1_000; i++) {
      clients.placeLimit(1, true, MID - i, 1_000);
      clients.placeLimit(1, false, MID + i, 1_000);
      replay.setLevel(true, MID - i, 1_000);
      replay.setLevel(false, MID + i, 1_000);
    }
    exchange.openAccount("a");
    exchange.deposit("a", "USDT", new BigDecimal("1000000"));
  }

  @Benchmark
  @OperationsPerInvocation(COMMANDS)
  public long agentCommands() {
    long filled = 0;
    for (int i = 0; i < COMMANDS; i++) {
      int kind = action[i];
      if (kind < 10) {
        long price = buy[i] ? MID - offset[i] : MID + offset[i];
        book.cancel(ids[cursor]);
        ids[cursor] = book.placeLimit(1, buy[i], price, steps[i]);
        cursor = (cursor + 1) & (RESTING - 1);
      } else if (kind < 17) {
        book.cancel(ids[(cursor + offset[i] * 7) & (RESTING - 1)]);
      } else if (kind < 19) {
        filled += book.placeMarket(2, buy[i], steps[i]);
      } else {
        book.reduce(ids[(cursor + offset[i]) & (RESTING - 1)], 1);
      }
    }
    return filled;
  }

  @Benchmark
  @OperationsPerInvocation(COMMANDS)
  public long recordedEvents() {
    for (int i = 0; i < COMMANDS; i++) {
      long price = buy[i] ? MID - offset[i] : MID + offset[i];
      if (action[i] == 0) {
        replay.onRecordedTrade(price, steps[i], buy[i]);
      } else {
        replay.setLevel(buy[i], price, steps[i]);
      }
    }
    replay.settle();
    return replay.updateId();
  }

  @Benchmark
  public int clientPlaceAndCancel() {
    exchange.place("a", BUY).orThrow();
    exchange.cancelAll("a", BTC).orThrow();
    return exchange.openOrders("a", Optional.empty()).size();
  }
}
