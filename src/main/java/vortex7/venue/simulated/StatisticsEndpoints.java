package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;
import vortex7.venue.simulated.Asked.Window;
import vortex7.venue.simulated.VenueHistory.Crowd;
import vortex7.venue.simulated.VenueHistory.Sample;
import vortex7.venue.simulated.VenueHistory.Taken;

/**
 * The statistics under {@code /futures/data} (protocols, A.6): what was sampled every five minutes
 * since the venue began; of open interest and long shares also what a synthetic market says of the
 * time before. A row stands at the end of its period.
 */
final class StatisticsEndpoints {
  private static final int DEFAULT = 30;
  private static final int MAX = 500;
  private static final int POOL = 1_000;
  private static final long MONTH_MILLIS = 30 * 86_400_000L;

  /** As much as the recorder keeps: beyond it the past would stand apart from what was sampled. */
  private static final long MEMORY_MILLIS = 7 * 86_400_000L;

  private static final int RATIO_SCALE = 4;
  private static final int VALUE_SCALE = 8;
  private static final long MINUTE = 60_000;
  private static final Map<String, Long> PERIODS =
      new TreeMap<>(
          Map.of(
              "5m", 5 * MINUTE,
              "15m", 15 * MINUTE,
              "30m", 30 * MINUTE,
              "1h", 60 * MINUTE,
              "2h", 120 * MINUTE,
              "4h", 240 * MINUTE,
              "6h", 360 * MINUTE,
              "12h", 720 * MINUTE,
              "1d", 1_440 * MINUTE));
  private static final Map<String, Boolean> CONTRACT_TYPES =
      Map.of("PERPETUAL", true, "CURRENT_QUARTER", false, "NEXT_QUARTER", false);

  private final SortedMap<Symbol, SymbolFeed> feeds;
  private final MarketRecorder recorder;
  private final CrowdBook crowd;
  private final LongSupplier venueTime;

  StatisticsEndpoints(
      SortedMap<Symbol, SymbolFeed> feeds,
      MarketRecorder recorder,
      CrowdBook crowd,
      LongSupplier venueTime) {
    this.feeds = feeds;
    this.recorder = recorder;
    this.crowd = crowd;
    this.venueTime = venueTime;
  }

  void register(Map<String, Endpoint> into) {
    put(into, "openInterestHist", this::openInterest);
    put(into, "topLongShortAccountRatio", p -> ratios(p, Crowd::topLongAccounts));
    put(into, "topLongShortPositionRatio", p -> ratios(p, Crowd::topLongPositions));
    put(into, "globalLongShortAccountRatio", p -> ratios(p, Crowd::longAccounts));
    put(into, "takerlongshortRatio", this::taken);
    put(into, "basis", this::basis);
  }

  private static void put(
      Map<String, Endpoint> into, String name, Function<RequestParameters, String> answer) {
    into.put(
        "GET /futures/data/" + name,
        Endpoint.pooled(new Endpoint.Pool(name, POOL), call -> answer.apply(call.parameters())));
  }

  /** Rows of one symbol at the ends of the asked periods. */
  private record Question(List<Sample> samples, long period, Window window, int limit) {
    List<Sample> rows() {
      return samples.stream()
          .filter(sample -> Math.floorMod(sample.time(), period) == 0)
          .filter(sample -> window.holds(sample.time()))
          .toList();
    }

    <T> List<T> cut(List<T> rows) {
      return Asked.cut(rows, limit, window.fromOldest());
    }
  }

  private Question question(RequestParameters parameters, String name) {
    Symbol symbol = Asked.feed(feeds, parameters, name).symbol();
    Long period = PERIODS.get(parameters.required("period"));
    if (period == null) {
      throw VenueRefusal.invalid("period");
    }
    int limit = Asked.limit(parameters, DEFAULT, MAX);
    Window window = Window.of(parameters);
    if (window.fromOldest() && window.from() < venueTime.getAsLong() - MONTH_MILLIS) {
      throw VenueRefusal.invalid("startTime");
    }
    return new Question(recorder.samples(symbol), period, window, limit);
  }

  /** As {@link #question}, the time before the venue began included. */
  private Question ofCrowd(RequestParameters parameters) {
    Question asked = question(parameters, "symbol");
    Symbol symbol = Asked.feed(feeds, parameters, "symbol").symbol();
    long since = venueTime.getAsLong() - MEMORY_MILLIS;
    long until = asked.samples.isEmpty() ? Long.MAX_VALUE : asked.samples.getFirst().time();
    List<Sample> samples = new ArrayList<>();
    for (Sample row : crowd.past(symbol)) {
      if (row.time() >= since && row.time() < until) {
        samples.add(row);
      }
    }
    samples.addAll(asked.samples);
    return new Question(samples, asked.period, asked.window, asked.limit);
  }

