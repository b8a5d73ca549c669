package vortex7.risk;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The balance that a drawdown is measured from, quote units: the highest that the wallet had,
 * scaled with what came in and went out since.
 *
 * @param at when the wallet had it; transfers up to then are in it
 */
public record Peak(BigDecimal balance, Instant at) {}
