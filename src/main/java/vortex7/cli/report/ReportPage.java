package vortex7.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import vortex7.backtest.BacktestResult;
import vortex7.backtest.PricePoint;
import vortex7.backtest.report.Breakdown;
import vortex7.backtest.report.Distribution;
import vortex7.backtest.report.EngineAccuracy;
import vortex7.backtest.report.EquityCourse;
import vortex7.backtest.report.Figures;
import vortex7.backtest.report.Grade;
import vortex7.backtest.report.KpiValue;
import vortex7.backtest.report.Lineage;
import vortex7.backtest.report.RunReport;
import vortex7.cli.page.Page;
import vortex7.cli.page.PageChart;
import vortex7.cli.page.PageChart.Kind;
import vortex7.cli.page.PageTable;
import vortex7.cli.page.PageTable.Cell;
import vortex7.cli.page.PageTable.Mark;
import vortex7.decision.GateFunnel;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.TradeSummary;

/** A report as one page that is opened in a browser. */
public final class ReportPage {
  private static final String MARKET = "market";

  private final RunReport report;
  private final BacktestResult result;
  private final RunFacts facts;

  public ReportPage(RunReport report, RunFacts facts) {
    this.report = report;
    this.result = report.result();
    this.facts = facts;
  }

  /** The page as HTML. */
  public String html() {
    Page page = new Page("Backtest " + ReportText.span(result));
    page.facts(runFacts());
    if (!facts.notes().isEmpty()) {
      page.text(facts.notes());
    }
    kpis(page);
    course(page);
    prices(page);
    groups(page);
    spreads(page);
    engines(page);
    chance(page);
    trades(page);
    new FunnelTables(result).write(page);
    configuration(page);
    return page.html();
  }

  private LinkedHashMap<String, String> runFacts() {
    Figures figures = report.figures();
    LinkedHashMap<String, String> rows = new LinkedHashMap<>();
    rows.put("market", facts.source());
    rows.put("span", ReportText.span(result));
    rows.put("engines", ReportText.coverage(result));
    rows.put("profile", result.profile());
    rows.put("seed", String.valueOf(facts.seed()));
    rows.put("queue model", facts.queueModel());
    rows.put("decisions", result.decisions() + " on " + result.events() + " events");
    rows.put("decision hash", result.decisionHash());
    rows.put("configuration hash", facts.configurationHash());
    rows.put(
        "entries",
        "%d: %d trades, %d without a fill, %d under way"
            .formatted(
                result.entries().size(),
                result.trades().size(),
                result.noFills().size(),
                result.openTrades()));
    rows.put(
        "net",
        "%s USDT = gross %s - fees %s - funding %s"
            .formatted(
                ReportText.cents(figures.net()),
                ReportText.cents(figures.gross()),
                ReportText.cents(figures.fees()),
                ReportText.cents(figures.funding())));
    rows.put(
        "fills",
        "%d maker, %d taker of entries and targets, %d taker exits by rule"
            .formatted(figures.makerFills(), figures.takerFills(), figures.takerExits()));
    rows.put("wallets before", ReportText.wallets(result.opening()));
    rows.put("wallets after", ReportText.wallets(result.closing()));
    if (!result.refusals().isEmpty()) {
      rows.put("refused by", result.refusals().toString());
    }
    if (!ReportText.trips(result).isEmpty()) {
      rows.put("breakers tripped", ReportText.trips(result).toString());
    }
    return rows;
  }

  // ---- figures

  private void kpis(Page page) {
    page.section("Key figures", "");
    PageTable table =
        new PageTable("", "").words("KPI").numbers("value").words("", "target", "danger").texts("");
    for (KpiValue value : report.kpis()) {
      Mark mark =
          value.grade() == Grade.TARGET
              ? Mark.GOOD
              : value.grade() == Grade.DANGER ? Mark.BAD : Mark.NONE;
      String note = value.note().isEmpty() ? "" : "; " + value.note();
      table.row(
          List.of(
              Cell.of(value.kpi().title()),
              new Cell(value.kpi().shown(value.value()), mark),
              new Cell(ReportText.word(value.grade()), mark),
              Cell.of(value.kpi().targetText()),
              Cell.of(value.kpi().dangerText()),
              Cell.of(value.kpi().formula() + note)));
    }
    page.table(table);
  }

