package vortex7.venue.simulated.fault;

import static vortex7.venue.simulated.fault.Scope.Field.ACCOUNT;
import static vortex7.venue.simulated.fault.Scope.Field.CLIENT_ID;
import static vortex7.venue.simulated.fault.Scope.Field.SYMBOL;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The fills of an order by a script instead of by the market.
 *
 * @param shares of the order's quantity, each above 0 and at most 1 together; what they leave stays
 *     open, or expires where the order may not rest
 * @param pauseMillis before each fill but the first of an order that takes
 */
public record FillFault(String kind, List<BigDecimal> shares, long pauseMillis) implements Effect {
  private static final int SHARES_MAX = 100;

  public FillFault {
    shares = List.copyOf(shares);
  }

  static void register(Map<String, FaultReader.Kind> kinds) {
    kinds.put("partial-fill", FaultReader.Kind.of(FillFault::read, ACCOUNT, SYMBOL, CLIENT_ID));
  }

  private static FillFault read(Fields fields) {
    List<BigDecimal> shares = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    List<String> given = fields.list("shares");
    for (String text : given) {
      BigDecimal share;
      try {
        share = new BigDecimal(text);
      } catch (NumberFormatException notNumber) {
        throw FaultRefused.of("shares", "must be numbers such as 0.3,0.3,0.4", text);
      }
      if (share.signum() <= 0) {
        throw FaultRefused.of("shares", "must each be above 0", text);
      }
      shares.add(share);
      sum = sum.add(share);
    }
    if (sum.compareTo(BigDecimal.ONE) > 0 || shares.size() > SHARES_MAX) {
      throw FaultRefused.of(
          "shares", "must be at most " + SHARES_MAX + " and sum up to at most 1", given);
    }
    return new FillFault("partial-fill", shares, fields.duration("pause", 0));
  }
}
