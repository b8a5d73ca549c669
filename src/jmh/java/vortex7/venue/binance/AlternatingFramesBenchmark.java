package vortex7.venue.binance;

import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.AggregateTradeStreamsResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.PartialBookDepthStreamsResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vortex7.venue.binance.FrameDecoder.Frame;

/**
 * The same as {@link FrameDecoderBenchmark} with a different frame each time, of two symbols in
 * turn: values of varying lengths, so that no processor learns one frame by heart. Time is per
 * frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AlternatingFramesBenchmark {
  /** A power of two, and more than a branch predictor remembers. */
  private static final int FRAMES = 1024;

  private final FrameDecoder decoder = new FrameDecoder();
  private final JacksonStreaming jackson = new JacksonStreaming();
  private final String[] trades = new String[FRAMES];
  private final String[] books = new String[FRAMES];
  private final String[] bareTrades = new String[FRAMES];
  private final String[] bareBooks = new String[FRAMES];
  private int next;

  @Setup(Level.Trial)
  public void draw() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < FRAMES; i++) {
      boolean btc = i % 2 == 0;
      trades[i] = trade(random, btc ? "BTCUSDT" : "ETHUSDT", btc ? 76_906.1 : 2_512.33);
      books[i] = book(random, btc ? "BTCUSDT" : "ETHUSDT", btc ? 76_906.1 : 2_512.33);
      bareTrades[i] = FrameDecoderBenchmark.bare(trades[i]);
      bareBooks[i] = FrameDecoderBenchmark.bare(books[i]);
      if (decoder.decode(trades[i]) != Frame.TRADE) {
        throw new IllegalStateException(decoder.fault());
      }
      jackson.decode(trades[i]);
      double ours = decoder.price() + decoder.quantity() + decoder.tradeId();
      if (ours != jackson.price + jackson.quantity + jackson.tradeId
          || ours != connectorTrade(bareTrades[i])) {
        throw new IllegalStateException("the decoders differ: " + trades[i]);
      }
      if (decoder.decode(books[i]) != Frame.BOOK) {
        throw new IllegalStateException(decoder.fault());
      }
      jackson.decode(books[i]);
      if (sum(decoder.snapshot().bidPrice) != sum(jackson.book.bidPrice)
          || sum(decoder.snapshot().askQuantity) != sum(jackson.book.askQuantity)) {
        throw new IllegalStateException("the decoders differ: " + books[i]);
      }
    }
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static String trade(SplittableRandom random, String symbol, double price) {
    long id = 3_450_000_000L + random.nextInt(1_000_000);
    long first = 8_079_000_000L + random.nextInt(1_000_000);
    long time = 1_789_478_330_000L + random.nextInt(1_000_000);
    return String.format(
        Locale.ROOT,
        "{\"stream\":\"%s@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":%d,\"a\":%d,\"s\":\"%s\","
            + "\"p\":\"%.2f\",\"q\":\"%s\",\"f\":%d,\"l\":%d,\"T\":%d,\"m\":%s,\"st\":1}}",
        symbol.toLowerCase(Locale.ROOT),
        time + random.nextInt(150),
        id,
        symbol,
        price + random.nextInt(-2_000, 2_000) / 10.0,
        quantity(random),
        first,
        first + random.nextInt(20),
        time,
        random.nextBoolean());
  }

  private static String book(SplittableRandom random, String symbol, double price) {
    long update = 11_563_384_000_000L + random.nextInt(1_000_000_000);
    long time = 1_789_478_303_000L + random.nextInt(1_000_000);
    double middle = price + random.nextInt(-2_000, 2_000) / 10.0;
    return String.format(
        Locale.ROOT,
        "{\"stream\":\"%s@depth20@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":%d,\"T\":%d,"
            + "\"s\":\"%s\",\"U\":%d,\"u\":%d,\"pu\":%d,\"b\":%s,\"a\":%s}}",
        symbol.toLowerCase(Locale.ROOT),
        time + 3,
        time,
        symbol,
        update,
        update + 3_363,
        update - 100,
        side(random, middle, -0.1),
        side(random, middle + 0.1, 0.1));
  }

  private static String side(SplittableRandom random, double best, double step) {
    StringJoiner levels = new StringJoiner(",", "[", "]");
    double price = best;
    for (int i = 0; i < 20; i++) {
      levels.add(String.format(Locale.ROOT, "[\"%.2f\",\"%s\"]", price, quantity(random)));
      price += step * random.nextInt(1, 4);
    }
    return levels.toString();
  }

  /** Most are small, some are of two or three digits before the point. */
  private static String quantity(SplittableRandom random) {
    double scale = List.of(0.1, 1.0, 10.0, 100.0).get(random.nextInt(4));
    return String.format(Locale.ROOT, "%.3f", 0.001 + random.nextDouble() * scale);
  }

  private int turn() {
    next = (next + 1) & (FRAMES - 1);
    return next;
  }

  @Benchmark
  public double tradesHere() {
    decoder.decode(trades[turn()]);
    return decoder.price() + decoder.quantity() + decoder.tradeId();
  }

  @Benchmark
  public double tradesJackson() throws IOException {
    jackson.decode(trades[turn()]);
    return jackson.price + jackson.quantity + jackson.tradeId;
  }

  @Benchmark
  public double tradesConnector() throws IOException {
    return connectorTrade(bareTrades[turn()]);
  }

  @Benchmark
  public Object booksHere() {
    decoder.decode(books[turn()]);
    return decoder.snapshot();
  }

  @Benchmark
  public Object booksJackson() throws IOException {
    jackson.decode(books[turn()]);
    return jackson.book;
  }

  @Benchmark
  public double booksConnector() throws IOException {
    return FrameDecoderBenchmark.sum(PartialBookDepthStreamsResponse.fromJson(bareBooks[turn()]));
  }

  private static double connectorTrade(String bare) throws IOException {
    AggregateTradeStreamsResponse read = AggregateTradeStreamsResponse.fromJson(bare);
    return Double.parseDouble(read.getpLowerCase())
        + Double.parseDouble(read.getqLowerCase())
        + read.getaLowerCase();
  }
}
