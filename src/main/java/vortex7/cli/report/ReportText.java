package vortex7.cli.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.backtest.BacktestResult;
import vortex7.backtest.report.Breakdown;
import vortex7.backtest.report.EngineAccuracy;
import vortex7.backtest.report.Figures;
import vortex7.backtest.report.Grade;
import vortex7.backtest.report.KpiValue;
import vortex7.backtest.report.MonteCarlo;
import vortex7.backtest.report.RunReport;
import vortex7.decision.GateFunnel;
import vortex7.market.Symbol;
import vortex7.position.TradeSummary;
import vortex7.risk.AccountEvent;
import vortex7.signal.EngineId;

/** A report for a person at a terminal. */
public final class ReportText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int HASH_SHOWN = 16;

  private final RunReport report;
  private final BacktestResult result;
  private final RunFacts facts;

  public ReportText(RunReport report, RunFacts facts) {
    this.report = report;
    this.result = report.result();
    this.facts = facts;
  }

  /**
   * The lines.
   *
   * @param gates whether to tell of every gate; without a trade they are told in any case
   */
  public List<String> lines(boolean gates) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, profile %s, seed %d, %s"
            .formatted(facts.source(), result.profile(), facts.seed(), coverage(result)));
    lines.add("  " + span(result) + ", at %.0f times real time".formatted(speed()));
    lines.add(
        "  %d events, %d decisions, hash %s"
            .formatted(result.events(), result.decisions(), result.decisionHash()));
    lines.add("  configuration " + facts.configurationHash().substring(0, HASH_SHOWN));
    facts.notes().forEach(note -> lines.add("  data: " + note));
    if (!facts.departures().isEmpty()) {
      lines.add(
          "  the profile leaves the documents in "
              + facts.departures().size()
              + " values (all in --json and --page)");
    }
    lines.add(entries());
    lines.add(money());
    exits().forEach((exit, count) -> lines.add("    %-12s %5d".formatted(exit, count)));
    result
        .refusals()
        .forEach((rule, count) -> lines.add("  refused by %s: %d".formatted(rule, count)));
    trips(result).forEach((trip, count) -> lines.add("  tripped %s: %d".formatted(trip, count)));
    if (!result.trades().isEmpty()) {
      kpis(lines);
      groups(lines, Breakdown.STRATEGY);
      groups(lines, Breakdown.SYMBOL);
      accuracy(lines);
      report.monteCarlo().ifPresent(drawn -> lines.addAll(chance(drawn)));
    }
    if (gates || result.trades().isEmpty()) {
      result.funnels().forEach((symbol, funnel) -> lines.addAll(gates(symbol, funnel)));
    }
    return lines;
  }

  private double speed() {
    return Duration.between(result.from(), result.to()).toMillis() / 1_000.0 / facts.seconds();
  }

  static String span(BacktestResult result) {
    return "%s to %s UTC, %.1f min"
        .formatted(
            TIME.format(result.from()),
            TIME.format(result.to()),
            Duration.between(result.from(), result.to()).toMillis() / 60_000.0);
  }

  /** Which engines ran for which symbol. */
  static String coverage(BacktestResult result) {
    List<String> all = new ArrayList<>();
    result
        .engines()
        .forEach(
            (symbol, engines) ->
                all.add(symbol + " " + engines.stream().map(EngineId::number).toList()));
    return String.join(", ", all);
  }

  private String entries() {
    return "  %d entries: %d trades, %d without a fill (%.0f %%), %d under way"
        .formatted(
            result.entries().size(),
            result.trades().size(),
            result.noFills().size(),
            100 * result.noFillRate(),
            result.openTrades());
  }

  private String money() {
    Figures figures = report.figures();
    return "  net %s USDT = gross %s - fees %s - funding %s; wallets %s -> %s"
        .formatted(
            cents(figures.net()),
            cents(figures.gross()),
            cents(figures.fees()),
            cents(figures.funding()),
            wallets(result.opening()),
            wallets(result.closing()));
  }

  static String wallets(SortedMap<String, BigDecimal> wallets) {
    List<String> all = new ArrayList<>();
    wallets.forEach((asset, amount) -> all.add(amount.toPlainString() + " " + asset));
    return String.join(", ", all);
  }

  /** Money of a report, two decimals. */
  public static String cents(BigDecimal money) {
    return money.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Trades by strategy and exit. */
  private SortedMap<String, Integer> exits() {
    SortedMap<String, Integer> exits = new TreeMap<>();
    for (TradeSummary trade : result.trades()) {
      exits.merge(trade.strategy() + " " + trade.exitReason(), 1, Integer::sum);
    }
    return exits;
  }

  /** How many trades each strategy closed. */
  public static SortedMap<String, Integer> byStrategy(BacktestResult result) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (TradeSummary trade : result.trades()) {
      counts.merge(String.valueOf(trade.strategy()), 1, Integer::sum);
    }
    return counts;
  }

  static SortedMap<String, Integer> trips(BacktestResult result) {
    SortedMap<String, Integer> trips = new TreeMap<>();
    for (AccountEvent event : result.accountEvents()) {
      if (event instanceof AccountEvent.BreakerTripped tripped) {
        trips.merge(tripped.breaker().name(), 1, Integer::sum);
      }
    }
    return trips;
  }

  // ---- figures

  private void kpis(List<String> lines) {
    lines.add("  %-14s %14s  %-16s %-10s".formatted("KPI", "value", "target", "danger"));
    for (KpiValue value : report.kpis()) {
      String note = value.note().isEmpty() ? "" : "  (" + value.note() + ")";
      lines.add(
          "  %-14s %14s  %-16s %-10s %s%s"
              .formatted(
                  value.kpi().title(),
                  value.kpi().shown(value.value()),
                  value.kpi().targetText(),
                  value.kpi().dangerText(),
                  word(value.grade()),
                  note)
              .stripTrailing());
    }
  }

  static String word(Grade grade) {
    return switch (grade) {
      case TARGET -> "on target";
      case BETWEEN -> "between";
      case DANGER -> "DANGER";
      case UNKNOWN -> "unknown";
    };
  }

  private void groups(List<String> lines, Breakdown breakdown) {
    for (Breakdown.Group group : report.groups().getOrDefault(breakdown, List.of())) {
      Figures figures = group.figures();
      lines.add(
          "  %s %s: %d trades, %d won, net %s, fees %s"
              .formatted(
                  breakdown.title(),
                  group.name(),
                  figures.trades(),
                  figures.wins(),
                  cents(figures.net()),
                  cents(figures.fees())));
    }
  }

  private void accuracy(List<String> lines) {
    List<String> all = new ArrayList<>();
    for (EngineAccuracy each : report.accuracy()) {
      all.add(
          each.signalled() == 0
              ? each.engine().number() + " no signal"
              : "%s %.0f %% of %d"
                  .formatted(each.engine().number(), 100 * each.share(), each.signalled()));
    }
    lines.add("  engines right at entries: " + String.join(", ", all) + "; weights not learned");
  }

  private static List<String> chance(MonteCarlo drawn) {
    List<String> ruin = new ArrayList<>();
    for (MonteCarlo.Ruin each : drawn.ruin()) {
      ruin.add("%.0f %%: %.1f %%".formatted(100 * each.drawdown(), 100 * each.share()));
    }
    return List.of(
        "  %d times the same trades in another order and choice, 5 to 95 %%: result %.2f to %.2f %%, drawdown %.2f to %.2f %%"
            .formatted(
                drawn.paths(),
                100 * drawn.result().p5(),
                100 * drawn.result().p95(),
                100 * drawn.maxDrawdown().p5(),
                100 * drawn.maxDrawdown().p95()),
        "  share of them that fell below their peak by " + String.join(", ", ruin));
  }

  // ---- gates

  /** What each gate blocked of all marks, alone, and what was left of them after it. */
  private static List<String> gates(Symbol symbol, GateFunnel funnel) {
    List<String> lines = new ArrayList<>();
    for (GateFunnel.Tally tally : funnel.total()) {
      lines.add(
          "  %s, strategy %s: %d marks, %% that each gate blocks alone, and %% that are left after it"
              .formatted(symbol, tally.strategy(), tally.marks()));
      for (GateFunnel.Count gate : tally.counts()) {
        lines.add(
            gate.absent() == tally.marks()
                ? "    %-26s %8s".formatted(gate.gate(), "absent")
                : String.format(
                    Locale.ROOT,
                    "    %-26s %8.3f %8.3f",
                    gate.gate(),
                    share(tally.marks() - gate.passedAlone(), tally),
                    share(gate.passedInSequence(), tally)));
      }
    }
    return lines;
  }

  static double share(long marks, GateFunnel.Tally tally) {
    return tally.marks() == 0 ? 0 : 100.0 * marks / tally.marks();
  }
}
