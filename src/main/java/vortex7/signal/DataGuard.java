package vortex7.signal;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/**
 * Judges every market event of one symbol before an engine may see it, and counts what is wrong by
 * kind; passing a good trade or book never allocates.
 */
public final class DataGuard {
  private static final long NOTHING = Long.MIN_VALUE;

  private final Map<DataFault, Long> counts = new EnumMap<>(DataFault.class);
  private final Map<Timeframe, Long> lastCandleOpen = new EnumMap<>(Timeframe.class);
  private final Map<Class<?>, Long> lastObservation = new HashMap<>();
  private long lastTradeId = NOTHING;
  private long lastTradeTime = NOTHING;
  private long lastBookId = NOTHING;
  private long lastBookTime = NOTHING;

  /**
   * A trade with a bad figure is dropped, and its id counts as seen: nothing better will come for
   * it. After TRADE_GAP the guard still waits for the id that is missing.
   */
  public DataFault judgeTrade(long id, double price, double quantity, long timeMillis) {
    if (lastTradeId != NOTHING && id <= lastTradeId) {
      return counted(DataFault.DUPLICATE);
    }
    if (lastTradeId != NOTHING && id > lastTradeId + 1) {
      return counted(DataFault.TRADE_GAP);
    }
    lastTradeId = id;
    if (!Double.isFinite(price) || !Double.isFinite(quantity)) {
      return counted(DataFault.NOT_FINITE);
    }
    if (price <= 0 || quantity <= 0) {
      return counted(DataFault.NOT_POSITIVE);
    }
    if (timeMillis < lastTradeTime) {
      return counted(DataFault.TIME_BACKWARDS);
    }
    lastTradeTime = timeMillis;
    return DataFault.NONE;
  }

  /** After BOOK_GAP the next snapshot that follows this one is good again. */
  public DataFault judgeBook(BookSnapshot book) {
    if (book.bids == 0 || book.asks == 0) {
      return counted(DataFault.EMPTY_BOOK);
    }
    DataFault figures = figures(book);
    if (figures != DataFault.NONE) {
      return counted(figures);
    }
    if (book.bidPrice[0] >= book.askPrice[0]) {
      return counted(DataFault.CROSSED_BOOK);
    }
    if (book.updateId != 0 && book.updateId == lastBookId) {
      return counted(DataFault.DUPLICATE);
    }
    if (book.eventTime < lastBookTime || (book.updateId != 0 && book.updateId < lastBookId)) {
      return counted(DataFault.TIME_BACKWARDS);
    }
    boolean follows =
        lastBookId == NOTHING || book.previousUpdateId == 0 || book.previousUpdateId == lastBookId;
    lastBookId = book.updateId == 0 ? NOTHING : book.updateId;
    lastBookTime = book.eventTime;
    return follows ? DataFault.NONE : counted(DataFault.BOOK_GAP);
  }

  private static DataFault figures(BookSnapshot book) {
    DataFault bids = side(book.bidPrice, book.bidQuantity, book.bids, -1);
    return bids != DataFault.NONE ? bids : side(book.askPrice, book.askQuantity, book.asks, 1);
  }

  private static DataFault side(double[] price, double[] quantity, int levels, int away) {
    for (int i = 0; i < levels; i++) {
      if (!Double.isFinite(price[i]) || !Double.isFinite(quantity[i])) {
        return DataFault.NOT_FINITE;
      }
      if (price[i] <= 0 || quantity[i] <= 0) {
        return DataFault.NOT_POSITIVE;
      }
      if (i > 0 && (price[i] - price[i - 1]) * away <= 0) {
        return DataFault.DISORDERED_BOOK;
      }
    }
    return DataFault.NONE;
  }

