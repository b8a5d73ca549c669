package vortex7.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import vortex7.backtest.BacktestResult;
import vortex7.backtest.report.Breakdown;
import vortex7.backtest.report.Distribution;
import vortex7.backtest.report.EngineAccuracy;
import vortex7.backtest.report.Figures;
import vortex7.backtest.report.KpiValue;
import vortex7.backtest.report.Lineage;
import vortex7.backtest.report.MonteCarlo;
import vortex7.backtest.report.RunReport;
import vortex7.decision.Decision;
import vortex7.decision.GateFunnel;
import vortex7.decision.GateVerdict;
import vortex7.position.TradeSummary;
import vortex7.signal.EngineId;
import vortex7.signal.Reading;
import vortex7.signal.Validity;

/**
 * A report as JSON: times ISO-8601 in UTC, money and prices as decimal texts, statistics as
 * numbers, null for what is not known or has no end. Its fields are written down in
 * src/docs/backtest.md; they are added to and never renamed.
 */
public final class ReportJson {
  private static final int FORMAT = 1;

  private final RunReport report;
  private final BacktestResult result;
  private final RunFacts facts;

  public ReportJson(RunReport report, RunFacts facts) {
    this.report = report;
    this.result = report.result();
    this.facts = facts;
  }

  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    run(root);
    money(root);
    ObjectNode refusals = root.putObject("refusals");
    result.refusals().forEach(refusals::put);
    ObjectNode trips = root.putObject("trips");
    ReportText.trips(result).forEach(trips::put);
    figures(root.putObject("figures"), report.figures());
    ArrayNode kpis = root.putArray("kpis");
    report.kpis().forEach(value -> add(kpis.addObject(), value));
    groups(root.putObject("groups"));
    days(root.putArray("days"));
    ObjectNode spread = root.putObject("distributions");
    add(spread.putObject("holdMinutes"), report.holdMinutes());
    add(spread.putObject("r"), report.rewards());
    engines(root);
    drawdown(root.putObject("drawdown"));
    report.monteCarlo().ifPresent(drawn -> add(root.putObject("monteCarlo"), drawn));
    lists(root);
    ObjectNode funnels = root.putObject("gates");
    result.funnels().forEach((symbol, funnel) -> add(funnels.putObject(symbol.code()), funnel));
    return root;
  }

  // ---- the run

  private void run(ObjectNode root) {
    root.put("source", facts.source());
    root.put("queueModel", facts.queueModel());
    root.put("profile", result.profile());
    root.put("seed", facts.seed());
    root.put("from", result.from().toString());
    root.put("to", result.to().toString());
    root.put("seconds", facts.seconds());
    root.put("events", result.events());
    root.put("decisions", result.decisions());
    root.put("decisionHash", result.decisionHash());
    root.put("configurationHash", facts.configurationHash());
    ObjectNode engines = root.putObject("engines");
    result
        .engines()
        .forEach(
            (symbol, present) -> {
              ArrayNode list = engines.putArray(symbol.code());
              present.forEach(engine -> list.add(engine.number()));
            });
    texts(root.putArray("departures"), facts.departures());
    texts(root.putArray("data"), facts.notes());
    ObjectNode configuration = root.putObject("configuration");
    facts.configuration().forEach(configuration::put);
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private void money(ObjectNode root) {
    root.put("entries", result.entries().size());
    root.put("openTrades", result.openTrades());
    number(root, "noFillRate", result.noFillRate());
    root.put("net", result.net().toPlainString());
    root.put("fees", result.fees().toPlainString());
    wallets(root.putObject("opening"), result.opening());
    wallets(root.putObject("closing"), result.closing());
    wallets(root.putObject("feesByAsset"), report.charged());
  }

  private static void wallets(ObjectNode node, SortedMap<String, BigDecimal> wallets) {
    wallets.forEach((asset, amount) -> node.put(asset, amount.toPlainString()));
  }

  // ---- figures

  private static void figures(ObjectNode node, Figures figures) {
    node.put("trades", figures.trades())
        .put("fragments", figures.fragments())
        .put("noFills", figures.noFills())
        .put("attempts", figures.attempts())
        .put("wins", figures.wins())
        .put("losses", figures.losses())
        .put("gross", figures.gross().toPlainString())
        .put("fees", figures.fees().toPlainString())
        .put("funding", figures.funding().toPlainString())
        .put("net", figures.net().toPlainString())
        .put("makerFills", figures.makerFills())
        .put("takerFills", figures.takerFills())
        .put("takerExits", figures.takerExits());
    number(node, "winRate", figures.winRate());
    number(node, "feeRatio", figures.feeRatio());
    number(node, "averageHoldMinutes", figures.averageHoldMinutes());
    number(node, "profitFactor", figures.profitFactor());
    number(node, "makerRate", figures.makerRate());
    number(node, "averageRr", figures.averageRewardToRisk());
    number(node, "expectancy", figures.expectancy());
    number(node, "breakEven", figures.breakEven());
  }

  static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static void add(ObjectNode node, KpiValue value) {
    node.put("kpi", value.kpi().name()).put("title", value.kpi().title());
    number(node, "value", value.value());
    node.put("shown", value.kpi().shown(value.value()))
        .put("grade", value.grade().name())
        .put("target", value.kpi().targetText())
        .put("danger", value.kpi().dangerText())
        .put("formula", value.kpi().formula())
        .put("note", value.note());
  }

  private void groups(ObjectNode node) {
    report
        .groups()
        .forEach(
            (breakdown, groups) -> {
              ArrayNode all = node.putArray(breakdown.name().toLowerCase(Locale.ROOT));
              for (Breakdown.Group group : groups) {
                ObjectNode each = all.addObject().put("name", group.name());
                figures(each, group.figures());
                number(each, "maxDrawdown", group.maxDrawdown());
                if (breakdown.knowsNoFills()) {
                  number(each, "noFillRate", group.figures().noFillRate());
                }
              }
            });
  }

  private void days(ArrayNode days) {
    report
        .days()
        .forEach(
            day ->
                days.addObject()
                    .put("date", day.date().toString())
                    .put("balance", day.balance().toPlainString())
                    .put("trades", day.trades())
                    .put("net", day.net().toPlainString())
                    .put("share", day.share()));
  }

  private static void add(ObjectNode node, Distribution spread) {
    node.put("count", spread.count());
    number(node, "mean", spread.mean());
    number(node, "deviation", spread.deviation());
    number(node, "smallest", spread.smallest());
    number(node, "p10", spread.p10());
    number(node, "median", spread.median());
    number(node, "p90", spread.p90());
    number(node, "largest", spread.largest());
    ArrayNode bins = node.putArray("bins");
    spread
        .bins()
        .forEach(
            bin ->
                bins.addObject()
                    .put("from", bin.from())
                    .put("to", bin.to())
                    .put("count", bin.count()));
  }

  private void engines(ObjectNode root) {
    ArrayNode accuracy = root.putArray("accuracy");
    for (EngineAccuracy each : report.accuracy()) {
      ObjectNode node = accuracy.addObject();
      node.put("engine", each.engine().number())
          .put("signalled", each.signalled())
          .put("right", each.right());
      number(node, "share", each.share());
      number(node, "low", each.low());
      number(node, "high", each.high());
    }
    root.putObject("weights")
        .put("learned", false)
        .put("E1", facts.weights().orderFlow())
        .put("E2", facts.weights().tick())
        .put("E3", facts.weights().technical())
        .put("E4", facts.weights().sentiment());
  }

  private void drawdown(ObjectNode node) {
    number(node, "max", report.equity().maxDrawdown());
    node.put("peakAt", report.equity().peakAt().toString())
        .put("troughAt", report.equity().troughAt().toString());
  }

  static void add(ObjectNode node, MonteCarlo drawn) {
    node.put("trades", drawn.trades()).put("paths", drawn.paths()).put("seed", drawn.seed());
    band(node.putObject("result"), drawn.result());
    band(node.putObject("maxDrawdown"), drawn.maxDrawdown());
    ArrayNode ruin = node.putArray("ruin");
    drawn
        .ruin()
        .forEach(
            each -> ruin.addObject().put("drawdown", each.drawdown()).put("share", each.share()));
  }

  private static void band(ObjectNode node, MonteCarlo.Band band) {
    node.put("p5", band.p5())
        .put("p25", band.p25())
        .put("p50", band.p50())
        .put("p75", band.p75())
        .put("p95", band.p95());
  }

  // ---- lists

  private void lists(ObjectNode root) {
    ArrayNode entered = root.putArray("entered");
    result.entries().forEach(decision -> entered(entered.addObject(), decision));
    ArrayNode trades = root.putArray("trades");
    report.trades().forEach(lineage -> add(trades.addObject(), lineage));
    ArrayNode noFills = root.putArray("noFills");
    result
        .noFills()
        .forEach(
            none ->
                noFills
                    .addObject()
                    .put("ref", none.ref())
                    .put("symbol", none.symbol().code())
                    .put("strategy", String.valueOf(none.strategy()))
                    .put("at", none.at().toString()));
    ArrayNode equity = root.putArray("equity");
    for (int i = 0; i < result.equity().size(); i++) {
      equity
          .addObject()
          .put("at", result.equity().get(i).at().toString())
          .put("wallet", result.equity().get(i).wallet().toPlainString())
          .put("equity", result.equity().get(i).equity().toPlainString())
          .put("afterFees", report.equity().points().get(i).equity().toPlainString());
    }
    ArrayNode decided = root.putArray("decided");
    result
        .decided()
        .forEach(
            each ->
                decided
                    .addObject()
                    .put("time", each.timeMillis())
                    .put("decisions", each.decisions())
                    .put("hash", each.hash()));
    ArrayNode alerts = root.putArray("alerts");
    result
        .alerts()
        .forEach(
            alert -> alerts.addObject().put("at", alert.at().toString()).put("what", alert.what()));
  }

  private static void entered(ObjectNode node, Decision decision) {
    node.put("ref", decision.ref())
        .put("time", decision.time().toString())
        .put("action", decision.action().name())
        .put("strategy", decision.strategy().map(Enum::name).orElse(""))
        .put("score", decision.score())
        .put("confidence", decision.confidence());
  }

  private static void add(ObjectNode node, Lineage lineage) {
    TradeSummary trade = lineage.trade();
    node.put("ref", trade.ref())
        .put("symbol", trade.symbol().code())
        .put("strategy", String.valueOf(trade.strategy()))
        .put("side", trade.side().name())
        .put("quantity", trade.quantity().toPlainString())
        .put("leverage", trade.leverage())
        .put("entryPrice", trade.entryPrice().toPlainString())
        .put("exitPrice", trade.exitPrice().toPlainString())
        .put("stopPrice", trade.stopPrice().toPlainString())
        .put("targetPrice", trade.targetPrice().toPlainString())
        .put("pnlGross", trade.pnlGross().toPlainString())
        .put("fees", trade.feeTotal().toPlainString())
        .put("funding", trade.funding().toPlainString())
        .put("pnlNet", trade.pnlNet().toPlainString());
    number(node, "r", lineage.r());
    node.put("exitReason", trade.exitReason().name())
        .put("entryTime", trade.entryTime().toString())
        .put("exitTime", trade.exitTime().toString())
        .put("holdMillis", trade.hold().toMillis())
        .put("makerFills", trade.makerFills())
        .put("takerFills", trade.takerFills())
        .put("takerExits", trade.takerExits())
        .put("regime", trade.regime())
        .put("volatility", trade.volatilityPhase())
        .put("confidence", trade.confidence())
        .put("score", trade.score());
    lineage.decision().ifPresent(decision -> decision(node.putObject("decision"), decision));
  }

  private static void decision(ObjectNode node, Decision decision) {
    node.put("time", decision.time().toString())
        .put("mark", decision.mark().number())
        .put("reason", decision.reason());
    ArrayNode readings = node.putArray("readings");
    for (EngineId engine : EngineId.values()) {
      Reading reading = decision.readings().of(engine);
      if (reading.validity() != Validity.ABSENT) {
        readings
            .addObject()
            .put("engine", engine.number())
            .put("direction", reading.direction().name())
            .put("strength", reading.strength())
            .put("validity", reading.validity().name());
      }
    }
    ArrayNode gates = node.putArray("gates");
    for (GateVerdict verdict : decision.gates()) {
      gates
          .addObject()
          .put("gate", verdict.name())
          .put("outcome", verdict.outcome().name())
          .put("explanation", verdict.explanation());
    }
  }

  private static void add(ObjectNode node, GateFunnel funnel) {
    for (GateFunnel.Tally tally : funnel.total()) {
      ObjectNode strategy = node.putObject(tally.strategy().name());
      strategy.put("marks", tally.marks());
      ArrayNode gates = strategy.putArray("gates");
      for (GateFunnel.Count gate : tally.counts()) {
        gates
            .addObject()
            .put("gate", gate.gate().name())
            .put("passedAlone", gate.passedAlone())
            .put("passedInSequence", gate.passedInSequence())
            .put("absent", gate.absent());
      }
    }
  }
}
