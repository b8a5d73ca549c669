package vortex7.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import vortex7.backtest.EventClock.Stream;
import vortex7.decision.Decision;
import vortex7.decision.FeeRates;
import vortex7.decision.GateFunnel;
import vortex7.market.Symbol;
import vortex7.matching.AccountUpdate;
import vortex7.matching.BalanceView;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeRules;
import vortex7.matching.MarketSource;
import vortex7.risk.AccountWallet;
import vortex7.signal.EngineId;

/**
 * The single-threaded driver of the classes that trade live: a market on an exchange of its own,
 * what the venue tells of it, decisions, sizing, slots, positions, orders and their reports, on one
 * clock that stands still between events. The same market, rules and seed give the same run to the
 * bit. Used once.
 */
public final class Backtest {
  private static final String ACCOUNT = "backtest";
  static final String QUOTE = "USDT";
  static final long SECOND_MILLIS = 1_000;
  private static final long MINUTE_MILLIS = 60_000;

  /** Six weeks of minutes; of a longer run every second minute, and so on. */
  private static final int EQUITY_POINTS_MAX = 65_536;

  private static final int DECIDED_POINTS_MAX = 16_384;

  /** The account's own events go before those of any symbol. */
  private static final int ACCOUNT_PLACE = -1;

  private final BacktestRules rules;
  private final MarketSource source;
  private final Exchange exchange;
  private final EventClock clock;
  private final AccountBook account;
  private final SymbolRun.Ledger ledger = SymbolRun.Ledger.empty();
  private final SortedMap<Symbol, Played> runs = new TreeMap<>();
  private final SortedMap<Symbol, GivenDecisions> given;
  private final Leaders leaders;
  private final Thinned<EquityPoint> equity = new Thinned<>(EQUITY_POINTS_MAX);
  private final Thinned<DecisionsUpTo> decided = new Thinned<>(DECIDED_POINTS_MAX);
  private final SortedMap<String, BigDecimal> opening;
  private final String token;
  private final Lane money;
  private boolean tokenHeld;
  private final EventCount events = new EventCount();

  /**
   * Attaches the market and opens the account. The market must hold every symbol of the rules.
   *
   * @throws IllegalArgumentException when it does not
   */
  public Backtest(BacktestRules rules, MarketSource source) {
    this(rules, source, new TreeMap<>());
  }

  /**
   * The same, but what is decided of some symbols, and when they enter, is given.
   *
   * @throws IllegalArgumentException when the market does not hold every symbol of the rules
   */
  public Backtest(
      BacktestRules rules, MarketSource source, SortedMap<Symbol, GivenDecisions> given) {
    this.given = new TreeMap<>(given);
    this.rules = rules;
    this.source = source;
    this.token = rules.exchange().fees().token();
    exchange = new Exchange(rules.exchange(), new VenueTold(runs, this::onBalance));
    source.attach(exchange);
    for (Symbol symbol : rules.symbols().keySet()) {
      if (!exchange.symbols().contains(symbol)) {
        throw new IllegalArgumentException("the market does not hold " + symbol);
      }
    }
    clock = new EventClock(exchange.timeMillis());
    SplittableRandom random = new SplittableRandom(rules.seed());
    account =
        new AccountBook(clock, rules.account(), rules.pace(), random.split(), ledger.alerts());
    money =
        new Lane(
            clock, ACCOUNT_PLACE, Stream.ACCOUNT, rules.delays().acknowledgement(), random.split());
    Symbol tokenMarket = rules.exchange().fees().tokenSymbol();
    if (exchange.markPrice(tokenMarket).isEmpty()) {
      exchange.setMarkPrice(tokenMarket, Optional.of(rules.tokenPrice()));
    }
    exchange.openAccount(ACCOUNT);
    exchange.deposit(ACCOUNT, QUOTE, rules.usdt());
    if (rules.bnb().signum() > 0) {
      exchange.deposit(ACCOUNT, token, rules.bnb());
    }
    opening = wallets();
    leaders = new Leaders(rules.rulesOf(rules.symbols().firstKey()).regime().correlation());
    int place = 0;
    for (Symbol symbol : rules.symbols().keySet()) {
      SplittableRandom draws = random.split();
      SymbolRun run =
          new SymbolRun(
              exchange.market(symbol).instrument(),
              rules,
              clock,
              new OrderLine(exchange, ACCOUNT, symbol, place, clock, rules.delays(), draws.split()),
              account,
              ledger);
      account.listen(symbol, run);
      Played.Venue venue = new Played.Venue(exchange, source, clock, rules, events);
      boolean decides = !given.containsKey(symbol);
      runs.put(symbol, Played.of(venue, place++, run, decides, draws));
    }
  }

