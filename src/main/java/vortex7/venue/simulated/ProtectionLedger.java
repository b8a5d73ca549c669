package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.AccountUpdate;
import vortex7.matching.AlgoStatus;
import vortex7.matching.AlgoUpdate;
import vortex7.matching.AlgoView;
import vortex7.matching.OrderType;
import vortex7.matching.PositionSide;
import vortex7.matching.PositionView;

/**
 * Keeps, for each position of each account, for how long no live stop covered it since its first
 * fill: the venue's own evidence that positions are protected. A stop covers when it closes the
 * position, or when the stops of the right side together reduce all of it; one that has triggered
 * covers until it is finished. Times are epoch milliseconds of the venue.
 */
final class ProtectionLedger {
  /**
   * A position from its first fill on.
   *
   * @param closedAt 0 while it is open
   * @param gaps when no stop covered it; the last one ends with 0 while it lasts
   */
  record Protection(
      String account,
      Symbol symbol,
      Side side,
      long openedAt,
      long closedAt,
      List<Gap> gaps,
      PositionSide positionSide) {
    Protection {
      gaps = List.copyOf(gaps);
      positionSide = Objects.requireNonNullElse(positionSide, PositionSide.BOTH);
    }

    String id() {
      return account + "/" + symbol + "/" + positionSide + "/" + openedAt;
    }

    /** Milliseconds without a covering stop up to {@code now}. */
    long unprotectedMillis(long now) {
      return gaps.stream().mapToLong(gap -> gap.millis(now)).sum();
    }

    long longestMillis(long now) {
      return gaps.stream().mapToLong(gap -> gap.millis(now)).max().orElse(0);
    }

    boolean open() {
      return closedAt == 0;
    }

    private boolean bare() {
      return !gaps.isEmpty() && gaps.getLast().to() == 0;
    }
  }

  /** An uncovered stretch; {@code to} is 0 while it lasts. */
  record Gap(long from, long to) {
    long millis(long now) {
      return (to == 0 ? now : to) - from;
    }
  }

  private record Place(String account, Symbol symbol, PositionSide of)
      implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byAccount = account.compareTo(other.account);
      int bySymbol = byAccount != 0 ? byAccount : symbol.compareTo(other.symbol);
      return bySymbol != 0 ? bySymbol : of.compareTo(other.of);
    }
  }

  private final TreeMap<Place, BigDecimal> amounts = new TreeMap<>();
  private final TreeMap<Place, TreeMap<Long, AlgoView>> stops = new TreeMap<>();
  private final LinkedHashMap<String, Protection> all = new LinkedHashMap<>();
  private final TreeMap<Place, String> open = new TreeMap<>();
  private final LinkedHashMap<String, Protection> changed = new LinkedHashMap<>();

  /** What stood when the process ended; the time since then counts for what was bare. */
  void restore(
      List<Protection> protections,
      Map<String, List<PositionView>> positions,
      List<AlgoUpdate> live) {
    protections.forEach(
        protection -> {
          all.put(protection.id(), protection);
          if (protection.open()) {
            open.put(
                new Place(protection.account(), protection.symbol(), protection.positionSide()),
                protection.id());
          }
        });
    positions.forEach(
        (account, held) ->
            held.forEach(
                position ->
                    amounts.put(
                        new Place(account, position.symbol(), position.positionSide()),
                        position.amount())));
    live.forEach(this::note);
  }

  void onAccount(AccountUpdate update) {
    for (PositionView position : update.positions()) {
      Place place = new Place(update.account(), position.symbol(), position.positionSide());
      BigDecimal before = amounts.getOrDefault(place, BigDecimal.ZERO);
      amounts.put(place, position.amount());
      if (before.signum() != position.amount().signum()) {
        close(place, update.time());
        if (!position.flat()) {
          Side side = position.amount().signum() > 0 ? Side.BUY : Side.SELL;
          keep(
              place,
              new Protection(
                  place.account(), place.symbol(), side, update.time(), 0, List.of(), place.of()));
        }
      }
      judge(place, update.time());
    }
  }

  void onAlgo(AlgoUpdate update) {
    note(update);
    judge(place(update), update.time());
  }

  private static Place place(AlgoUpdate update) {
    AlgoView algo = update.algo();
    return new Place(update.account(), algo.symbol(), algo.terms().positionSide());
  }

  private void note(AlgoUpdate update) {
    AlgoView algo = update.algo();
    if (algo.type() != OrderType.STOP_MARKET && algo.type() != OrderType.STOP) {
      return;
    }
    TreeMap<Long, AlgoView> live = stops.computeIfAbsent(place(update), ignored -> new TreeMap<>());
    boolean covers = algo.status().open() || algo.status() == AlgoStatus.TRIGGERED;
    if (covers) {
      live.put(algo.algoId(), algo);
    } else {
      live.remove(algo.algoId());
    }
  }

  private void close(Place place, long time) {
    String id = open.remove(place);
    Protection protection = id == null ? null : all.get(id);
    if (protection == null) {
      return;
    }
    put(
        new Protection(
            protection.account(),
            protection.symbol(),
            protection.side(),
            protection.openedAt(),
            Math.max(1, time),
            protection.bare() ? ended(protection.gaps(), time) : protection.gaps(),
            protection.positionSide()));
  }

  private void judge(Place place, long time) {
    String id = open.get(place);
    Protection protection = id == null ? null : all.get(id);
    if (protection == null) {
      return;
    }
    boolean covered = covered(place, protection.side());
    if (covered != protection.bare()) {
      return;
    }
    List<Gap> gaps = new ArrayList<>(protection.gaps());
    if (covered) {
      gaps = ended(gaps, time);
    } else {
      gaps.add(new Gap(time, 0));
    }
    put(
        new Protection(
            protection.account(),
            protection.symbol(),
            protection.side(),
            protection.openedAt(),
            0,
            gaps,
            protection.positionSide()));
  }

  private boolean covered(Place place, Side side) {
    BigDecimal reduced = BigDecimal.ZERO;
    for (AlgoView stop : stops.getOrDefault(place, new TreeMap<>()).values()) {
      if (stop.side() != side.opposite()) {
        continue;
      }
      if (stop.closePosition()) {
        return true;
      }
      reduced = reduced.add(stop.quantity());
    }
    BigDecimal amount = amounts.getOrDefault(place, BigDecimal.ZERO).abs();
    return reduced.compareTo(amount) >= 0;
  }

  private static List<Gap> ended(List<Gap> gaps, long time) {
    List<Gap> ended = new ArrayList<>(gaps);
    Gap last = ended.removeLast();
    if (time > last.from()) {
      ended.add(new Gap(last.from(), time));
    }
    return ended;
  }

  private void keep(Place place, Protection protection) {
    open.put(place, protection.id());
    put(protection);
  }

  private void put(Protection protection) {
    all.put(protection.id(), protection);
    changed.put(protection.id(), protection);
  }

  /** What changed since this was last asked. */
  List<Protection> takeChanged() {
    List<Protection> taken = new ArrayList<>(changed.values());
    changed.clear();
    return taken;
  }

  List<Protection> all() {
    return new ArrayList<>(all.values());
  }

  List<Protection> of(String account) {
    return all.values().stream().filter(p -> p.account().equals(account)).toList();
  }
}
