package vortex7.backtest;

import java.time.Instant;
import vortex7.market.Symbol;

/** An entry that ended without a fill. */
public record NoFill(Symbol symbol, long number, char strategy, String ref, Instant at) {}
