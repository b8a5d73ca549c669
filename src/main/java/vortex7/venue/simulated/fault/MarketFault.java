package vortex7.venue.simulated.fault;

import static vortex7.venue.simulated.fault.Scope.Field.SYMBOL;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Something that happens in a market itself.
 *
 * @param percent by which the price jumps; of {@link Form#GAP}
 * @param bids whether the bids leave; of {@link Form#DRY}
 * @param asks whether the asks leave; of {@link Form#DRY}
 * @param holdMillis so long nobody quotes; of {@link Form#DRY}
 */
public record MarketFault(
    String kind, Form form, BigDecimal percent, boolean bids, boolean asks, long holdMillis)
    implements Effect {
  /** What happens. */
  public enum Form {
    GAP,
    DRY
  }

  private static final BigDecimal GAP_MAX = new BigDecimal("90");

  static void register(Map<String, FaultReader.Kind> kinds) {
    kinds.put("price-gap", FaultReader.Kind.of(MarketFault::gap, SYMBOL));
    kinds.put("book-dry", FaultReader.Kind.of(MarketFault::dry, SYMBOL));
  }

  private static MarketFault gap(Fields fields) {
    BigDecimal percent = fields.decimal("percent");
    if (percent.signum() == 0 || percent.abs().compareTo(GAP_MAX) > 0) {
      throw FaultRefused.of("percent", "must be from -90 to 90 and not 0", percent.toPlainString());
    }
    return new MarketFault("price-gap", Form.GAP, percent, false, false, 0);
  }

  private static MarketFault dry(Fields fields) {
    String side = fields.choice("side", "both", "both", "bids", "asks");
    long hold = fields.duration("hold");
    return new MarketFault(
        "book-dry", Form.DRY, BigDecimal.ZERO, !side.equals("asks"), !side.equals("bids"), hold);
  }

  @Override
  public boolean acts() {
    return true;
  }
}
