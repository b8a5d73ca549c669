package vortex7.backtest;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The account at one moment, quote units.
 *
 * @param wallet without unrealised results; without what other assets are worth
 * @param equity with the unrealised results at the mark
 */
public record EquityPoint(Instant at, BigDecimal wallet, BigDecimal equity) {}