  private void course(Page page) {
    page.section("Equity and drawdown", "with unrealised results, after all fees");
    PageChart equity = PageChart.overTime("Equity, USDT", "").group("time");
    PageChart.Line line = equity.line("equity", Kind.LINE);
    PageChart drawdown =
        PageChart.overTime(
                "Drawdown, %",
                "deepest %s, from %s to %s"
                    .formatted(
                        percent(report.equity().maxDrawdown()),
                        report.equity().peakAt(),
                        report.equity().troughAt()))
            .group("time");
    PageChart.Line below = drawdown.line("drawdown", Kind.LINE).filled().marked(Mark.BAD);
    List<EquityCourse.Point> points = report.equity().points();
    for (EquityCourse.Point point : Fewer.of(points, point -> point.equity().doubleValue())) {
      line.add(point.at().toEpochMilli(), point.equity().doubleValue());
      below.add(point.at().toEpochMilli(), -100 * point.drawdown());
    }
    page.chart(equity).chart(drawdown);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private void prices(Page page) {
    page.section("Price with entries and exits", "micro price; wheel or pinch to zoom");
    result
        .prices()
        .forEach(
            (symbol, points) -> {
              PageChart chart =
                  PageChart.overTime(symbol.code(), points.isEmpty() ? "no price was seen" : "")
                      .tall()
                      .group(MARKET);
              PageChart.Line price = chart.line("price", Kind.LINE).thin().marked(Mark.NONE);
              for (PricePoint point : Fewer.of(points, PricePoint::last)) {
                price.add(point.openMillis(), point.last());
              }
              marks(chart, symbol);
              page.chart(chart);
            });
  }

  private void marks(PageChart chart, Symbol symbol) {
    List<Lineage> own =
        report.trades().stream().filter(each -> each.trade().symbol().equals(symbol)).toList();
    PageChart.Line longs = chart.line("long entry", Kind.UP);
    PageChart.Line shorts = chart.line("short entry", Kind.DOWN);
    PageChart.Line won = chart.line("exit won", Kind.DOT).marked(Mark.GOOD);
    PageChart.Line lost = chart.line("exit lost", Kind.DOT).marked(Mark.BAD);
    for (Lineage lineage : own) {
      TradeSummary trade = lineage.trade();
      String entry =
          "%s in %s at %s, strategy %s"
              .formatted(trade.ref(), side(trade), trade.entryPrice(), trade.strategy());
      (trade.side() == Side.BUY ? longs : shorts)
          .add(trade.entryTime().toEpochMilli(), trade.entryPrice().doubleValue(), entry);
      String exit =
          "%s out at %s, %s, net %s USDT"
              .formatted(
                  trade.ref(),
                  trade.exitPrice(),
                  trade.exitReason(),
                  ReportText.cents(trade.pnlNet()));
      (trade.pnlNet().signum() > 0 ? won : lost)
          .add(trade.exitTime().toEpochMilli(), trade.exitPrice().doubleValue(), exit);
    }
  }

  private static String side(TradeSummary trade) {
    return trade.side() == Side.BUY ? "LONG" : "SHORT";
  }

  // ---- groups and distributions

  private void groups(Page page) {
    if (result.trades().isEmpty()) {
      return;
    }
    page.pairs("Net result by group", "USDT after fees and funding");
    report
        .groups()
        .forEach(
            (breakdown, groups) -> {
              if (!groups.isEmpty()) {
                List<String> names = groups.stream().map(Breakdown.Group::name).toList();
                PageChart chart = PageChart.over("By " + breakdown.title(), "", names);
                PageChart.Line bars = chart.line("net", Kind.BAR).signed();
                groups.forEach(group -> bars.add(group.figures().net().doubleValue()));
                page.chart(chart);
              }
            });
    page.section("Key figures by group", "");
    report.groups().forEach((breakdown, groups) -> page.table(table(breakdown, groups)));
  }

  private static PageTable table(Breakdown breakdown, List<Breakdown.Group> groups) {
    PageTable table =
        new PageTable("By " + breakdown.title(), "")
            .words(breakdown.title())
            .numbers("trades", "won", "net", "gross", "fees", "funding", "fee ratio", "hold, min")
            .numbers("profit factor", "R:R", "expectancy", "maker", "no fill", "drawdown");
    for (Breakdown.Group group : groups) {
      Figures figures = group.figures();
      table.row(
          List.of(
              Cell.of(group.name()),
              Cell.of(String.valueOf(figures.trades())),
              Cell.of(share(figures.winRate())),
              new Cell(ReportText.cents(figures.net()), Mark.of(figures.net().signum())),
              Cell.of(ReportText.cents(figures.gross())),
              Cell.of(ReportText.cents(figures.fees())),
              Cell.of(ReportText.cents(figures.funding())),
              Cell.of(share(figures.feeRatio())),
              Cell.of(number(figures.averageHoldMinutes())),
              Cell.of(number(figures.profitFactor())),
              Cell.of(number(figures.averageRewardToRisk())),
              Cell.of(number(figures.expectancy())),
              Cell.of(share(figures.makerRate())),
              Cell.of(breakdown.knowsNoFills() ? String.valueOf(figures.noFills()) : "-"),
              Cell.of(percent(group.maxDrawdown()))));
    }
    return table;
  }

  private static String share(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f %%", 100 * value) : "-";
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
  }

  private void spreads(Page page) {
    if (report.holdMinutes().count() == 0) {
      return;
    }
    page.pairs("Distributions", "");
    spread(page, "Holds, minutes", report.holdMinutes());
    spread(page, "Results in R", report.rewards());
  }

  private static void spread(Page page, String title, Distribution spread) {
    PageChart chart =
        PageChart.over(
            title,
            "mean %s, median %s, 10 %% to 90 %%: %s to %s"
                .formatted(
                    number(spread.mean()),
                    number(spread.median()),
                    number(spread.p10()),
                    number(spread.p90())),
            spread.bins().stream().map(bin -> number(bin.from())).toList());
    PageChart.Line bars = chart.line("trades", Kind.BAR);
    spread.bins().forEach(bin -> bars.add(bin.count()));
    page.chart(chart);
  }

  // ---- engines and chance

  private void engines(Page page) {
    page.section(
        "Engines",
        "right direction and won / signalled, at the entries; the weights are those of the"
            + " configuration, not learned: learning does not exist yet");
    PageTable table =
        new PageTable("", "")
            .words("engine")
            .numbers("weight", "signalled", "right", "accuracy")
            .words("95 % interval");
    double[] weights = {
      facts.weights().orderFlow(),
      facts.weights().tick(),
      facts.weights().technical(),
      facts.weights().sentiment()
    };
    PageChart chart = PageChart.overTime("Accuracy over time", "after each trade");
    int i = 0;
    for (EngineAccuracy each : report.accuracy()) {
      String interval =
          each.signalled() == 0 ? "-" : share(each.low()) + " to " + share(each.high());
      table.row(
          List.of(
              Cell.of(each.engine().number() + " " + each.engine().code()),
              Cell.of(number(weights[i++])),
              Cell.of(String.valueOf(each.signalled())),
              Cell.of(String.valueOf(each.right())),
              Cell.of(share(each.share())),
              Cell.of(interval)));
      PageChart.Line line = chart.line(each.engine().number(), Kind.STEP);
      Fewer.of(each.course(), EngineAccuracy.Point::share)
          .forEach(point -> line.add(point.at().toEpochMilli(), 100 * point.share()));
    }
    page.table(table);
    if (!result.trades().isEmpty()) {
      page.chart(chart);
    }
  }

  private void chance(Page page) {
    report.monteCarlo().ifPresent(drawn -> ChancePart.write(page, drawn));
  }

  // ---- trades

  private void trades(Page page) {
    page.section("Trades", "by their ends; a reference unfolds where the trade came from");
    PageTable table =
        new PageTable("", "")
            .words("reference", "strategy", "side", "exit")
            .numbers("hold, s", "entry", "out", "quantity", "net", "fees", "R", "confidence")
            .words("regime");
    for (Lineage lineage : report.trades()) {
      TradeSummary trade = lineage.trade();
      table.row(
          List.of(
              Cell.of(trade.ref()),
              Cell.of(String.valueOf(trade.strategy())),
              Cell.of(side(trade)),
              Cell.of(trade.exitReason().name()),
              Cell.of(String.valueOf(trade.hold().toSeconds())),
              Cell.of(trade.entryPrice().stripTrailingZeros().toPlainString()),
              Cell.of(trade.exitPrice().stripTrailingZeros().toPlainString()),
              Cell.of(trade.quantity().toPlainString()),
              new Cell(ReportText.cents(trade.pnlNet()), Mark.of(trade.pnlNet().signum())),
              Cell.of(ReportText.cents(trade.feeTotal())),
              Cell.of(number(lineage.r())),
              Cell.of(number(trade.confidence())),
              Cell.of(trade.regime() + ", " + trade.volatilityPhase())),
          LineageText.lines(lineage));
    }
    page.table(table);
  }

  private void configuration(Page page) {
    page.section("Configuration", "hash " + facts.configurationHash());
    if (facts.departures().isEmpty()) {
      page.text(List.of("The profile leaves none of the documents' limits."));
    } else {
      PageTable departures =
          new PageTable("Where the profile leaves the documents", "").texts("departure");
      facts.departures().forEach(each -> departures.row(List.of(Cell.of(each))));
      page.table(departures);
    }
    PageTable keys = new PageTable("Every key", "").words("key").texts("value");
    List<String> names = new ArrayList<>(facts.configuration().keySet());
    names.forEach(
        name ->
            keys.row(
                List.of(Cell.of(name), Cell.of(facts.configuration().getOrDefault(name, "")))));
    page.table(keys);
  }

  /** The gates, each with what it blocks and what is left. */
  private record FunnelTables(BacktestResult result) {
    void write(Page page) {
      page.section(
          "Gate funnel",
          "% of the marks that each gate blocks alone, and % that are left after it");
      result
          .funnels()
          .forEach((symbol, funnel) -> funnel.total().forEach(t -> page.table(table(symbol, t))));
    }

    private static PageTable table(Symbol symbol, GateFunnel.Tally tally) {
      PageTable table =
          new PageTable(symbol + ", strategy " + tally.strategy(), tally.marks() + " marks")
              .words("gate")
              .numbers("blocks alone", "left");
      for (GateFunnel.Count gate : tally.counts()) {
        boolean absent = gate.absent() == tally.marks();
        double alone = ReportText.share(tally.marks() - gate.passedAlone(), tally);
        double left = ReportText.share(gate.passedInSequence(), tally);
        table.row(
            List.of(
                Cell.of(gate.gate().name()),
                Cell.of(absent ? "absent" : String.format(Locale.ROOT, "%.3f", alone)),
                Cell.of(absent ? "" : String.format(Locale.ROOT, "%.3f", left))));
      }
      return table;
    }
  }
}