  /** Lets somebody see what happens while it happens. */
  public Backtest watched(RunWatcher watcher) {
    runs.values().forEach(run -> run.symbol().watched(watcher));
    return this;
  }

  /** Lets somebody see every decision as it is made. */
  public Backtest watched(Consumer<Decision> watcher) {
    return watched(
        new RunWatcher() {
          @Override
          public void onDecision(Decision decision) {
            watcher.accept(decision);
          }
        });
  }

  // ---- the run

  /**
   * Runs until {@code toMillis} or until the market has nothing left.
   *
   * @param progress is told the time of each second
   */
  public BacktestResult run(long toMillis, LongConsumer progress) {
    begin();
    while (clock.millis() < toMillis && !(source.exhausted() && givenOver())) {
      long next = Math.min(source.nextAfter(clock.millis()), clock.nextMillis());
      for (Played run : runs.values()) {
        next = Math.min(next, run.feed().nextMillis());
      }
      next = Math.min(toMillis, Math.max(next, clock.millis() + 1));
      source.advance(next);
      clock.moveTo(next);
      for (Played run : runs.values()) {
        run.feed().onTime(next);
      }
      clock.runDue();
      if (next % SECOND_MILLIS == 0) {
        progress.accept(next);
      }
    }
    return result();
  }

  private boolean givenOver() {
    return given.values().stream().allMatch(left -> left.nextMillis() == Long.MAX_VALUE);
  }

  /** Has the next of what is given done at its time. */
  private void await(GivenDecisions left, Played run, GivenDecisions.Receiver receiver) {
    long next = left.nextMillis();
    if (next != Long.MAX_VALUE) {
      clock.at(
          next,
          run.place(),
          Stream.BOOK,
          () -> {
            events.one();
            left.next(receiver);
            await(left, run, receiver);
          });
    }
  }

  /** Everybody is told what there is before the first event, as at a start of the actors. */
  private void begin() {
    readTokenPrice();
    tellFees();
    for (Played run : runs.values()) {
      run.feed().known(rules.pace().candlesAtStart()).forEach(run.symbol()::onCandle);
    }
    account.open();
    for (BalanceView balance : exchange.balances(ACCOUNT)) {
      account.balance(
          balance.asset(), balance.wallet(), BigDecimal.ZERO, AccountWallet.READ, clock.instant());
    }
    reconcileAll();
    runs.values().forEach(run -> run.observer().past(clock.millis()));
    runs.values().forEach(this::observe);
    clock.at(leaders.next(clock.millis()), ACCOUNT_PLACE, Stream.OBSERVATION, this::watchLeaders);
    every(rules.pace().accountTick().toMillis(), ACCOUNT_PLACE, account::onTime);
    every(rules.pace().tokenPriceEvery().toMillis(), ACCOUNT_PLACE, this::readTokenPrice);
    every(rules.pace().reconcileEvery().toMillis(), ACCOUNT_PLACE, this::reconcileAll);
    every(MINUTE_MILLIS, ACCOUNT_PLACE, this::noteMinute);
    every(SECOND_MILLIS, ACCOUNT_PLACE, this::notePrices);
    given.forEach(
        (symbol, left) -> {
          Played run = Objects.requireNonNull(runs.get(symbol));
          await(left, run, run.symbol().given());
        });
    for (Played run : runs.values()) {
      every(rules.pace().tick().toMillis(), run.place(), run.symbol()::onTick);
    }
    equityNow().ifPresent(equity::add);
    clock.runDue();
  }

  private void every(long millis, int place, Runnable what) {
    clock.at(
        clock.millis() + millis,
        place,
        Stream.TIMER,
        () -> {
          what.run();
          every(millis, place, what);
        });
  }

  private void observe(Played run) {
    run.observer().onTime(clock.millis());
    clock.at(Observer.next(clock.millis()), run.place(), Stream.OBSERVATION, () -> observe(run));
  }

