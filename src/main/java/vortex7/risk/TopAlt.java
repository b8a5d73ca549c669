package vortex7.risk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vortex7.market.Symbol;
import vortex7.risk.AccountEvent.TopAltChosen;

/**
 * Who trades in the place {@code TOP_ALT}, by the choice that was journaled last.
 *
 * @param symbol empty while nobody does
 * @param day the UTC day that the choice was made for
 * @param reason why it is that one, or why it is nobody, in words
 * @param since when this symbol took the place, or left it empty
 */
public record TopAlt(Optional<Symbol> symbol, LocalDate day, String reason, Instant since) {

  /** Whether {@code other} is the one. */
  public boolean is(Symbol other) {
    return symbol.filter(other::equals).isPresent();
  }

  /** The symbol changes only when flat: one with a slot keeps its place. */
  static AccountOutcome chosen(Account account, TopAltWish wish, Set<Symbol> listed, Instant now) {
    Optional<Symbol> present = account.topAlt().flatMap(TopAlt::symbol);
    if (!present.equals(wish.before())) {
      return AccountOutcome.refused(
          "TOP_ALT is " + name(present) + " by now, not " + name(wish.before()));
    }
    boolean stays = present.equals(wish.symbol());
    Optional<Account.Slot> held =
        present.filter(symbol -> !listed.contains(symbol)).flatMap(account::slot);
    if (!stays && held.isPresent()) {
      return AccountOutcome.refused(
          "TOP_ALT stays " + name(present) + ": position " + held.get().number() + " has a slot");
    }
    boolean known =
        stays && account.topAlt().filter(alt -> !alt.day().isBefore(wish.day())).isPresent();
    return AccountOutcome.of(
        known
            ? List.of()
            : List.of(new TopAltChosen(wish.symbol(), wish.day(), wish.reason(), now)));
  }

  /** Who is there after {@code event}. */
  static TopAlt after(Optional<TopAlt> before, TopAltChosen event) {
    Instant since =
        before
            .filter(alt -> alt.symbol().equals(event.symbol()))
            .map(TopAlt::since)
            .orElse(event.at());
    return new TopAlt(event.symbol(), event.day(), event.reason(), since);
  }

  private static String name(Optional<Symbol> symbol) {
    return symbol.map(Symbol::code).orElse("nobody");
  }
}
