package vortex7.backtest;

import java.time.Instant;

/** A sentence that people would have been told. */
public record Alert(Instant at, String what) {}