  private String openInterest(RequestParameters parameters) {
    Question asked = ofCrowd(parameters);
    List<Sample> known = asked.rows().stream().filter(row -> row.crowd().isPresent()).toList();
    JsonWriter json = new JsonWriter(160 * known.size() + 16).beginArray();
    for (Sample row : asked.cut(known)) {
      BigDecimal open = row.crowd().orElseThrow().openInterest();
      json.beginObject()
          .field("symbol", row.symbol().code())
          .field("sumOpenInterest", value(open))
          .field("sumOpenInterestValue", value(open.multiply(row.markPrice())))
          .field("CMCCirculatingSupply", "0") // No coins circulate beside this venue's contracts.
          .field("timestamp", row.time())
          .endObject();
    }
    return json.endArray().text();
  }

  private static BigDecimal value(BigDecimal of) {
    return of.setScale(VALUE_SCALE, RoundingMode.HALF_UP);
  }

  private String ratios(RequestParameters parameters, Function<Crowd, BigDecimal> longShare) {
    Question asked = ofCrowd(parameters);
    List<Sample> known = asked.rows().stream().filter(row -> row.crowd().isPresent()).toList();
    JsonWriter json = new JsonWriter(144 * known.size() + 16).beginArray();
    for (Sample row : asked.cut(known)) {
      BigDecimal longs = longShare.apply(row.crowd().orElseThrow());
      BigDecimal shorts = BigDecimal.ONE.subtract(longs);
      json.beginObject()
          .field("symbol", row.symbol().code())
          .field("longShortRatio", ratio(longs, shorts))
          .field("longAccount", longs)
          .field("shortAccount", shorts)
          .field("timestamp", row.time())
          .endObject();
    }
    return json.endArray().text();
  }

  /** Four decimals; against nothing it is 0, for want of a better number. */
  private static BigDecimal ratio(BigDecimal of, BigDecimal to) {
    return to.signum() == 0
        ? BigDecimal.ZERO.setScale(RATIO_SCALE)
        : of.divide(to, RATIO_SCALE, RoundingMode.HALF_UP);
  }

  /** What was taken in a period, end included. */
  private record Period(long end, BigDecimal bought, BigDecimal sold) {}

  private String taken(RequestParameters parameters) {
    Question asked = question(parameters, "symbol");
    List<Period> periods = periods(asked);
    JsonWriter json = new JsonWriter(112 * periods.size() + 16).beginArray();
    for (Period period : asked.cut(periods)) {
      json.beginObject()
          .field("buySellRatio", ratio(period.bought, period.sold))
          .field("buyVol", period.bought.setScale(RATIO_SCALE, RoundingMode.HALF_UP))
          .field("sellVol", period.sold.setScale(RATIO_SCALE, RoundingMode.HALF_UP))
          .field("timestamp", period.end)
          .endObject();
    }
    return json.endArray().text();
  }

  /** Whole periods only: one of which a part was not seen is left out. */
  private static List<Period> periods(Question asked) {
    TreeMap<Long, Taken> parts = new TreeMap<>();
    asked.samples.forEach(
        sample -> sample.taken().ifPresent(taken -> parts.put(sample.time(), taken)));
    List<Period> periods = new ArrayList<>();
    for (Sample row : asked.rows()) {
      SortedMap<Long, Taken> within = parts.subMap(row.time() - asked.period + 1, row.time() + 1);
      if (within.size() == asked.period / MarketRecorder.SAMPLE_MILLIS) {
        BigDecimal bought = BigDecimal.ZERO;
        BigDecimal sold = BigDecimal.ZERO;
        for (Taken part : within.values()) {
          bought = bought.add(part.bought());
          sold = sold.add(part.sold());
        }
        periods.add(new Period(row.time(), bought, sold));
      }
    }
    return periods;
  }

  private String basis(RequestParameters parameters) {
    boolean listed = Asked.perpetual(parameters, CONTRACT_TYPES);
    Question asked = question(parameters, "pair");
    List<Sample> rows = listed ? asked.cut(asked.rows()) : List.of();
    JsonWriter json = new JsonWriter(224 * rows.size() + 16).beginArray();
    for (Sample row : rows) {
      BigDecimal basis = row.price().subtract(row.indexPrice());
      json.beginObject()
          .field("indexPrice", value(row.indexPrice()))
          .field("contractType", "PERPETUAL")
          .field("basisRate", ratio(basis, row.indexPrice()))
          .field("futuresPrice", row.price())
          .field("annualizedBasisRate", "") // A perpetual has no year to the day of delivery.
          .field("basis", value(basis))
          .field("pair", row.symbol().code())
          .field("timestamp", row.time())
          .endObject();
    }
    return json.endArray().text();
  }
}
