package vortex7.live;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import vortex7.live.view.TopAltView;
import vortex7.market.Symbol;
import vortex7.risk.TopAlt;
import vortex7.risk.TopAltChoice;
import vortex7.risk.TopAltWish;

/** How the place {@code TOP_ALT} stands, for people. */
final class TopAltViews {
  /** So many of those who were passed over are shown. */
  private static final int SHOWN = 10;

  private final SortedSet<Symbol> listed;

  TopAltViews(SortedSet<Symbol> listed) {
    this.listed = listed;
  }

  /**
   * One view.
   *
   * @param made the choice that is journaled
   * @param newest the choice made last since the start
   * @param waitsFor what keeps the one that is there from leaving
   */
  TopAltView of(
      Optional<TopAlt> made,
      Optional<TopAltChoice> newest,
      Optional<TopAltWish> wish,
      Optional<String> waitsFor,
      Optional<String> fault) {
    Optional<Symbol> place = made.flatMap(TopAlt::symbol);
    return new TopAltView(
        place.map(Symbol::code),
        made.map(TopAlt::since),
        made.map(TopAlt::day),
        reason(made, newest),
        newest.map(this::passedOver).orElse(List.of()),
        wish.flatMap(TopAltWish::symbol)
            .filter(next -> !place.equals(Optional.of(next)))
            .map(Symbol::code),
        waitsFor,
        fault);
  }

  /** Why nobody is there may have changed since that was journaled. */
  private static String reason(Optional<TopAlt> made, Optional<TopAltChoice> newest) {
    boolean taken = made.flatMap(TopAlt::symbol).isPresent();
    return newest
        .filter(choice -> !taken && choice.chosen().isEmpty())
        .map(TopAltChoice::reason)
        .or(() -> made.map(TopAlt::reason))
        .orElse("nobody was chosen yet");
  }

  /** Those of the list are never eligible, and no news. */
  List<String> passedOver(TopAltChoice choice) {
    return choice.refusedAbove().stream()
        .filter(each -> !listed.contains(each.symbol()))
        .limit(SHOWN)
        .map(TopAltChoice.Refused::toString)
        .toList();
  }
}
