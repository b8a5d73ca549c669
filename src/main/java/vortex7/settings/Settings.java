package vortex7.settings;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.risk.AccountRules;

/**
 * The daemon's whole configuration, typed and consistent: made by {@link SettingsLoader}, which
 * refuses everything else.
 *
 * @param symbols that are named; not the place {@code TOP_ALT}
 * @param topAlt whether the perpetual with the highest volume of a day is traded beside them
 * @param data folder of everything that outlives the process
 * @param seed of the synthetic market and of every draw
 * @param balance USDT: opens paper accounts
 * @param balanceGiven whether somebody asked for that balance: then it caps the balance used for
 *     sizing in live mode
 * @param rules thresholds for every symbol without an entry in {@code overrides}
 * @param overrides thresholds of single symbols, complete
 * @param account limits and breakers of the account
 * @param sections records of other packages, see {@link #section}
 * @param departures of the profile from the documents, a line each; empty for theirs
 * @param notes what a person should be told once at start
 */
public record Settings(
    Mode mode,
    VenueName venue,
    Profile profile,
    List<Symbol> symbols,
    boolean topAlt,
    Path data,
    long seed,
    BigDecimal balance,
    boolean balanceGiven,
    MarketSettings market,
    HttpSettings http,
    SimSettings sim,
    ClusterSettings cluster,
    LiveSettings live,
    TradingRules rules,
    SortedMap<Symbol, TradingRules> overrides,
    AccountRules account,
    Secrets secrets,
    List<Record> sections,
    List<String> departures,
    List<String> notes) {

  public Settings {
    symbols = List.copyOf(symbols);
    overrides = new TreeMap<>(overrides);
    sections = List.copyOf(sections);
    departures = List.copyOf(departures);
    notes = List.copyOf(notes);
  }

  /**
   * The section that was read into a record of class {@code type}.
   *
   * @throws IllegalArgumentException when nobody asked for such a section
   */
  public <T extends Record> T section(Class<T> type) {
    return sections.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no section was read into " + type));
  }

  /** In the list of symbols the place of one that is chosen anew each day. */
  public static final Symbol TOP_ALT = Symbol.of("TOP_ALT");

  /** The list of symbols as it was given, but {@link #TOP_ALT} last. */
  public List<Symbol> named() {
    List<Symbol> named = new ArrayList<>(symbols);
    if (topAlt) {
      named.add(TOP_ALT);
    }
    return named;
  }

  /** The same, but trading {@code only}, and nobody in the place {@code TOP_ALT}. */
  public Settings withSymbols(List<Symbol> only) {
    return without(only, notes);
  }

  /**
   * The same, but with nobody in the place {@code TOP_ALT}, and {@code note} where somebody was to
   * be.
   */
  public Settings withoutTopAlt(String note) {
    if (!topAlt) {
      return this;
    }
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return without(symbols, more);
  }

  private Settings without(List<Symbol> only, List<String> told) {
    return new Settings(
        mode,
        venue,
        profile,
        only,
        false,
        data,
        seed,
        balance,
        balanceGiven,
        market,
        http,
        sim,
        cluster,
        live,
        rules,
        overrides,
        account,
        secrets,
        sections,
        departures,
        told);
  }

  /**
   * Every key that the result of a run depends on, with its value: thresholds, breakers, costs,
   * latencies, money and seed.
   */
  public SortedMap<String, String> written() {
    return Effective.written(this);
  }

  /** The same for two configurations whose {@link #written} are the same, on every machine. */
  public String hash() {
    return Effective.hash(written());
  }

  /** The thresholds that trade {@code symbol}; one that nobody named has those of the place. */
  public TradingRules rulesOf(Symbol symbol) {
    TradingRules all = symbols.contains(symbol) ? rules : overrides.getOrDefault(TOP_ALT, rules);
    return overrides.getOrDefault(symbol, all);
  }
}
