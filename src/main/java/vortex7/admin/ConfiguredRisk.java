package vortex7.admin;

import java.math.BigDecimal;
import java.util.Map;
import vortex7.market.Symbol;

/**
 * The risk a trade that the configuration says, as fractions of the balance.
 *
 * @param share of symbols without their own
 * @param overrides of those that have one
 */
public record ConfiguredRisk(BigDecimal share, Map<Symbol, BigDecimal> overrides) {
  public ConfiguredRisk {
    overrides = Map.copyOf(overrides);
  }
}
