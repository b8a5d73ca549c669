package vortex7.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vortex7.port.MarketData.Funding;
import vortex7.port.MarketData.LongShare;
import vortex7.port.MarketData.OpenInterest;
import vortex7.port.MarketData.PastFunding;
import vortex7.port.MarketData.PastOpenInterest;
import vortex7.port.VenueException;
import vortex7.port.VenueException.Kind;

/**
 * Reads the venue's statistics of a market: open interest, long shares, funding. What lacks a
 * figure, or has one that cannot be, is no answer ({@link Kind#UNKNOWN}).
 */
final class StatisticsReader {
  /** The interval of a symbol that {@code fundingInfo} does not list. */
  static final Duration USUAL_INTERVAL = Duration.ofHours(8);

  private StatisticsReader() {}

  static OpenInterest openInterest(JsonNode body) {
    return new OpenInterest(time(body, "time"), notNegative(body, "openInterest"));
  }

  static List<PastOpenInterest> openInterestHistory(JsonNode rows) {
    List<PastOpenInterest> read = new ArrayList<>();
    for (JsonNode row : rows(rows)) {
      double quantity = positive(row, "sumOpenInterest");
      double value = positive(row, "sumOpenInterestValue");
      read.add(new PastOpenInterest(time(row, "timestamp"), quantity, value / quantity));
    }
    return List.copyOf(read);
  }

  static List<LongShare> longShares(JsonNode rows) {
    List<LongShare> read = new ArrayList<>();
    for (JsonNode row : rows(rows)) {
      double share = figure(row, "longAccount");
      if (share < 0 || share > 1) {
        throw bad("longAccount must be a share in [0, 1], was " + share);
      }
      read.add(new LongShare(time(row, "timestamp"), share));
    }
    return List.copyOf(read);
  }

  static Funding funding(JsonNode body, Duration interval) {
    return new Funding(
        time(body, "time"),
        positive(body, "markPrice"),
        figure(body, "lastFundingRate"),
        time(body, "nextFundingTime"),
        interval);
  }

  static List<PastFunding> fundingHistory(JsonNode rows) {
    List<PastFunding> read = new ArrayList<>();
    for (JsonNode row : rows(rows)) {
      read.add(new PastFunding(time(row, "fundingTime"), figure(row, "fundingRate")));
    }
    return List.copyOf(read);
  }

  /** The intervals by the symbols' codes; who is not listed has {@link #USUAL_INTERVAL}. */
  static Map<String, Duration> fundingIntervals(JsonNode rows) {
    Map<String, Duration> read = new TreeMap<>();
    for (JsonNode row : rows(rows)) {
      long hours = whole(row, "fundingIntervalHours");
      if (hours < 1 || hours > 24) {
        throw bad("fundingIntervalHours must be in [1, 24], was " + hours);
      }
      read.put(row.path("symbol").asText(), Duration.ofHours(hours));
    }
    return read;
  }

  private static JsonNode rows(JsonNode body) {
    if (!body.isArray()) {
      throw bad("an answer must be a list, was " + body.getNodeType());
    }
    return body;
  }

  private static double positive(JsonNode node, String name) {
    double value = figure(node, name);
    if (!(value > 0)) {
      throw bad(name + " must be above 0, was " + value);
    }
    return value;
  }

  private static double notNegative(JsonNode node, String name) {
    double value = figure(node, name);
    if (!(value >= 0)) {
      throw bad(name + " must not be below 0, was " + value);
    }
    return value;
  }

  private static double figure(JsonNode node, String name) {
    double value = Decimals.of(node, name).doubleValue();
    if (!Double.isFinite(value)) {
      throw bad(name + " must be finite, was " + value);
    }
    return value;
  }

  /** Epoch milliseconds, a number or quoted. */
  private static long time(JsonNode node, String name) {
    long time = whole(node, name);
    if (time <= 0) {
      throw bad(name + " must be a time, was " + time);
    }
    return time;
  }

  private static long whole(JsonNode node, String name) {
    try {
      return Decimals.of(node, name).longValueExact();
    } catch (ArithmeticException e) {
      throw bad(name + " must be a whole number, was " + node.path(name));
    }
  }

  private static VenueException bad(String what) {
    return new VenueException(Kind.UNKNOWN, 0, what);
  }
}
