package vortex7.venue.binance;

import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.AggregateTradeStreamsResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.PartialBookDepthStreamsResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import vortex7.market.BookSnapshot;
import vortex7.venue.binance.FrameDecoder.Frame;

/**
 * Text frame to primitives: this decoder, Jackson streaming with FastDoubleParser, and the venue's
 * official connector (Gson; it wants the bare payload, without the envelope that the others read).
 * All are given the {@code String} that the socket delivers; Jackson also the bytes that it reads
 * fastest. That all read the same values is checked before anything is timed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameDecoderBenchmark {
  private final FrameDecoder decoder = new FrameDecoder();
  private final JacksonStreaming jackson = new JacksonStreaming();
  private final String trade = Frames.AGG_TRADE;
  private final String book = Frames.DEPTH_20;
  private final byte[] tradeBytes = trade.getBytes(StandardCharsets.UTF_8);
  private final byte[] bookBytes = book.getBytes(StandardCharsets.UTF_8);
  private final String bareTrade = bare(trade);
  private final String bareBook = bare(book);

  /** The connector refuses members that are newer than itself. */
  static String bare(String frame) {
    String data = frame.substring(frame.indexOf("\"data\":") + 7, frame.length() - 1);
    return data.replace(",\"st\":1", "");
  }

  @Setup(Level.Trial)
  public void holdThePeersToTheSameValues() throws IOException {
    require(decoder.decode(trade) == Frame.TRADE, "trade");
    for (boolean bytes : new boolean[] {false, true}) {
      if (bytes) {
        jackson.decode(tradeBytes);
      } else {
        jackson.decode(trade);
      }
      require(jackson.tradeId == decoder.tradeId(), "trade id");
      require(jackson.price == decoder.price(), "price");
      require(jackson.quantity == decoder.quantity(), "quantity");
      require(jackson.time == decoder.tradeTime(), "time");
      require(jackson.buyerIsMaker == decoder.buyerIsMaker(), "maker");
    }
    AggregateTradeStreamsResponse sdk = AggregateTradeStreamsResponse.fromJson(bareTrade);
    require(sdk.getaLowerCase() == decoder.tradeId(), "connector's trade id");
    require(Double.parseDouble(sdk.getpLowerCase()) == decoder.price(), "connector's price");
    require(Double.parseDouble(sdk.getqLowerCase()) == decoder.quantity(), "connector's quantity");
    require(sdk.getT() == decoder.tradeTime(), "connector's time");
    require(sdk.getmLowerCase() == decoder.buyerIsMaker(), "connector's maker");

    require(decoder.decode(book) == Frame.BOOK, "book");
    BookSnapshot read = decoder.snapshot();
    jackson.decode(book);
    same(read, jackson.book);
    jackson.decode(bookBytes);
    same(read, jackson.book);
    PartialBookDepthStreamsResponse depth = PartialBookDepthStreamsResponse.fromJson(bareBook);
    require(depth.getbLowerCase().size() == read.bids, "connector's bids");
    for (int i = 0; i < read.bids; i++) {
      require(
          Double.parseDouble(depth.getbLowerCase().get(i).get(0)) == read.bidPrice[i]
              && Double.parseDouble(depth.getbLowerCase().get(i).get(1)) == read.bidQuantity[i]
              && Double.parseDouble(depth.getaLowerCase().get(i).get(0)) == read.askPrice[i]
              && Double.parseDouble(depth.getaLowerCase().get(i).get(1)) == read.askQuantity[i],
          "connector's level " + i);
    }
  }

  private static void same(BookSnapshot one, BookSnapshot other) {
    require(one.bids == other.bids && one.asks == other.asks, "levels");
    require(
        one.eventTime == other.eventTime
            && one.transactionTime == other.transactionTime
            && one.updateId == other.updateId
            && one.previousUpdateId == other.previousUpdateId,
        "times and ids");
    for (int i = 0; i < one.bids; i++) {
      require(
          one.bidPrice[i] == other.bidPrice[i]
              && one.bidQuantity[i] == other.bidQuantity[i]
              && one.askPrice[i] == other.askPrice[i]
              && one.askQuantity[i] == other.askQuantity[i],
          "level " + i);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("the decoders differ in " + what);
    }
  }

  @Benchmark
  public double tradeHere() {
    decoder.decode(trade);
    return decoder.price() + decoder.quantity() + decoder.tradeId();
  }

  @Benchmark
  public double tradeJackson() throws IOException {
    jackson.decode(trade);
    return jackson.price + jackson.quantity + jackson.tradeId;
  }

  @Benchmark
  public double tradeJacksonBytes() throws IOException {
    jackson.decode(tradeBytes);
    return jackson.price + jackson.quantity + jackson.tradeId;
  }

  @Benchmark
  public double tradeConnector() throws IOException {
    AggregateTradeStreamsResponse read = AggregateTradeStreamsResponse.fromJson(bareTrade);
    return Double.parseDouble(read.getpLowerCase())
        + Double.parseDouble(read.getqLowerCase())
        + read.getaLowerCase();
  }

  @Benchmark
  public BookSnapshot bookHere() {
    decoder.decode(book);
    return decoder.snapshot();
  }

  @Benchmark
  public BookSnapshot bookJackson() throws IOException {
    jackson.decode(book);
    return jackson.book;
  }

  @Benchmark
  public BookSnapshot bookJacksonBytes() throws IOException {
    jackson.decode(bookBytes);
    return jackson.book;
  }

  @Benchmark
  public double bookConnector() throws IOException {
    return sum(PartialBookDepthStreamsResponse.fromJson(bareBook));
  }

  static double sum(PartialBookDepthStreamsResponse read) {
    double sum = 0;
    for (int i = 0; i < read.getbLowerCase().size(); i++) {
      sum += Double.parseDouble(read.getbLowerCase().get(i).get(0));
      sum += Double.parseDouble(read.getbLowerCase().get(i).get(1));
      sum += Double.parseDouble(read.getaLowerCase().get(i).get(0));
      sum += Double.parseDouble(read.getaLowerCase().get(i).get(1));
    }
    return sum;
  }
}
