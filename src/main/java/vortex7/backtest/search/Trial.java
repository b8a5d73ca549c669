package vortex7.backtest.search;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One configuration and what its run came to; enough to judge it by any measure over any stretch.
 *
 * @param hash of the whole configuration
 * @param changed the keys that were varied
 * @param fromMillis of its data, epoch ms
 * @param opening balance, quote units
 * @param trades by their entries, fragments among them
 * @param invalid why the configuration was refused; empty for one that ran
 */
public record Trial(
    String hash,
    SortedMap<String, String> changed,
    long fromMillis,
    long toMillis,
    double opening,
    List<Closed> trades,
    int noFills,
    String decisionHash,
    String invalid) {
  public Trial {
    changed = new TreeMap<>(changed);
    trades = List.copyOf(trades);
  }

  /** One that was refused. */
  public static Trial invalid(SortedMap<String, String> changed, String why) {
    return new Trial("invalid " + changed, changed, 0, 0, 0, List.of(), 0, "", why);
  }

  /** A trade's result, quote units after all costs. */
  public record Closed(long entryMillis, long exitMillis, double net, boolean fragment) {}

  /** Those entered in {@code [from, to)}. */
  List<Closed> between(long fromMillis, long toMillis) {
    return trades.stream()
        .filter(trade -> trade.entryMillis() >= fromMillis && trade.entryMillis() < toMillis)
        .toList();
  }
}
