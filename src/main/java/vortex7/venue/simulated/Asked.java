package vortex7.venue.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;

/** What requests ask for in common: symbols, limits, times. The venue's refusals for bad ones. */
final class Asked {
  private Asked() {}

  /** The mandatory parameter {@code symbol}; −1121 when it cannot be one. */
  static Symbol symbol(RequestParameters parameters) {
    return symbol(parameters, "symbol");
  }

  private static Symbol symbol(RequestParameters parameters, String name) {
    try {
      return Symbol.of(parameters.required(name));
    } catch (IllegalArgumentException notASymbol) {
      throw VenueRefusal.invalidSymbol();
    }
  }

  /**
   * The feed of the symbol that the parameter {@code name} names: a perpetual's pair has the same
   * name. −1121 for what does not trade here.
   */
  static SymbolFeed feed(
      SortedMap<Symbol, SymbolFeed> feeds, RequestParameters parameters, String name) {
    SymbolFeed feed = feeds.get(symbol(parameters, name));
    if (feed == null) {
      throw VenueRefusal.invalidSymbol();
    }
    return feed;
  }

  /** The one that is named, or all when no symbol is. */
  static List<SymbolFeed> feeds(SortedMap<Symbol, SymbolFeed> feeds, RequestParameters parameters) {
    return parameters.has("symbol")
        ? List.of(feed(feeds, parameters, "symbol"))
        : List.copyOf(feeds.values());
  }

  /** The symbol if one is named; −1121 for what does not trade here. */
  static Optional<Symbol> symbolIfAny(RequestParameters parameters, Exchange exchange) {
    return parameters.has("symbol") ? Optional.of(listed(parameters, exchange)) : Optional.empty();
  }

  /** The mandatory symbol; −1121 for what does not trade here. */
  static Symbol listed(RequestParameters parameters, Exchange exchange) {
    Symbol symbol = symbol(parameters);
    if (!exchange.symbols().contains(symbol)) {
      throw VenueRefusal.invalidSymbol();
    }
    return symbol;
  }

  static int limit(RequestParameters parameters, int otherwise, int max) {
    long limit = parameters.wholeOr("limit", otherwise);
    if (limit < 1 || limit > max) {
      throw VenueRefusal.invalid("limit");
    }
    return (int) limit;
  }

  /** The first or the newest {@code limit}, oldest first in either case. */
  static <T> List<T> cut(List<T> all, int limit, boolean fromOldest) {
    int first = fromOldest ? 0 : Math.max(0, all.size() - limit);
    return all.subList(first, Math.min(all.size(), first + limit));
  }

  /** A perpetual's contract type; the quarterly ones exist by name, but none is listed here. */
  static boolean perpetual(RequestParameters parameters, Map<String, Boolean> known) {
    Boolean perpetual = known.get(parameters.required("contractType"));
    if (perpetual == null) {
      throw VenueRefusal.invalid("contractType");
    }
    return perpetual;
  }

  /** Asked times, both ends included. */
  record Window(long from, long to) {
    /** −1023 when they are the wrong way round. */
    static Window of(RequestParameters parameters) {
      long from = parameters.wholeOr("startTime", Long.MIN_VALUE);
      long to = parameters.wholeOr("endTime", Long.MAX_VALUE);
      if (from > to) {
        throw VenueRefusal.of(-1023, "Start time is greater than end time.");
      }
      return new Window(from, to);
    }

    /** As {@link #of}; −4165 when both are given and further apart. */
    static Window ofDays(RequestParameters parameters, int daysMax) {
      Window window = of(parameters);
      if (window.longerThan(daysMax * 86_400_000L)) {
        throw VenueRefusal.of(-4165, "Maximum time interval is " + daysMax + " days");
      }
      return window;
    }

    /** Both ends are given, and further apart. */
    boolean longerThan(long millis) {
      // An end so far out that the difference overflows is further than anything.
      long length = to - from;
      return from != Long.MIN_VALUE && to != Long.MAX_VALUE && (length > millis || length < 0);
    }

    /** With a start the oldest are asked for, otherwise the newest. */
    boolean fromOldest() {
      return from != Long.MIN_VALUE;
    }

    boolean holds(long time) {
      return time >= from && time <= to;
    }
  }
}
