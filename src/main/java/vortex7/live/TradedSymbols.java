package vortex7.live;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vortex7.live.view.TopAltView;
import vortex7.market.Symbol;
import vortex7.risk.TopAltRules;

/**
 * The symbols that have a tree here: those that the configuration lists, and beside them whoever
 * trades in the place {@code TOP_ALT} or has a position that must be brought to its end.
 * Thread-safe.
 */
public final class TradedSymbols {
  private final SortedSet<Symbol> listed;
  private final Optional<TopAltRules> topAlt;
  private volatile SortedSet<Symbol> now;
  private volatile Optional<TopAltView> view = Optional.empty();

  private TradedSymbols(
      SortedSet<Symbol> listed, Optional<TopAltRules> topAlt, SortedSet<Symbol> now) {
    this.listed = Collections.unmodifiableSortedSet(listed);
    this.topAlt = topAlt;
    this.now = Collections.unmodifiableSortedSet(now);
  }

  /** These and no others. */
  public static TradedSymbols only(Collection<Symbol> listed) {
    return of(listed, Optional.empty(), new TreeSet<>());
  }

  /**
   * What the configuration says.
   *
   * @param topAlt the rules of the place {@code TOP_ALT}; empty when it is not configured
   * @param held what the data folder names as open: a tree of its own manages each from the start
   */
  public static TradedSymbols of(
      Collection<Symbol> listed, Optional<TopAltRules> topAlt, Collection<Symbol> held) {
    SortedSet<Symbol> now = new TreeSet<>(listed);
    now.addAll(held);
    return new TradedSymbols(new TreeSet<>(listed), topAlt, now);
  }

  /** What the configuration names. */
  public SortedSet<Symbol> listed() {
    return listed;
  }

  /** Empty when {@code TOP_ALT} is not configured. */
  public Optional<TopAltRules> topAlt() {
    return topAlt;
  }

  /** How many share the balance; the place {@code TOP_ALT} counts also while it is empty. */
  public int places() {
    return listed.size() + (topAlt.isPresent() ? 1 : 0);
  }

  /** Those that have a tree now. */
  public SortedSet<Symbol> now() {
    return now;
  }

  /** Those of them that the configuration does not name. */
  public SortedSet<Symbol> beside() {
    SortedSet<Symbol> beside = new TreeSet<>(now);
    beside.removeAll(listed);
    return beside;
  }

  /** How the place {@code TOP_ALT} stands, for people; empty when it is not configured. */
  public Optional<TopAltView> view() {
    return view;
  }

  void show(TopAltView shown) {
    view = Optional.of(shown);
  }

  synchronized void add(Symbol symbol) {
    SortedSet<Symbol> more = new TreeSet<>(now);
    more.add(symbol);
    now = Collections.unmodifiableSortedSet(more);
  }

  synchronized void remove(Symbol symbol) {
    SortedSet<Symbol> fewer = new TreeSet<>(now);
    fewer.remove(symbol);
    now = Collections.unmodifiableSortedSet(fewer);
  }
}
