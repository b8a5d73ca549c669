package vortex7.risk;

import java.math.BigDecimal;

/** What the risk rules make of a trade: its size, or why there is none. */
public sealed interface Sizing {

  /**
   * A trade that may be asked for. Amounts in quote units.
   *
   * @param quantity base units, on the lot step
   * @param size notional at the entry price
   * @param margin size over leverage
   * @param riskShare of the balance, after tiers, Kelly and halving
   * @param riskAmount what the stop costs at the final quantity, without fees
   * @param plannedLoss {@code riskAmount} with the entry's maker and the exit's taker fee
   * @param leverage what the venue has confirmed
   * @param grossRr target over stop
   * @param effectiveRr the same after fees
   */
  record Accepted(
      BigDecimal quantity,
      BigDecimal size,
      BigDecimal margin,
      BigDecimal riskShare,
      BigDecimal riskAmount,
      BigDecimal plannedLoss,
      int leverage,
      BigDecimal grossRr,
      BigDecimal effectiveRr)
      implements Sizing {}

  /**
   * No trade.
   *
   * @param rule the rule's name, such as EFFECTIVE_RR
   * @param reason rule and values, for people
   */
  record Refused(String rule, String reason) implements Sizing {}
}
