package vortex7.venue.simulated;

import java.util.Arrays;
import java.util.TreeSet;
import vortex7.matching.Market;

/**
 * What has changed in one market's whole book since the last look: the levels with their new
 * quantities, 0 for those that are gone. Both sides are kept best first.
 *
 * <p>Who is given the whole book between two looks sees levels that come and go before the second;
 * {@link #seen} notes them, so that the next difference takes them back.
 */
final class BookDiff {
  private static final int FIRST_CAPACITY = 256;

  /** One side as it was, and room for what it is. */
  private static final class Side {
    private final boolean bids;
    private long[] oldTicks = new long[FIRST_CAPACITY];
    private long[] oldSteps = new long[FIRST_CAPACITY];
    private int oldCount;
    private long[] newTicks = new long[FIRST_CAPACITY];
    private long[] newSteps = new long[FIRST_CAPACITY];
    private int newCount;
    private long[] changedTicks = new long[FIRST_CAPACITY];
    private long[] changedSteps = new long[FIRST_CAPACITY];
    private int changed;

    /** Prices that were different when somebody was given the whole book. */
    private final TreeSet<Long> touched = new TreeSet<>();

    Side(boolean bids) {
      this.bids = bids;
    }

    void look(Market market) {
      newCount = market.copyLevels(bids, newTicks.length, newTicks, newSteps);
      while (newCount == newTicks.length) {
        newTicks = new long[2 * newCount];
        newSteps = new long[2 * newCount];
        newCount = market.copyLevels(bids, newTicks.length, newTicks, newSteps);
      }
    }

    /** Makes what it is what it was. */
    void keep() {
      long[] ticks = oldTicks;
      long[] steps = oldSteps;
      oldTicks = newTicks;
      oldSteps = newSteps;
      oldCount = newCount;
      newTicks = ticks;
      newSteps = steps;
    }

    void touch() {
      compare();
      for (int i = 0; i < changed; i++) {
        touched.add(changedTicks[i]);
      }
    }

    /** Forgets what was touched, which the comparison has told again. */
    void told() {
      touched.clear();
    }

    /** Finds what is different or was touched. */
    void compare() {
      changed = 0;
      TreeSet<Long> untold = new TreeSet<>(touched);
      int old = 0;
      int is = 0;
      while (old < oldCount || is < newCount) {
        int order = order(old, is);
        if (order < 0) {
          add(oldTicks[old++], 0);
        } else if (order > 0) {
          add(newTicks[is], newSteps[is]);
          is++;
        } else {
          if (oldSteps[old] != newSteps[is] || touched.contains(newTicks[is])) {
            add(newTicks[is], newSteps[is]);
          }
          old++;
          is++;
        }
      }
      for (int i = 0; i < changed; i++) {
        untold.remove(changedTicks[i]);
      }
      untold.forEach(ticks -> insert(ticks, 0)); // They came and are gone.
    }

    /** Negative when the old level comes first, that is, when it is gone. */
    private int order(int old, int is) {
      if (old == oldCount) {
        return 1;
      }
      if (is == newCount) {
        return -1;
      }
      int ascending = Long.compare(oldTicks[old], newTicks[is]);
      return bids ? -ascending : ascending;
    }

    private void add(long ticks, long steps) {
      if (changed == changedTicks.length) {
        changedTicks = Arrays.copyOf(changedTicks, 2 * changed);
        changedSteps = Arrays.copyOf(changedSteps, 2 * changed);
      }
      changedTicks[changed] = ticks;
      changedSteps[changed] = steps;
      changed++;
    }

    private void insert(long ticks, long steps) {
      add(ticks, steps);
      int at = changed - 1;
      while (at > 0 && (bids ? changedTicks[at - 1] < ticks : changedTicks[at - 1] > ticks)) {
        changedTicks[at] = changedTicks[at - 1];
        changedSteps[at] = changedSteps[at - 1];
        at--;
      }
      changedTicks[at] = ticks;
      changedSteps[at] = steps;
    }

    void write(JsonWriter json, Units units) {
      // The venue lists both sides by rising price.
      for (int i = 0; i < changed; i++) {
        int at = bids ? changed - 1 - i : i;
        units.level(json, changedTicks[at], changedSteps[at]);
      }
    }
  }

  private final Side bids = new Side(true);
  private final Side asks = new Side(false);

  /** Takes the book as it is for the beginning. */
  void begin(Market market) {
    bids.look(market);
    bids.keep();
    asks.look(market);
    asks.keep();
    bids.told();
    asks.told();
  }

  /** Somebody is given the whole book as it is now. */
  void seen(Market market) {
    bids.look(market);
    bids.touch();
    asks.look(market);
    asks.touch();
  }

  /**
   * Looks again.
   *
   * @return whether any level is different
   */
  boolean look(Market market) {
    bids.look(market);
    asks.look(market);
    bids.compare();
    asks.compare();
    bids.keep();
    asks.keep();
    bids.told();
    asks.told();
    return bids.changed + asks.changed > 0;
  }

  /** Writes the arrays {@code b} and {@code a} of what the last look found. */
  void write(JsonWriter json, Units units) {
    json.beginArray("b");
    bids.write(json, units);
    json.endArray().beginArray("a");
    asks.write(json, units);
    json.endArray();
  }
}
