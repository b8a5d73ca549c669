package vortex7.settings;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.risk.AccountRules;

/**
 * The daemon's whole configuration, typed and consistent: made by {@link SettingsLoader}, which
 * refuses everything else.
 *
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

  /** The same, but trading {@code only}. */
  public Settings withSymbols(List<Symbol> only) {
    return new Settings(
        mode,
        venue,
        profile,
        only,
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
        notes);
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

  /** The thresholds that trade {@code symbol}. */
  public TradingRules rulesOf(Symbol symbol) {
    return overrides.getOrDefault(symbol, rules);
  }
}
