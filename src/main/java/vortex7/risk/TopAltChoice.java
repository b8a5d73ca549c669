package vortex7.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vortex7.market.Listing;
import vortex7.market.Symbol;

/**
 * Who trades in the place {@code TOP_ALT}: the USDT perpetual outside the configured list with the
 * highest quote volume of the last 24 hours whose spread is narrow enough (signals.md, E0). Of two
 * with the same volume the first by name.
 *
 * @param chosen empty when nobody is eligible: then the place stays empty
 * @param reason why it is that one, or why it is nobody, in words
 * @param refused who was not eligible and why, highest volume first
 * @param above how many of those, the first ones, stood before the one that was chosen
 */
public record TopAltChoice(
    Optional<Symbol> chosen, String reason, List<Refused> refused, int above) {
  private static final String QUOTE = "USDT";
  private static final String PERPETUAL = "PERPETUAL";
  private static final String TRADING = "TRADING";

  /** So many of the refused are named where nobody is eligible. */
  private static final int NAMED = 3;

  private static final BigDecimal TWO = new BigDecimal("2");

  private static final Comparator<Listing> BY_VOLUME =
      Comparator.comparing((Listing each) -> each.quoteVolume().orElse(BigDecimal.ZERO))
          .reversed()
          .thenComparing(Listing::symbol);

  public TopAltChoice {
    refused = List.copyOf(refused);
  }

  /**
   * Somebody who is not eligible.
   *
   * @param quoteVolume of the last 24 hours; 0 when it is not known
   */
  public record Refused(Symbol symbol, BigDecimal quoteVolume, String why) {
    @Override
    public String toString() {
      return symbol + " (" + why + ")";
    }
  }

  /**
   * Chooses among what the venue lists.
   *
   * @param taken the symbols of the configured list
   */
  public static TopAltChoice of(Collection<Listing> listed, Set<Symbol> taken, TopAltRules rules) {
    Optional<Listing> best = Optional.empty();
    List<Refused> refused = new ArrayList<>();
    int above = 0;
    for (Listing each : listed.stream().sorted(BY_VOLUME).toList()) {
      Optional<String> why = whyNot(each, taken, rules);
      if (why.isPresent()) {
        refused.add(
            new Refused(each.symbol(), each.quoteVolume().orElse(BigDecimal.ZERO), why.get()));
      } else if (best.isEmpty()) {
        best = Optional.of(each);
        above = refused.size();
      }
    }
    return new TopAltChoice(
        best.map(Listing::symbol),
        best.map(TopAltChoice::reasonOf).orElseGet(() -> nobody(refused)),
        refused,
        best.isPresent() ? above : refused.size());
  }

  /** The refused that would have been chosen first; all of them if nobody was. */
  public List<Refused> refusedAbove() {
    return refused.subList(0, above);
  }

  private static Optional<String> whyNot(Listing each, Set<Symbol> taken, TopAltRules rules) {
    if (taken.contains(each.symbol())) {
      return Optional.of("named in the list itself");
    }
    if (!each.quoteAsset().equals(QUOTE)) {
      return Optional.of("quoted in " + each.quoteAsset() + ", not in " + QUOTE);
    }
    if (!each.contractType().equals(PERPETUAL)) {
      return Optional.of(each.contractType() + ", not " + PERPETUAL);
    }
    if (!each.status().equals(TRADING)) {
      return Optional.of(each.status() + ", not " + TRADING);
    }
    if (!each.rulesKnown()) {
      return Optional.of("the venue does not state every rule for its orders");
    }
    if (each.quoteVolume().isEmpty()) {
      return Optional.of("its volume is not known");
    }
    if (each.quoteVolume().get().signum() <= 0) {
      return Optional.of("nothing traded in 24 h");
    }
    return each.best()
        .map(best -> whyNot(best, rules))
        .orElse(Optional.of("its prices are not known"));
  }

  private static Optional<String> whyNot(Listing.Best best, TopAltRules rules) {
    if (best.bid().signum() <= 0 || best.ask().signum() <= 0) {
      return Optional.of("a side of its book is empty");
    }
    if (best.bid().compareTo(best.ask()) >= 0) {
      return Optional.of("its best bid is not below its best ask");
    }
    // Exact: 2 (ask - bid) <= limit (ask + bid).
    BigDecimal width = best.ask().subtract(best.bid()).multiply(TWO);
    BigDecimal allowed = best.ask().add(best.bid()).multiply(rules.spreadMax());
    return width.compareTo(allowed) > 0
        ? Optional.of("spread " + percent(spread(best)) + ", at most " + percent(rules.spreadMax()))
        : Optional.empty();
  }

  private static BigDecimal spread(Listing.Best best) {
    return best.ask()
        .subtract(best.bid())
        .multiply(TWO)
        .divide(best.ask().add(best.bid()), MathContext.DECIMAL64);
  }

  /** Rounded away from zero at four figures, so that a spread above the limit never reads as it. */
  private static String percent(BigDecimal fraction) {
    return fraction
            .movePointRight(2)
            .round(new MathContext(4, RoundingMode.UP))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  private static String reasonOf(Listing chosen) {
    return "highest volume of 24 h, "
        + chosen.quoteVolume().orElseThrow().setScale(0, RoundingMode.HALF_UP).toPlainString()
        + " USDT, spread "
        + percent(spread(chosen.best().orElseThrow()));
  }

  private static String nobody(List<Refused> refused) {
    if (refused.isEmpty()) {
      return "nobody is eligible: the venue lists nothing";
    }
    String named = String.join("; ", refused.stream().limit(NAMED).map(Refused::toString).toList());
    int more = refused.size() - NAMED;
    return "nobody is eligible: " + named + (more > 0 ? "; and " + more + " more" : "");
  }
}
