package vortex7.live;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import vortex7.decision.FeeRates;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.port.OrderGateway;

/**
 * How far our account at the venue is set up, step by step: what one symbol lacks holds back that
 * symbol's entries only, and a position needs nothing but its instrument. Lives inside its {@link
 * VenueActor}.
 */
final class AccountSetUp {
  /** What is asked for or set; each is tried again by itself until it succeeds. */
  enum Kind {
    RULES("the venue's rules"),
    MODES("one-way and single-asset mode"),
    ISOLATED("isolated margin"),
    FEES("the fees"),
    BALANCE("the balance"),
    HELD("what the account holds");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** A step of the account, or of one symbol. */
  record Step(Kind kind, Optional<Symbol> symbol) {
    static Step of(Kind kind) {
      return new Step(kind, Optional.empty());
    }

    static Step of(Kind kind, Symbol symbol) {
      return new Step(kind, Optional.of(symbol));
    }

    @Override
    public String toString() {
      return symbol.map(of -> of + ": ").orElse("") + kind.words;
    }
  }

  private final Supplier<SortedSet<Symbol>> traded;
  private final SortedMap<Symbol, Instrument> instruments = new TreeMap<>();
  private final SortedMap<Symbol, FeeRates> fees = new TreeMap<>();
  private final SortedSet<Symbol> isolated = new TreeSet<>();
  private final Map<Step, String> faults = new LinkedHashMap<>();
  private final Map<Step, Integer> failures = new LinkedHashMap<>();
  private boolean rules;
  private boolean modes;
  private boolean balance;

  /**
   * @param traded who has a tree now
   */
  AccountSetUp(Supplier<SortedSet<Symbol>> traded) {
    this.traded = traded;
  }

  /** The symbol has no tree any more; coming back it is set up anew. Answers what had failed. */
  List<Step> forget(Symbol symbol) {
    List<Step> failed = faults.keySet().stream().filter(step -> of(step, symbol)).toList();
    instruments.remove(symbol);
    isolated.remove(symbol);
    fees.remove(symbol);
    faults.keySet().removeIf(step -> of(step, symbol));
    failures.keySet().removeIf(step -> of(step, symbol));
    return failed;
  }

  private static boolean of(Step step, Symbol symbol) {
    return step.symbol().filter(symbol::equals).isPresent();
  }

  /** Takes the rules over and answers whose are new or have changed. */
  SortedSet<Symbol> rules(Map<Symbol, Instrument> listed) {
    succeeded(Step.of(Kind.RULES));
    rules |= !listed.isEmpty();
    SortedSet<Symbol> changed = new TreeSet<>();
    for (Symbol symbol : traded.get()) {
      Instrument told = listed.get(symbol);
      if (told == null) {
        faults.put(Step.of(Kind.RULES, symbol), "the venue does not list it");
      } else if (!told.equals(instruments.put(symbol, told))) {
        changed.add(symbol);
      }
      if (told != null) {
        faults.remove(Step.of(Kind.RULES, symbol));
      }
    }
    return changed;
  }

  boolean hasModes() {
    return modes;
  }

  void modes() {
    succeeded(Step.of(Kind.MODES));
    modes = true;
  }

  void isolated(Symbol symbol) {
    succeeded(Step.of(Kind.ISOLATED, symbol));
    isolated.add(symbol);
  }

  void fees(Symbol symbol, OrderGateway.Fees told) {
    succeeded(Step.of(Kind.FEES, symbol));
    fees.put(symbol, new FeeRates(told.maker().doubleValue(), told.taker().doubleValue()));
  }

  /** Answers whether it had been had before. */
  boolean balance() {
    succeeded(Step.of(Kind.BALANCE));
    boolean before = balance;
    balance = true;
    return before;
  }

  /** Positions in symbols that are not configured. */
  SortedMap<Symbol, BigDecimal> strangers(Map<Symbol, BigDecimal> held) {
    succeeded(Step.of(Kind.HELD));
    SortedMap<Symbol, BigDecimal> strangers = new TreeMap<>(held);
    strangers.keySet().removeAll(traded.get());
    return strangers;
  }

  /** Counts the failure and answers how many came before it in a row. */
  int failed(Step step, String fault) {
    faults.put(step, fault);
    return failures.merge(step, 1, Integer::sum) - 1;
  }

  private void succeeded(Step step) {
    faults.remove(step);
    failures.remove(step);
  }

  Optional<Instrument> instrument(Symbol symbol) {
    return Optional.ofNullable(instruments.get(symbol));
  }

  /** What the symbol's tree needs in order to trade; empty while anything is lacking. */
  Optional<SymbolActor.VenueNews> ready(Symbol symbol) {
    Instrument instrument = instruments.get(symbol);
    FeeRates rates = fees.get(symbol);
    return modes && isolated.contains(symbol) && instrument != null && rates != null
        ? Optional.of(new SymbolActor.VenueNews(instrument, rates))
        : Optional.empty();
  }

  /** Why the symbol lacks something, in words; empty while nothing has failed. */
  Optional<String> fault(Symbol symbol) {
    List<String> found = new ArrayList<>();
    faults.forEach(
        (step, fault) -> {
          boolean concerns =
              step.symbol().map(symbol::equals).orElse(step.kind() == Kind.MODES)
                  || step.equals(Step.of(Kind.RULES));
          if (concerns) {
            found.add(step.kind().words + ": " + fault);
          }
        });
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
  }

  /** All that trading waits for has been had at least once. */
  boolean done() {
    return balance && traded.get().stream().allMatch(symbol -> ready(symbol).isPresent());
  }

  /** What the account as a whole lacks, in words; what a symbol lacks its tree says itself. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!rules) {
      missing.add(lacking(Kind.RULES));
    }
    if (!modes) {
      missing.add(lacking(Kind.MODES));
    }
    if (!balance) {
      missing.add(lacking(Kind.BALANCE));
    }
    return missing;
  }

  private String lacking(Kind kind) {
    return kind.words + ": " + faults.getOrDefault(Step.of(kind), "not answered yet");
  }
}
