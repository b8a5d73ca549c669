package vortex7.cli.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import vortex7.decision.EntryContext;
import vortex7.decision.FeeRates;
import vortex7.decision.PipelineRules;
import vortex7.decision.SymbolPipeline;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.risk.FeeSchedule;
import vortex7.risk.Sizer;
import vortex7.risk.Sizing;
import vortex7.risk.SizingRequest;
import vortex7.risk.SizingRules;
import vortex7.risk.Standing;
import vortex7.signal.EngineId;
import vortex7.signal.FeedRules;
import vortex7.signal.Observation;
import vortex7.signal.SignalEngine;
import vortex7.signal.TickRules;
import vortex7.venue.binance.FrameDecoder;

/**
 * What is done for each market event, part by part and as a whole, on one tape in one thread; and
 * beside each the least that anybody must do for it.
 */
final class Kernels {
  private static final int WORDS = 1 << 23;
  private static final int CANDLES = 500;
  private static final int SIZES = 20_000;
  private static final double RANGE = 0.0008;

  private final MarketColumns columns;
  private final FrameDecoder decoder = new FrameDecoder();
  private final long[] words = new long[WORDS];
  private long decisions;

  /** Of what was read; it keeps the compiler from leaving out what nobody asks for. */
  private double checksum;

  Kernels(MarketColumns columns) {
    this.columns = columns;
    Arrays.fill(words, 7);
  }

  List<Kernel> all() {
    List<Kernel> all = new ArrayList<>();
    all.add(Kernel.of("memory", "reading 8 bytes of memory", "memory", this::memory));
    all.add(
        Kernel.of(
            "tradeBytes",
            "every byte of an aggTrade frame",
            "tradeBytes",
            () -> bytes(columns.tradeBytes)));
    all.add(
        Kernel.of(
            "tradeDecode",
            "aggTrade frame to fields",
            "tradeBytes",
            () -> decode(columns.tradeFrames)));
    all.add(
        Kernel.of(
            "bookBytes",
            "every byte of a depth20 frame",
            "bookBytes",
            () -> bytes(columns.bookBytes)));
    all.add(
        Kernel.of(
            "bookDecode",
            "depth20 frame to levels",
            "bookBytes",
            () -> decode(columns.bookFrames)));
    all.add(Kernel.of("tradeLoop", "the bare loop: a trade", "tradeLoop", bareLoop()));
    all.add(Kernel.of("tradeE1", "a trade through E1", "tradeLoop", trades(EngineId.ORDER_FLOW)));
    all.add(Kernel.of("tradeE2", "a trade through E2", "tradeLoop", trades(EngineId.TICK)));
    all.add(Kernel.of("bookLevels", "every level of a book", "bookLevels", this::levels));
    all.add(
        Kernel.of(
            "bookE1",
            "a book through E1 and its reading",
            "bookLevels",
            books(EngineId.ORDER_FLOW)));
    all.add(
        Kernel.of(
            "bookE5", "a book through E5 and its reading", "bookLevels", books(EngineId.REGIME)));
    all.add(
        Kernel.of(
            "candleE3", "a closed minute through E3", "tradeLoop", candles(EngineId.TECHNICAL)));
    all.add(Kernel.of("interestE4", "open interest through E4", "tradeLoop", interest()));
    all.add(
        Kernel.of("candleE5", "a closed minute through E5", "tradeLoop", candles(EngineId.REGIME)));
    all.add(
        Kernel.of(
            "tradeAll",
            "P4: a trade through feed, engines, decision",
            "tradeLoop",
            4,
            pipeline(false)));
    all.add(
        Kernel.of(
            "eventAll",
            "an event as they come, decided at each mark",
            "tradeLoop",
            pipeline(true)));
    all.add(Kernel.of("sizeLoop", "a size in double arithmetic", "sizeLoop", this::sizeInDouble));
    all.add(Kernel.of("size", "decision to sized order", "sizeLoop", sizes()));
    return all;
  }

  double checksum() {
    return checksum + decisions;
  }

  // ---- bytes and frames

  private long memory() {
    long sum = 0;
    for (long word : words) {
      sum += word;
    }
    checksum += sum;
    return words.length;
  }

