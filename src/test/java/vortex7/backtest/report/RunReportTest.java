package vortex7.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.backtest.BacktestResult;
import vortex7.backtest.EquityPoint;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;

class RunReportTest {
  private static final SortedMap<Character, Duration> LONGEST =
      new TreeMap<>(
          Map.of(
              'A', Duration.ofMinutes(5), 'B', Duration.ofMinutes(10), 'C', Duration.ofMinutes(8)));

  private static RunReport report(List<TradeSummary> trades) {
    return RunReport.of(TestRuns.run(trades, List.of(), 0, 24), LONGEST, 1);
  }

  private static KpiValue kpi(RunReport report, Kpi kpi) {
    return report.kpis().stream().filter(value -> value.kpi() == kpi).findFirst().orElseThrow();
  }

  // ---- an independent account of the same trades

  private static double sum(List<TradeSummary> trades, Predicate<TradeSummary> which, String what) {
    double sum = 0;
    for (TradeSummary trade : trades) {
      if (which.test(trade)) {
        sum +=
            switch (what) {
              case "net" ->
                  trade.pnlGross().doubleValue()
                      - trade.feeTotal().doubleValue()
                      - trade.funding().doubleValue();
              case "fees" -> trade.feeTotal().doubleValue();
              case "gain" -> Math.max(0, trade.pnlGross().doubleValue());
              case "minutes" ->
                  Duration.between(trade.entryTime(), trade.exitTime()).toSeconds() / 60.0;
              case "maker" -> trade.makerFills();
              case "taker" -> trade.takerFills();
              default -> 1;
            };
      }
    }
    return sum;
  }

