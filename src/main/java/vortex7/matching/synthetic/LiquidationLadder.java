package vortex7.matching.synthetic;

import java.util.Arrays;
import java.util.SortedMap;

/**
 * The open contracts of one side by the price at which they would be liquidated; a hot-path mutator
 * over primitives that never allocates.
 *
 * <p>It reckons in heights: the logarithm of the price for longs, its negative for shorts, so that
 * liquidation always lies below the market. Contracts stand in bins of {@value #BIN}, spread evenly
 * over what the market has not reached of one; those too far below to be reached are held as safe.
 */
final class LiquidationLadder {
  static final double BIN = 0.0025;

  private static final int BINS = 128;

  /** A contract farther below than this is safe: less than 5 × leverage. */
  private static final int REACH = 100;

  private static final int PER_LONG = 4;
  private static final long SHARE_MAX = 0x7FFF;

  private final double[] bins = new double[BINS];

  /** Up to which height a bin's contracts stand. */
  private final double[] tops = new double[BINS];

  private double safe;
  private double reachable;

  /** All contracts are worth this much of what is noted of them: closing touches one number. */
  private double scale = 1.0;

  /** Everything above has been liquidated. */
  private double frontier;

  /** An empty ladder below {@code height}. */
  void open(double height) {
    Arrays.fill(bins, 0.0);
    safe = 0.0;
    reachable = 0.0;
    scale = 1.0;
    frontier = height;
  }

  /** Contracts on this side that have not been liquidated, coins. */
  double total() {
    return scale * (safe + reachable);
  }

  /** Opens {@code coins} that are liquidated {@code below} under {@code height}. */
  void add(double height, double below, double coins) {
    double noted = coins / scale;
    double at = Math.min(height - below, frontier);
    if (bin(frontier) - bin(at) > REACH) {
      safe += noted;
    } else {
      int slot = slot(bin(at));
      tops[slot] = bins[slot] > 0.0 ? Math.max(tops[slot], at) : (double) bin(at) * BIN + BIN;
      bins[slot] += noted;
      reachable += noted;
    }
  }

  /** Closes {@code coins} of all alike. */
  void close(double coins) {
    scale *= Math.max(0.0, 1.0 - coins / Math.max(coins, total()));
    if (scale < 1e-9) {
      for (int i = 0; i < BINS; i++) {
        bins[i] *= scale;
      }
      safe *= scale;
      reachable *= scale;
      scale = 1.0;
    }
  }

  /** The market has come to {@code height}: takes out and returns what is liquidated, coins. */
  double reach(double height) {
    if (height >= frontier) {
      rise(height);
      return 0.0;
    }
    double hit = 0.0;
    for (long bin = bin(frontier); bin >= bin(height); bin--) {
      int slot = slot(bin);
      double bottom = (double) bin * BIN;
      double top = tops[slot];
      double share = height <= bottom ? 1.0 : Math.max(0.0, (top - height) / (top - bottom));
      double gone = bins[slot] * share;
      bins[slot] -= gone;
      tops[slot] = Math.max(bottom, Math.min(top, height));
      hit += gone;
    }
    frontier = height;
    reachable = Math.max(0.0, reachable - hit);
    return hit * scale;
  }

  /** What the market leaves far behind is safe. */
  private void rise(double height) {
    for (long bin = bin(frontier) + 1; bin <= bin(height); bin++) {
      int left = slot(bin - REACH - 1);
      safe += bins[left];
      reachable = Math.max(0.0, reachable - bins[left]);
      bins[left] = 0.0;
    }
    frontier = height;
  }

  /** Where a bin of a restored ladder ends: at its upper edge or at the frontier. */
  private double top(int slot) {
    long below = (bin(frontier) - slot) & (BINS - 1);
    return Math.min((double) (bin(frontier) - below + 1) * BIN, frontier);
  }

  private static long bin(double height) {
    return (long) Math.floor(height / BIN);
  }

  private static int slot(long bin) {
    return (int) (bin & (BINS - 1));
  }

  /** Bins are kept as shares of the largest, four to a number. */
  void exportTo(SortedMap<String, Long> state, String prefix) {
    double most = 0.0;
    for (double bin : bins) {
      most = Math.max(most, bin);
    }
    state.put(prefix + "safe", Double.doubleToRawLongBits(safe * scale));
    state.put(prefix + "most", Double.doubleToRawLongBits(most * scale));
    state.put(prefix + "frontier", Double.doubleToRawLongBits(frontier));
    for (int i = 0; i < BINS; i += PER_LONG) {
      long packed = 0;
      for (int j = 0; j < PER_LONG && most > 0.0; j++) {
        packed = packed << 15 | Math.round(bins[i + j] / most * SHARE_MAX);
      }
      state.put(prefix + "bins" + i, packed);
    }
  }

  void restore(StateReader state, String prefix) {
    open(state.number(prefix + "frontier"));
    safe = state.number(prefix + "safe");
    double most = state.number(prefix + "most");
    for (int i = 0; i < BINS; i += PER_LONG) {
      long packed = state.integer(prefix + "bins" + i);
      for (int j = PER_LONG - 1; j >= 0; j--) {
        bins[i + j] = most * (double) (packed & SHARE_MAX) / SHARE_MAX;
        tops[i + j] = top(i + j);
        reachable += bins[i + j];
        packed >>= 15;
      }
    }
  }
}
