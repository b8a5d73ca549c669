/** Recordings as columns on disk: read once from their text, then replayed from mapped memory. */
@org.jspecify.annotations.NullMarked
package vortex7.backtest.cache;
