package vortex7.backtest.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.backtest.BacktestResult;
import vortex7.decision.Decision;
import vortex7.position.TradeSummary;
import vortex7.risk.AccountEvent;
import vortex7.signal.EngineId;

/**
 * Everything a run's report says in figures, made from what the run came to and nothing else.
 *
 * @param trades by their ends
 * @param holdMinutes of the trades, fragments left out
 * @param rewards of the trades in R, fragments left out
 * @param monteCarlo nothing without a trade
 */
public record RunReport(
    BacktestResult result,
    Figures figures,
    List<KpiValue> kpis,
    SortedMap<String, BigDecimal> charged,
    EquityCourse equity,
    List<Day> days,
    Map<Breakdown, List<Breakdown.Group>> groups,
    Distribution holdMinutes,
    Distribution rewards,
    List<EngineAccuracy> accuracy,
    List<Lineage> trades,
    Optional<MonteCarlo> monteCarlo) {
  /** The currency that the account is kept in. */
  public static final String QUOTE = "USDT";

  /** A hold that comes this near to the strategy's longest is in danger. */
  private static final double LONGEST_HOLD_SHARE = 0.8;

  private static final double MILLIS_PER_DAY = 86_400_000;
  private static final int PATHS = 1_000;

  /** The engines that vote. */
  private static final List<EngineId> VOTERS =
      List.of(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.TECHNICAL, EngineId.SENTIMENT);

  public RunReport {
    kpis = List.copyOf(kpis);
    charged = new TreeMap<>(charged);
    days = List.copyOf(days);
    groups = new EnumMap<>(groups);
    accuracy = List.copyOf(accuracy);
    trades = List.copyOf(trades);
  }

  /**
   * Computes the report.
   *
   * @param longestHold of each strategy, by its letter
   * @param seed of the resampling
   */
  public static RunReport of(
      BacktestResult result, SortedMap<Character, Duration> longestHold, long seed) {
    List<TradeSummary> byExit =
        result.trades().stream().sorted(Comparator.comparing(TradeSummary::exitTime)).toList();
    SortedMap<String, Decision> decisions = new TreeMap<>();
    result.entries().forEach(decision -> decisions.put(decision.ref(), decision));
    Figures figures = Figures.of(byExit, result.noFills().size(), result.openTrades());
    BigDecimal opening = result.opening().getOrDefault(QUOTE, BigDecimal.ZERO);
    EquityCourse equity = EquityCourse.of(result.equity(), byExit, QUOTE);
    List<Day> days = days(result, byExit, opening);
    Map<Breakdown, List<Breakdown.Group>> groups = new EnumMap<>(Breakdown.class);
    for (Breakdown breakdown : Breakdown.values()) {
      groups.put(breakdown, breakdown.of(result, byExit, opening.doubleValue()));
    }
    List<Lineage> lineages =
        byExit.stream()
            .map(trade -> Lineage.of(trade, Optional.ofNullable(decisions.get(trade.ref()))))
            .toList();
    List<Lineage> whole = lineages.stream().filter(l -> !Figures.fragment(l.trade())).toList();
    return new RunReport(
        result,
        figures,
        kpis(
            result,
            figures,
            equity,
            days,
            groups.getOrDefault(Breakdown.STRATEGY, List.of()),
            longestHold),
        charged(byExit),
        equity,
        days,
        groups,
        Distribution.of(
            whole.stream().mapToDouble(l -> l.trade().hold().toMillis() / 60_000.0).toArray()),
        Distribution.of(whole.stream().mapToDouble(Lineage::r).filter(Double::isFinite).toArray()),
        VOTERS.stream().map(engine -> EngineAccuracy.of(engine, byExit, decisions)).toList(),
        lineages,
        byExit.isEmpty()
            ? Optional.empty()
            : Optional.of(MonteCarlo.of(shares(byExit, opening), PATHS, seed)));
  }

  private static SortedMap<String, BigDecimal> charged(List<TradeSummary> trades) {
    SortedMap<String, BigDecimal> charged = new TreeMap<>();
    for (TradeSummary trade : trades) {
      trade.feesByAsset().forEach((asset, fee) -> charged.merge(asset, fee, BigDecimal::add));
    }
    return charged;
  }

  /** Each trade's net result over the balance that the trades before it left. */
  private static double[] shares(List<TradeSummary> byExit, BigDecimal opening) {
    double[] shares = new double[byExit.size()];
    double balance = opening.doubleValue();
    for (int i = 0; i < shares.length; i++) {
      double net = byExit.get(i).pnlNet().doubleValue();
      shares[i] = balance > 0 ? net / balance : 0;
      balance += net;
    }
    return shares;
  }

  // ---- days

  private static List<Day> days(
      BacktestResult result, List<TradeSummary> byExit, BigDecimal opening) {
    SortedMap<LocalDate, BigDecimal> balances = new TreeMap<>();
    for (AccountEvent event : result.accountEvents()) {
      if (event instanceof AccountEvent.DayBegan began) {
        balances.put(began.day(), began.balance());
      }
    }
    SortedMap<LocalDate, List<TradeSummary>> closed = new TreeMap<>();
    for (TradeSummary trade : byExit) {
      closed.computeIfAbsent(date(trade.exitTime()), day -> new ArrayList<>()).add(trade);
    }
    List<Day> days = new ArrayList<>();
    BigDecimal balance = opening;
    for (LocalDate day = date(result.from());
        !day.isAfter(lastDay(result));
        day = day.plusDays(1)) {
      balance = balances.getOrDefault(day, balance);
      List<TradeSummary> trades = closed.getOrDefault(day, List.of());
      BigDecimal net =
          trades.stream().map(TradeSummary::pnlNet).reduce(BigDecimal.ZERO, BigDecimal::add);
      days.add(new Day(day, balance, trades.size(), net));
    }
    return days;
  }

  private static LocalDate date(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** A run that ends at midnight has nothing of the day that begins then. */
  private static LocalDate lastDay(BacktestResult result) {
    LocalDate last = date(result.to());
    boolean touched = result.to().isAfter(last.atStartOfDay(ZoneOffset.UTC).toInstant());
    return touched || last.equals(date(result.from())) ? last : last.minusDays(1);
  }

  // ---- KPIs

  private static List<KpiValue> kpis(
      BacktestResult result,
      Figures figures,
      EquityCourse equity,
      List<Day> days,
      List<Breakdown.Group> strategies,
      SortedMap<Character, Duration> longestHold) {
    List<KpiValue> kpis = new ArrayList<>();
    kpis.add(KpiValue.of(Kpi.WIN_RATE, figures.winRate()));
    kpis.add(KpiValue.of(Kpi.FEE_RATIO, figures.feeRatio()));
    kpis.add(hold(figures, strategies, longestHold));
    kpis.add(KpiValue.of(Kpi.PROFIT_FACTOR, figures.profitFactor()));
    kpis.add(KpiValue.of(Kpi.MAX_DRAWDOWN, equity.maxDrawdown()));
    kpis.add(
        KpiValue.of(
            Kpi.MAKER_RATE,
            figures.makerRate(),
            "beside it " + figures.takerExits() + " taker exits, by rule"));
    kpis.add(KpiValue.of(Kpi.AVERAGE_RR, figures.averageRewardToRisk()));
    kpis.add(tradesADay(result, figures));
    kpis.add(
        KpiValue.of(
            Kpi.DAILY_NET,
            days.stream().mapToDouble(Day::share).average().orElse(Double.NaN),
            days.size() == 1 ? "one day" : days.size() + " days"));
    kpis.add(KpiValue.of(Kpi.NO_FILL_RATE, figures.noFillRate()));
    kpis.add(
        KpiValue.of(
            Kpi.EXPECTANCY,
            figures.expectancy(),
            Double.isNaN(figures.breakEven())
                ? ""
                : "break-even at " + Math.round(figures.breakEven() * 1_000) / 10.0 + " % wins"));
    return kpis;
  }

  /** Beyond the absolute limit, or near the longest hold of a strategy. */
  private static KpiValue hold(
      Figures figures,
      List<Breakdown.Group> strategies,
      SortedMap<Character, Duration> longestHold) {
    KpiValue all = KpiValue.of(Kpi.AVERAGE_HOLD, figures.averageHoldMinutes());
    List<String> near = new ArrayList<>();
    for (Breakdown.Group group : strategies) {
      Duration longest = longestHold.get(group.name().charAt(0));
      double limit = longest == null ? Double.NaN : longest.toMillis() / 60_000.0;
      if (group.figures().averageHoldMinutes() > LONGEST_HOLD_SHARE * limit) {
        near.add(group.name());
      }
    }
    return near.isEmpty()
        ? all
        : new KpiValue(
            Kpi.AVERAGE_HOLD,
            all.value(),
            Grade.DANGER,
            "above 80 % of the longest hold of strategy " + String.join(", ", near));
  }

  private static KpiValue tradesADay(BacktestResult result, Figures figures) {
    double span = Duration.between(result.from(), result.to()).toMillis() / MILLIS_PER_DAY;
    if (span <= 0) {
      return KpiValue.of(Kpi.TRADES_A_DAY, Double.NaN);
    }
    String note = span < 1 ? "extrapolated from less than a day" : "";
    return KpiValue.of(Kpi.TRADES_A_DAY, figures.trades() / span, note);
  }
}