  /** Closed candles must move on; forming ones only must not lie before the last closed one. */
  public DataFault judgeCandle(Candle candle) {
    if (!Double.isFinite(candle.open())
        || !Double.isFinite(candle.high())
        || !Double.isFinite(candle.low())
        || !Double.isFinite(candle.close())
        || !Double.isFinite(candle.volume())) {
      return counted(DataFault.NOT_FINITE);
    }
    if (candle.low() <= 0 || candle.volume() < 0) {
      return counted(DataFault.NOT_POSITIVE);
    }
    if (candle.openTime() != candle.timeframe().openOf(candle.openTime())) {
      return counted(DataFault.WRONG_INTERVAL);
    }
    if (candle.high() < Math.max(candle.open(), candle.close())
        || candle.low() > Math.min(candle.open(), candle.close())) {
      return counted(DataFault.ABSURD_CANDLE);
    }
    long last = lastCandleOpen.getOrDefault(candle.timeframe(), NOTHING);
    if (candle.openTime() == last) {
      return counted(DataFault.DUPLICATE);
    }
    if (candle.openTime() < last) {
      return counted(DataFault.TIME_BACKWARDS);
    }
    if (candle.closed()) {
      lastCandleOpen.put(candle.timeframe(), candle.openTime());
    }
    return DataFault.NONE;
  }

  /** Each kind must move on; within a history each reading must. */
  public DataFault judgeObservation(Observation observation) {
    DataFault figures = figures(observation);
    if (figures != DataFault.NONE) {
      return counted(figures);
    }
    Class<?> kind = observation.getClass();
    long last = lastObservation.getOrDefault(kind, NOTHING);
    if (observation.timeMillis() == last) {
      return counted(DataFault.DUPLICATE);
    }
    if (observation.timeMillis() < last) {
      return counted(DataFault.TIME_BACKWARDS);
    }
    lastObservation.put(kind, observation.timeMillis());
    return DataFault.NONE;
  }

  private static DataFault figures(Observation observation) {
    return switch (observation) {
      case Observation.OpenInterest(long time, double quantity, double price) ->
          both(notNegative(quantity), positive(price));
      case Observation.OpenInterestHistory(long time, List<Observation.OpenInterest> readings) ->
          history(readings);
      case Observation.AccountRatio(long time, double share) -> share(share);
      case Observation.TopTraders(long time, double share) -> share(share);
      case Observation.Funding(
              long time,
              double markPrice,
              double rate,
              long next,
              long interval) ->
          both(positive(markPrice), both(finite(rate), positive((double) interval)));
      case Observation.FundingHistory(long time, List<Double> rates) ->
          rates.stream().allMatch(Double::isFinite) ? DataFault.NONE : DataFault.NOT_FINITE;
      case Observation.LiquidationMapKept ignored -> DataFault.NONE; // Our own.
      case Observation.Correlation(long time, double correlation, long until) ->
          DataFault.NONE; // Our own; NaN says that too little is known.
    };
  }

  private static DataFault history(List<Observation.OpenInterest> readings) {
    long before = NOTHING;
    for (Observation.OpenInterest reading : readings) {
      DataFault figures = figures(reading);
      if (figures != DataFault.NONE) {
        return figures;
      }
      if (reading.timeMillis() <= before) {
        return DataFault.TIME_BACKWARDS;
      }
      before = reading.timeMillis();
    }
    return DataFault.NONE;
  }

  private static DataFault share(double share) {
    if (finite(share) != DataFault.NONE) {
      return DataFault.NOT_FINITE;
    }
    return share < 0 || share > 1 ? DataFault.ABSURD_SHARE : DataFault.NONE;
  }

  private static DataFault finite(double value) {
    return Double.isFinite(value) ? DataFault.NONE : DataFault.NOT_FINITE;
  }

  private static DataFault positive(double value) {
    return both(finite(value), value > 0 ? DataFault.NONE : DataFault.NOT_POSITIVE);
  }

  private static DataFault notNegative(double value) {
    return both(finite(value), value >= 0 ? DataFault.NONE : DataFault.NOT_POSITIVE);
  }

  private static DataFault both(DataFault first, DataFault second) {
    return first == DataFault.NONE ? second : first;
  }

  /** The id that the next trade must have; empty history answers with {@code otherwise}. */
  long expectedTradeId(long otherwise) {
    return lastTradeId == NOTHING ? otherwise : lastTradeId + 1;
  }

  /** Gives lost trades up: the next one may have any id. */
  void forgetTradeIds() {
    lastTradeId = NOTHING;
  }

  /** Snapshots were left out on purpose: the next one need not follow the last. */
  void forgetBookIds() {
    lastBookId = NOTHING;
  }

  private DataFault counted(DataFault fault) {
    counts.merge(fault, 1L, Long::sum);
    return fault;
  }

  /** How many events had this fault. */
  public long count(DataFault fault) {
    return counts.getOrDefault(fault, 0L);
  }
}
