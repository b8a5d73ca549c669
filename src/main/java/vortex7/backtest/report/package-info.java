/** What a run came to, in figures: pure, so that the same result gives the same report. */
@org.jspecify.annotations.NullMarked
package vortex7.backtest.report;