  private void watchLeaders() {
    leaders
        .look(clock.millis(), this::price)
        .ifPresent(told -> runs.values().forEach(run -> run.symbol().onObservation(told)));
    clock.at(leaders.next(clock.millis()), ACCOUNT_PLACE, Stream.OBSERVATION, this::watchLeaders);
  }

  /** The micro price of a symbol that is traded, the mark of one that the market only holds. */
  private Optional<Double> price(Symbol symbol) {
    Played run = runs.get(symbol);
    Optional<Double> price =
        run == null
            ? exchange.markPrice(symbol).map(BigDecimal::doubleValue)
            : Optional.of(run.symbol().microPrice());
    return price.filter(known -> known > 0);
  }

  private void reconcileAll() {
    runs.values().forEach(run -> run.symbol().position().reconcile());
  }

  // ---- fees and wallets

  private void onBalance(AccountUpdate update, AccountUpdate.BalanceChange change) {
    Instant at = Instant.ofEpochMilli(update.time());
    money.send(
        update.time(),
        () -> {
          account.balance(
              change.asset(), change.wallet(), change.change(), update.reason().name(), at);
          if (change.asset().equals(token) && (change.wallet().signum() > 0) != tokenHeld) {
            tellFees();
          }
        });
  }

  private void readTokenPrice() {
    exchange
        .markPrice(rules.exchange().fees().tokenSymbol())
        .ifPresent(
            price ->
                runs.values().forEach(run -> run.symbol().position().assetPrice(token, price)));
  }

  /** The discount is had only while there is something to pay with. */
  private void tellFees() {
    tokenHeld = wallet(token).signum() > 0;
    ExchangeRules.Fees fees = rules.exchange().fees();
    BigDecimal paid = tokenHeld ? BigDecimal.ONE.subtract(fees.tokenDiscount()) : BigDecimal.ONE;
    FeeRates rates =
        new FeeRates(
            fees.maker().multiply(paid).doubleValue(), fees.taker().multiply(paid).doubleValue());
    runs.values().forEach(run -> run.symbol().onFees(rates));
  }

  // ---- what came of it

  private BigDecimal wallet(String asset) {
    return exchange.balances(ACCOUNT).stream()
        .filter(balance -> balance.asset().equals(asset))
        .map(BalanceView::wallet)
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }

  private SortedMap<String, BigDecimal> wallets() {
    SortedMap<String, BigDecimal> wallets = new TreeMap<>();
    exchange.balances(ACCOUNT).forEach(held -> wallets.put(held.asset(), held.wallet()));
    return wallets;
  }

  private Optional<EquityPoint> equityNow() {
    return exchange.balances(ACCOUNT).stream()
        .filter(balance -> balance.asset().equals(QUOTE))
        .map(
            held ->
                new EquityPoint(
                    clock.instant(), held.wallet(), held.wallet().add(held.unrealized())))
        .findFirst();
  }

  private void noteMinute() {
    equityNow().ifPresent(equity::add);
    decided.add(
        new DecisionsUpTo(clock.millis(), ledger.hash().decisions(), ledger.hash().value()));
  }

  private void notePrices() {
    runs.forEach(
        (symbol, run) -> price(symbol).ifPresent(price -> run.prices().add(clock.millis(), price)));
  }

  private BacktestResult result() {
    List<EquityPoint> course = new ArrayList<>(equity.all());
    equityNow().ifPresent(course::add);
    SortedMap<Symbol, List<PricePoint>> prices = new TreeMap<>();
    runs.forEach((symbol, run) -> prices.put(symbol, run.prices().points()));
    SortedMap<Symbol, GateFunnel> funnels = new TreeMap<>();
    SortedMap<Symbol, List<EngineId>> engines = new TreeMap<>();
    int open = 0;
    for (Played run : runs.values()) {
      Symbol symbol = run.symbol().symbol();
      funnels.put(symbol, run.symbol().funnel());
      engines.put(symbol, rules.rulesOf(symbol).pipeline().engines());
      open += run.symbol().position().underWay() ? 1 : 0;
    }
    return new BacktestResult(
        rules.profile(),
        Instant.ofEpochMilli(source.startMillis()),
        clock.instant(),
        engines,
        events.count(),
        ledger.hash().decisions(),
        ledger.hash().value(),
        funnels,
        ledger.entries(),
        ledger.trades(),
        ledger.noFills(),
        ledger.refusals(),
        open,
        course,
        opening,
        wallets(),
        account.events(),
        ledger.alerts(),
        prices,
        decided.all());
  }
}
