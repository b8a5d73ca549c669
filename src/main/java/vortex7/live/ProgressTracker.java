package vortex7.live;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import vortex7.market.Symbol;

/**
 * The newest event time up to which every symbol has decided, and whose orders are answered; what a
 * venue that runs at maximal speed waits for. Thread-safe.
 *
 * <p>An order on its way holds the progress back: otherwise minutes of the market would pass
 * between a decision and its order, or between a fill and its stop. So does a position that is
 * being compared with the venue, during which nothing is entered.
 */
public final class ProgressTracker {
  /** So much of the market may pass (the venue loses patience) before a hold counts as lost. */
  private static final long HOLD_MAX_MILLIS = 2_000;

  private static final long UNDECIDED = Long.MIN_VALUE;

  private record Held(Symbol symbol, String what) implements Comparable<Held> {
    @Override
    public int compareTo(Held other) {
      int bySymbol = symbol.compareTo(other.symbol);
      return bySymbol != 0 ? bySymbol : what.compareTo(other.what);
    }
  }

  private Symbol[] symbols;
  private long[] decided;
  private final LongConsumer progress;

  /** What is on its way, and when its symbol last decided before it left. */
  private final SortedMap<Held, Long> held = new TreeMap<>();

  private long told = Long.MIN_VALUE;

  public ProgressTracker(SortedSet<Symbol> symbols, LongConsumer progress) {
    this.symbols = symbols.toArray(Symbol[]::new);
    this.decided = new long[this.symbols.length];
    this.progress = progress;
    Arrays.fill(decided, UNDECIDED);
  }

  /** From now on it is waited for {@code symbol} too. */
  synchronized void begin(Symbol symbol) {
    int at = Arrays.binarySearch(symbols, symbol);
    if (at < 0) {
      int place = -at - 1;
      Symbol[] more = new Symbol[symbols.length + 1];
      long[] times = new long[more.length];
      System.arraycopy(symbols, 0, more, 0, place);
      System.arraycopy(decided, 0, times, 0, place);
      more[place] = symbol;
      times[place] = UNDECIDED;
      System.arraycopy(symbols, place, more, place + 1, symbols.length - place);
      System.arraycopy(decided, place, times, place + 1, symbols.length - place);
      symbols = more;
      decided = times;
    }
  }

  /** The symbol trades no more: nobody waits for it, or for what it held. */
  synchronized void end(Symbol symbol) {
    int at = Arrays.binarySearch(symbols, symbol);
    if (at >= 0) {
      Symbol[] fewer = new Symbol[symbols.length - 1];
      long[] times = new long[fewer.length];
      System.arraycopy(symbols, 0, fewer, 0, at);
      System.arraycopy(decided, 0, times, 0, at);
      System.arraycopy(symbols, at + 1, fewer, at, fewer.length - at);
      System.arraycopy(decided, at + 1, times, at, fewer.length - at);
      symbols = fewer;
      decided = times;
      held.keySet().removeIf(each -> each.symbol().equals(symbol));
      tell();
    }
  }

  /** The mark at {@code eventTimeMillis} of {@code symbol} went through its decision. */
  public synchronized void decided(Symbol symbol, long eventTimeMillis) {
    int at = Arrays.binarySearch(symbols, symbol);
    if (at < 0 || eventTimeMillis <= decided[at]) {
      return;
    }
    decided[at] = eventTimeMillis;
    if (!held.isEmpty()) {
      held.replaceAll(
          (each, since) ->
              since == UNDECIDED && each.symbol().equals(symbol) ? eventTimeMillis : since);
      held.entrySet().removeIf(each -> lost(each, symbol, eventTimeMillis));
    }
    tell();
  }

  private static boolean lost(Map.Entry<Held, Long> each, Symbol symbol, long eventTimeMillis) {
    return each.getKey().symbol().equals(symbol)
        && eventTimeMillis > each.getValue() + HOLD_MAX_MILLIS;
  }

  /**
   * Something of {@code symbol} that belongs to now is on its way: no progress until it is done.
   */
  public synchronized void hold(Symbol symbol, String what) {
    int at = Arrays.binarySearch(symbols, symbol);
    if (at >= 0) {
      held.put(new Held(symbol, what), decided[at]);
    }
  }

  /** It arrived, or never will; nothing if it was not held. */
  public synchronized void release(Symbol symbol, String what) {
    if (held.remove(new Held(symbol, what)) != null) {
      tell();
    }
  }

  private void tell() {
    if (!held.isEmpty() || symbols.length == 0) {
      return;
    }
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