  private long bytes(byte[][] frames) {
    long sum = 0;
    for (byte[] frame : frames) {
      for (byte each : frame) {
        sum += each;
      }
    }
    checksum += sum;
    return frames.length;
  }

  private long decode(String[] frames) {
    long sum = 0;
    for (String frame : frames) {
      sum += decoder.decode(frame) == FrameDecoder.Frame.TRADE ? 1 : 2;
    }
    checksum += sum;
    return frames.length;
  }

  // ---- engines

  private LongSupplier bareLoop() {
    BareLoop loop = new BareLoop();
    long[] lap = new long[1];
    return () -> {
      for (int i = 0; i < columns.trades(); i++) {
        checksum +=
            loop.onTrade(
                columns.price[i],
                columns.quantity[i],
                !columns.buyerIsMaker[i],
                columns.time[i] + lap[0]);
      }
      lap[0] += columns.lapMillis;
      return columns.trades();
    };
  }

  private LongSupplier trades(EngineId id) {
    SignalEngine engine = warm(id);
    long[] told = new long[2];
    return () -> {
      for (int i = 0; i < columns.trades(); i++) {
        engine.onTrade(
            ++told[1],
            columns.price[i],
            columns.quantity[i],
            columns.buyerIsMaker[i],
            columns.time[i] + told[0]);
      }
      told[0] += columns.lapMillis;
      return columns.trades();
    };
  }

  private long levels() {
    double sum = 0;
    for (BookSnapshot book : columns.books) {
      for (int i = 0; i < book.bids; i++) {
        sum += book.bidPrice[i] + book.bidQuantity[i];
      }
      for (int i = 0; i < book.asks; i++) {
        sum += book.askPrice[i] + book.askQuantity[i];
      }
    }
    checksum += sum;
    return columns.books.length;
  }

  private LongSupplier books(EngineId id) {
    SignalEngine engine = warm(id);
    long[] lap = new long[1];
    return () -> {
      columns.shiftBooks(lap[0]);
      for (BookSnapshot book : columns.books) {
        engine.onBook(book);
        checksum += engine.reading(book.eventTime).strength();
      }
      columns.shiftBooks(-lap[0]);
      lap[0] += columns.lapMillis;
      return columns.books.length;
    };
  }

  private LongSupplier candles(EngineId id) {
    SignalEngine engine = warm(id);
    long[] minute = {MarketColumns.BEGIN / 60_000};
    return () -> {
      for (int i = 0; i < CANDLES; i++) {
        engine.onCandle(candle(Timeframe.M1, minute[0]++ * 60_000));
      }
      return CANDLES;
    };
  }

  private LongSupplier interest() {
    SignalEngine engine = warm(EngineId.SENTIMENT);
    long[] polls = new long[1];
    return () -> {
      for (int i = 0; i < CANDLES; i++) {
        long poll = polls[0]++;
        engine.onObservation(
            new Observation.OpenInterest(
                MarketColumns.BEGIN + poll * 15_000,
                100_000 + poll * 997 % 5_000,
                price() * (1 + 0.02 * (poll * 13 % 31 - 15) / 15.0)));
      }
      return CANDLES;
    };
  }

  private SignalEngine warm(EngineId id) {
    SignalEngine engine = PipelineRules.documents().engine(id, columns.instrument);
    history(engine::onCandle);
    return engine;
  }

  private void history(Consumer<Candle> told) {
    for (Timeframe timeframe : Timeframe.values()) {
      long first = timeframe.openOf(MarketColumns.BEGIN) - CANDLES * timeframe.millis();
      for (int i = 0; i < CANDLES; i++) {
        told.accept(candle(timeframe, first + i * timeframe.millis()));
      }
    }
  }

  /** A course that goes up and down, so that all votes change now and then. */
  private Candle candle(Timeframe timeframe, long openTime) {
    double open = course(openTime / timeframe.millis());
    double close = course(openTime / timeframe.millis() + 1);
    double range = price() * RANGE;
    return new Candle(
        timeframe,
        openTime,
        open,
        Math.max(open, close) + range,
        Math.min(open, close) - range,
        close,
        5,
        true);
  }

