package vortex7.live;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.function.LongConsumer;
import vortex7.market.Symbol;

/**
 * The newest event time up to which every symbol has decided; what a venue that runs at maximal
 * speed waits for. Thread-safe.
 */
public final class ProgressTracker {
  private final Symbol[] symbols;
  private final long[] decided;
  private final LongConsumer progress;
  private long told = Long.MIN_VALUE;

  public ProgressTracker(SortedSet<Symbol> symbols, LongConsumer progress) {
    this.symbols = symbols.toArray(Symbol[]::new);
    this.decided = new long[this.symbols.length];
    this.progress = progress;
    Arrays.fill(decided, Long.MIN_VALUE);
  }

  /** The mark at {@code eventTimeMillis} of {@code symbol} went through its decision. */
  public synchronized void decided(Symbol symbol, long eventTimeMillis) {
    int at = Arrays.binarySearch(symbols, symbol);
    if (at < 0 || eventTimeMillis <= decided[at]) {
      return;
    }
    decided[at] = eventTimeMillis;
    long oldest = Long.MAX_VALUE;
    for (long time : decided) {
      oldest = Math.min(oldest, time);
    }
    if (oldest > told) {
      told = oldest;
      progress.accept(oldest);
    }
  }
}
