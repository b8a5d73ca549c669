package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.matching.OrderView;
import vortex7.matching.PositionSide;
import vortex7.matching.PriceMatch;

/**
 * What the venue remembers beside orders and fills: all of it, or, as a part of a line of the state
 * log, what came since the line before. Times are epoch milliseconds of the venue; every list is
 * oldest first.
 */
record VenueHistory(
    List<Income> incomes,
    List<Amended> amendments,
    List<MarginMove> marginMoves,
    List<Settled> settlements,
    List<Sample> samples,
    List<Forced> forced) {
  static final VenueHistory EMPTY =
      new VenueHistory(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  VenueHistory {
    incomes = copy(incomes);
    amendments = copy(amendments);
    marginMoves = copy(marginMoves);
    settlements = copy(settlements);
    samples = copy(samples);
    forced = copy(forced);
  }

  /** A state of an older version lacks lists. */
  private static <T> List<T> copy(List<T> given) {
    return List.copyOf(Objects.requireNonNullElse(given, List.of()));
  }

  /** Anything of the history; told twice it counts once. */
  sealed interface Entry {
    String id();
  }

  /**
   * Money that came to an account or left it.
   *
   * @param number consecutive over all accounts ({@code tranId})
   * @param symbol empty where it has none
   * @param type by the venue's names, such as COMMISSION
   * @param amount negative when it left, in {@code asset}
   * @param tradeId empty where no fill caused it
   */
  record Income(
      String account,
      long number,
      String symbol,
      String type,
      BigDecimal amount,
      String asset,
      long time,
      String tradeId)
      implements Entry {
    @Override
    public String id() {
      return "income/" + number;
    }
  }

  /**
   * An order that was amended.
   *
   * @param number consecutive over all accounts
   * @param count how often the order was amended by then
   */
  record Amended(
      String account,
      long number,
      Symbol symbol,
      long orderId,
      String clientOrderId,
      long time,
      BigDecimal priceBefore,
      BigDecimal priceAfter,
      BigDecimal quantityBefore,
      BigDecimal quantityAfter,
      int count,
      PriceMatch priceMatch,
      Optional<Long> modifyId)
      implements Entry {
    @Override
    public String id() {
      return "amended/" + number;
    }
  }

  /**
   * Margin that a client moved to an isolated position, or back.
   *
   * @param number consecutive over all accounts
   * @param amount negative when it was taken back, quote units
   */
  record MarginMove(
      String account,
      long number,
      Symbol symbol,
      PositionSide positionSide,
      BigDecimal amount,
      long time)
      implements Entry {
    @Override
    public String id() {
      return "margin/" + number;
    }
  }

  /** Funding of a symbol that was settled at {@code rate} of the notional at {@code mark}. */
  record Settled(Symbol symbol, long time, BigDecimal rate, BigDecimal mark) implements Entry {
    @Override
    public String id() {
      return "settled/" + symbol + "/" + time;
    }
  }

  /**
   * How a symbol's market stood at {@code time}, and what was taken in the five minutes before.
   * Prices in quote, quantities in base units.
   *
   * @param crowd empty where the positions of others are not known
   * @param taken empty where the five minutes were not seen as a whole
   */
  record Sample(
      Symbol symbol,
      long time,
      BigDecimal price,
      BigDecimal markPrice,
      BigDecimal indexPrice,
      Optional<Crowd> crowd,
      Optional<Taken> taken)
      implements Entry {
    @Override
    public String id() {
      return "sample/" + symbol + "/" + time;
    }
  }

  /** Who holds what: the open interest in base units, and the long shares from 0 to 1. */
  record Crowd(
      BigDecimal openInterest,
      BigDecimal longAccounts,
      BigDecimal topLongAccounts,
      BigDecimal topLongPositions) {}

  /** What aggressors bought and sold, base units. */
  record Taken(BigDecimal bought, BigDecimal sold) {}

  /** An order with which the venue closed an account's position, as it ended. */
  record Forced(String account, OrderView order) implements Entry {
    @Override
    public String id() {
      return "forced/" + order.orderId();
    }
  }

  /** Adds histories up; lists keep the order in which their entries were first told. */
  static final class Sum {
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();

    void add(VenueHistory more) {
      more.incomes.forEach(this::add);
      more.amendments.forEach(this::add);
      more.marginMoves.forEach(this::add);
      more.settlements.forEach(this::add);
      more.samples.forEach(this::add);
      more.forced.forEach(this::add);
    }

    private void add(Entry entry) {
      entries.put(entry.id(), entry);
    }

    VenueHistory whole() {
      return new VenueHistory(
          all(Income.class),
          all(Amended.class),
          all(MarginMove.class),
          all(Settled.class),
          all(Sample.class),
          all(Forced.class));
    }

    private <T> List<T> all(Class<T> type) {
      List<T> found = new ArrayList<>();
      for (Entry entry : entries.values()) {
        if (type.isInstance(entry)) {
          found.add(type.cast(entry));
        }
      }
      return found;
    }
  }
}