  private double course(long step) {
    return price() * (1 + RANGE * (step * 7 % 23 - 11) / 11.0);
  }

  private double price() {
    return columns.price[0];
  }

  // ---- all together

  private LongSupplier pipeline(boolean books) {
    SymbolPipeline pipeline =
        new SymbolPipeline(columns.instrument, rules(), decision -> decisions++);
    history(pipeline::onCandle);
    pipeline.onContext(EntryContext.clear(FeeRates.documents()));
    long[] told = {0, 0, MarketColumns.BEGIN / 60_000};
    return () -> {
      columns.shiftBooks(books ? told[0] : 0);
      int trade = 0;
      int book = 0;
      for (boolean isTrade : columns.isTrade) {
        if (isTrade) {
          told[2] = closeMinutes(pipeline, told[2], columns.time[trade] + told[0]);
          pipeline.onTrade(
              ++told[1],
              columns.price[trade],
              columns.quantity[trade],
              columns.buyerIsMaker[trade],
              columns.time[trade] + told[0]);
          trade++;
        } else if (books) {
          pipeline.onBook(columns.books[book++]);
        }
      }
      columns.shiftBooks(books ? -told[0] : 0);
      told[0] += columns.lapMillis;
      return books ? columns.events() : columns.trades();
    };
  }

  /** A big trade sets a mark: of BTC's trades few are big by its own measure. */
  private PipelineRules rules() {
    PipelineRules documents = PipelineRules.documents();
    Symbol symbol = columns.instrument.symbol();
    return new PipelineRules(
        FeedRules.calibrated(symbol),
        documents.orderFlow(),
        TickRules.calibrated(symbol),
        documents.technical(),
        documents.sentiment(),
        documents.regime(),
        documents.decision(),
        documents.engines());
  }

  /** Closes the candles that end before that time; returns the minute that has not ended. */
  private long closeMinutes(SymbolPipeline pipeline, long minute, long time) {
    long next = minute;
    for (; next < time / 60_000; next++) {
      long end = (next + 1) * 60_000;
      for (Timeframe timeframe : Timeframe.values()) {
        if (end % timeframe.millis() == 0) {
          pipeline.onCandle(candle(timeframe, end - timeframe.millis()));
        }
      }
    }
    return next;
  }

  // ---- from a decision to an order

  private LongSupplier sizes() {
    Sizer sizer =
        new Sizer(
            SizingRules.documents(),
            new FeeSchedule(
                BigDecimal.valueOf(FeeRates.documents().maker()),
                BigDecimal.valueOf(FeeRates.documents().taker())));
    Standing standing =
        new Standing(0, false, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), 0, Optional.empty());
    return () -> {
      for (int i = 0; i < SIZES; i++) {
        if (!(sizer.size(request(i), standing) instanceof Sizing.Accepted accepted)) {
          throw new IllegalStateException("no size: " + sizer.size(request(i), standing));
        }
        checksum += accepted.leverage();
      }
      return SIZES;
    };
  }

  private SizingRequest request(int number) {
    BigDecimal entry =
        BigDecimal.valueOf(columns.price[number % columns.trades()])
            .setScale(columns.instrument.tickSize().scale(), RoundingMode.DOWN);
    return new SizingRequest(
        Side.BUY,
        entry,
        entry.multiply(new BigDecimal("0.995")),
        entry.multiply(new BigDecimal("1.012")),
        80,
        new BigDecimal("50000"),
        columns.instrument,
        Optional.of(10),
        BigDecimal.ONE,
        new BigDecimal("0.00002"),
        1);
  }

  private long sizeInDouble() {
    double sum = 0;
    for (int i = 0; i < SIZES; i++) {
      double entry = columns.price[i % columns.trades()];
      double stop = 0.005 + entry * 1e-12;
      double target = 0.012 - entry * 1e-12;
      double risk = 50_000 * 0.01 / stop;
      double quantity = Math.floor(Math.min(risk, 50_000 * 0.6 * 10) / entry * 1_000) / 1_000;
      sum += target / stop > 1.5 ? quantity : 0;
    }
    checksum += sum;
    return SIZES;
  }
}