  private static void assertKpi(RunReport report, Kpi kpi, double expected) {
    KpiValue value = kpi(report, kpi);
    if (Double.isNaN(expected) || Double.isInfinite(expected)) {
      assertThat(value.value()).as(kpi.title()).isEqualTo(expected);
    } else {
      assertThat(value.value()).as(kpi.title()).isCloseTo(expected, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void every_kpi_agrees_with_another_account_of_the_same_trades(long seed) {
    BacktestResult run = TestRuns.random(seed);
    RunReport report = RunReport.of(run, LONGEST, seed);
    List<TradeSummary> trades = run.trades();
    Predicate<TradeSummary> all = trade -> true;
    Predicate<TradeSummary> whole = trade -> trade.exitReason() != ExitReason.FRAGMENT;
    Predicate<TradeSummary> wins = whole.and(trade -> trade.pnlNet().doubleValue() > 0);
    Predicate<TradeSummary> losses = whole.and(trade -> trade.pnlNet().doubleValue() < 0);
    double n = sum(trades, whole, "count");
    double w = sum(trades, wins, "count");
    double l = sum(trades, losses, "count");
    double fragments = trades.size() - n;
    double won = sum(trades, wins, "net");
    double lost = -sum(trades, losses, "net");
    assertKpi(report, Kpi.WIN_RATE, w / n);
    assertKpi(report, Kpi.FEE_RATIO, sum(trades, all, "fees") / sum(trades, all, "gain"));
    assertKpi(report, Kpi.AVERAGE_HOLD, sum(trades, whole, "minutes") / n);
    assertKpi(report, Kpi.PROFIT_FACTOR, won / lost);
    double maker = sum(trades, all, "maker");
    assertKpi(report, Kpi.MAKER_RATE, maker / (maker + sum(trades, all, "taker")));
    assertKpi(report, Kpi.AVERAGE_RR, (won / w) / (lost / l));
    double days = Duration.between(run.from(), run.to()).toMinutes() / 1_440.0;
    assertKpi(report, Kpi.TRADES_A_DAY, n / days);
    assertKpi(
        report,
        Kpi.NO_FILL_RATE,
        (run.noFills().size() + fragments)
            / (trades.size() + run.noFills().size() + run.openTrades()));
    double p = w / n;
    double expectancy = (w == 0 ? 0 : p * won / w) - (l == 0 ? 0 : (1 - p) * lost / l);
    assertKpi(report, Kpi.EXPECTANCY, expectancy);
    assertKpi(report, Kpi.MAX_DRAWDOWN, drawdown(run));
    assertKpi(report, Kpi.DAILY_NET, dailyNet(run));
    assertThat(report.figures().net().doubleValue())
        .isCloseTo(sum(trades, all, "net"), within(1e-9));
  }

  /** Every pair of moments, the later below the earlier: slow, and surely right. */
  private static double drawdown(BacktestResult run) {
    List<Double> course = new ArrayList<>();
    for (EquityPoint point : run.equity()) {
      double equity = TestRuns.OPENING.doubleValue();
      for (TradeSummary trade : run.trades()) {
        equity += trade.exitTime().isAfter(point.at()) ? 0 : trade.pnlNet().doubleValue();
      }
      course.add(equity);
    }
    double deepest = 0;
    double peak = 0;
    for (double equity : course) {
      peak = Math.max(peak, equity);
      deepest = Math.max(deepest, 1 - equity / peak);
    }
    return deepest;
  }

  private static double dailyNet(BacktestResult run) {
    double sum = 0;
    int days = 0;
    LocalDate last = run.to().minusMillis(1).atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate day = run.from().atOffset(ZoneOffset.UTC).toLocalDate();
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      double wallet = TestRuns.OPENING.doubleValue();
      double net = 0;
      for (TradeSummary trade : run.trades()) {
        LocalDate closed = trade.exitTime().atOffset(ZoneOffset.UTC).toLocalDate();
        boolean atMidnight = trade.exitTime().equals(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        if (closed.isBefore(day) || atMidnight) {
          wallet += trade.pnlGross().subtract(trade.funding()).doubleValue();
        }
        net += closed.equals(day) ? trade.pnlNet().doubleValue() : 0;
      }
      sum += net / wallet;
      days++;
    }
    return sum / days;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_grouping_holds_every_trade_once(long seed) {
    RunReport report = RunReport.of(TestRuns.random(seed), LONGEST, seed);
    for (Breakdown breakdown : Breakdown.values()) {
      List<Breakdown.Group> groups = report.groups().getOrDefault(breakdown, List.of());
      assertThat(groups.stream().mapToInt(g -> g.figures().trades()).sum())
          .as(breakdown.title())
          .isEqualTo(report.figures().trades());
      assertThat(
              groups.stream().map(g -> g.figures().net()).reduce(BigDecimal.ZERO, BigDecimal::add))
          .as(breakdown.title())
          .isEqualByComparingTo(report.figures().net());
      if (breakdown.knowsNoFills()) {
        assertThat(groups.stream().mapToInt(g -> g.figures().noFills()).sum())
            .as(breakdown.title())
            .isEqualTo(report.figures().noFills());
      }
    }
  }

  @Test
  void groups_are_named_by_hour_week_and_month() {
    RunReport report = report(List.of(TestRuns.trade(0, "10"), TestRuns.trade(25, "-8")));
    assertThat(names(report, Breakdown.HOUR)).containsExactly("00", "12");
    assertThat(names(report, Breakdown.DAY)).containsExactly("2025-11-19", "2025-11-20");
    assertThat(names(report, Breakdown.WEEK)).containsExactly("2025-W47");
    assertThat(names(report, Breakdown.MONTH)).containsExactly("2025-11");
    assertThat(names(report, Breakdown.EXIT)).containsExactly("TP1");
    assertThat(names(report, Breakdown.REGIME)).containsExactly("RANGING", "TRENDING");
  }

  private static List<String> names(RunReport report, Breakdown breakdown) {
    return report.groups().getOrDefault(breakdown, List.of()).stream()
        .map(Breakdown.Group::name)
        .toList();
  }

  @Test
  void without_a_trade_nothing_is_computed_and_nothing_is_wrong() {
    RunReport report = report(List.of());
    assertThat(kpi(report, Kpi.WIN_RATE).grade()).isEqualTo(Grade.UNKNOWN);
    assertThat(kpi(report, Kpi.EXPECTANCY).known()).isFalse();
    assertThat(kpi(report, Kpi.MAX_DRAWDOWN).value()).isZero();
    assertThat(kpi(report, Kpi.TRADES_A_DAY).value()).isZero();
    assertThat(report.monteCarlo()).isEmpty();
    assertThat(report.holdMinutes().count()).isZero();
    assertThat(report.holdMinutes().bins()).isEmpty();
    assertThat(report.accuracy()).allMatch(each -> Double.isNaN(each.share()));
  }

  @Test
  void a_fragment_costs_money_is_a_no_fill_and_nothing_else() {
    TradeSummary fragment =
        TestRuns.trade(
            2, TestRuns.BTC, 'A', new BigDecimal("-5"), BigDecimal.ONE, ExitReason.FRAGMENT, 1);
    RunReport report = report(List.of(TestRuns.trade(0, "10"), fragment));
    Figures figures = report.figures();
    assertThat(figures.trades()).isEqualTo(1);
    assertThat(figures.fragments()).isEqualTo(1);
    assertThat(figures.noFills()).isEqualTo(1);
    assertThat(figures.attempts()).isEqualTo(2);
    assertThat(figures.wins()).isEqualTo(1);
    assertThat(figures.losses()).isZero();
    assertThat(figures.net()).isEqualByComparingTo("2.80");
    assertThat(figures.fees()).isEqualByComparingTo("2");
    assertThat(figures.averageHoldMinutes()).isEqualTo(3);
    assertThat(report.rewards().count()).isEqualTo(1);
  }

  @Test
  void the_documents_example_breaks_even_at_46_point_5_percent() {
    List<TradeSummary> trades = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      BigDecimal gross = new BigDecimal(i < 12 ? "12.60" : "-7.40"); // 0.10 of it is funding
      trades.add(
          TestRuns.trade(i, TestRuns.BTC, 'A', gross, new BigDecimal("1.80"), ExitReason.TP1, 3));
    }
    RunReport report = report(trades);
    assertThat(report.figures().net()).isEqualByComparingTo("54.00");
    assertThat(report.figures().breakEven()).isCloseTo(0.465, within(0.0001));
    assertThat(kpi(report, Kpi.EXPECTANCY).note()).isEqualTo("break-even at 46.5 % wins");
    assertThat(kpi(report, Kpi.EXPECTANCY).value()).isCloseTo(2.70, within(1e-9));
  }

  @Test
  void a_hold_near_the_longest_of_its_strategy_is_in_danger() {
    TradeSummary at =
        TestRuns.trade(0, TestRuns.BTC, 'A', BigDecimal.TEN, BigDecimal.ONE, ExitReason.TP1, 4);
    TradeSummary beyond =
        TestRuns.trade(0, TestRuns.BTC, 'A', BigDecimal.TEN, BigDecimal.ONE, ExitReason.TP1, 5);
    assertThat(kpi(report(List.of(at)), Kpi.AVERAGE_HOLD).grade()).isEqualTo(Grade.TARGET);
    KpiValue danger = kpi(report(List.of(beyond)), Kpi.AVERAGE_HOLD);
    assertThat(danger.grade()).isEqualTo(Grade.DANGER);
    assertThat(danger.note()).isEqualTo("above 80 % of the longest hold of strategy A");
  }

  @Test
  void the_drawdown_knows_where_it_began_and_ended() {
    RunReport report =
        report(
            List.of(
                TestRuns.trade(0, "101.10"),
                TestRuns.trade(1, "-503.90"),
                TestRuns.trade(2, "201.10")));
    assertThat(report.equity().maxDrawdown()).isCloseTo(505 / 10_100.0, within(1e-12));
    assertThat(report.equity().peakAt()).isEqualTo(TestRuns.NOON.plusSeconds(32 * 60));
    assertThat(report.equity().troughAt()).isEqualTo(TestRuns.NOON.plusSeconds(33 * 60));
    assertThat(report.equity().points().getLast().equity()).isEqualByComparingTo("9795");
  }

  @Test
  void a_trade_is_measured_by_what_its_stop_put_at_risk() {
    RunReport report = report(List.of(TestRuns.trade(0, "31.10")));
    assertThat(report.trades().getFirst().r()).isEqualTo(1.0); // 30 USDT: 60 on half a coin
    assertThat(report.rewards().mean()).isEqualTo(1.0);
    assertThat(report.rewards().bins()).containsExactly(new Distribution.Bin(1, 1, 1));
  }
}
