package vortex7.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import vortex7.decision.GateFunnel;
import vortex7.market.Symbol;
import vortex7.position.TradeSummary;
import vortex7.risk.AccountEvent;
import vortex7.settings.Settings;
import vortex7.signal.EngineId;

/** What a backtest came to, for a person and as JSON. */
final class BacktestReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final BacktestResult result;
  private final Settings settings;
  private final double seconds;

  /**
   * @param seconds that it took
   */
  BacktestReport(BacktestResult result, Settings settings, double seconds) {
    this.result = result;
    this.settings = settings;
    this.seconds = seconds;
  }

  // ---- for a person

  /**
   * @param gates whether to tell of every gate; without a trade they are told in any case
   */
  List<String> lines(boolean gates) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, profile %s, seed %d, %s"
            .formatted(settings.market().source(), result.profile(), settings.seed(), symbols()));
    Duration span = Duration.between(result.from(), result.to());
    lines.add(
        "  %s to %s UTC, %.1f min, at %.0f times real time"
            .formatted(
                TIME.format(result.from()),
                TIME.format(result.to()),
                span.toMillis() / 60_000.0,
                span.toMillis() / 1_000.0 / seconds));
    lines.add(
        "  %d events, %d decisions, hash %s"
            .formatted(result.events(), result.decisions(), result.decisionHash()));
    int entries = result.entries().size();
    lines.add(
        "  %d entries: %d trades, %d without a fill (%.0f %%), %d under way"
            .formatted(
                entries,
                result.trades().size(),
                result.noFills().size(),
                100 * result.noFillRate(),
                result.openTrades()));
    lines.add(money());
    exits().forEach((exit, count) -> lines.add("    %-12s %5d".formatted(exit, count)));
    result
        .refusals()
        .forEach((rule, count) -> lines.add("  refused by %s: %d".formatted(rule, count)));
    trips().forEach((trip, count) -> lines.add("  tripped %s: %d".formatted(trip, count)));
    if (gates || result.trades().isEmpty()) {
      result.funnels().forEach((symbol, funnel) -> lines.addAll(gates(symbol, funnel)));
    }
    return lines;
  }

  private String symbols() {
    List<String> all = new ArrayList<>();
    result
        .engines()
        .forEach(
            (symbol, engines) ->
                all.add(symbol + " " + engines.stream().map(EngineId::number).toList()));
    return String.join(", ", all);
  }

  private String money() {
    BigDecimal gross = sum(result.trades().stream().map(TradeSummary::pnlGross).toList());
    BigDecimal funding = sum(result.trades().stream().map(TradeSummary::funding).toList());
    return "  net %s USDT = gross %s - fees %s - funding %s; wallets %s -> %s"
        .formatted(
            cents(result.net()),
            cents(gross),
            cents(result.fees()),
            cents(funding),
            wallets(result.opening()),
            wallets(result.closing()));
  }

  private static String wallets(SortedMap<String, BigDecimal> wallets) {
    List<String> all = new ArrayList<>();
    wallets.forEach((asset, amount) -> all.add(amount.toPlainString() + " " + asset));
    return String.join(", ", all);
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static String cents(BigDecimal money) {
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
  static SortedMap<String, Integer> byStrategy(BacktestResult result) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (TradeSummary trade : result.trades()) {
      counts.merge(String.valueOf(trade.strategy()), 1, Integer::sum);
    }
    return counts;
  }

  private SortedMap<String, Integer> trips() {
    SortedMap<String, Integer> trips = new TreeMap<>();
    for (AccountEvent event : result.accountEvents()) {
      if (event instanceof AccountEvent.BreakerTripped tripped) {
        trips.merge(tripped.breaker().name(), 1, Integer::sum);
      }
    }
    return trips;
  }

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

  private static double share(long marks, GateFunnel.Tally tally) {
    return tally.marks() == 0 ? 0 : 100.0 * marks / tally.marks();
  }

  // ---- as JSON

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("source", settings.market().source());
    root.put("profile", result.profile());
    root.put("seed", settings.seed());
    root.put("from", result.from().toString());
    root.put("to", result.to().toString());
    root.put("seconds", seconds);
    root.put("events", result.events());
    root.put("decisions", result.decisions());
    root.put("decisionHash", result.decisionHash());
    ObjectNode engines = root.putObject("engines");
    result
        .engines()
        .forEach(
            (symbol, present) -> {
              ArrayNode list = engines.putArray(symbol.code());
              present.forEach(engine -> list.add(engine.number()));
            });
    root.put("entries", result.entries().size());
    root.put("openTrades", result.openTrades());
    root.put("noFillRate", result.noFillRate());
    root.put("net", result.net().toPlainString());
    root.put("fees", result.fees().toPlainString());
    wallets(root.putObject("opening"), result.opening());
    wallets(root.putObject("closing"), result.closing());
    ObjectNode refusals = root.putObject("refusals");
    result.refusals().forEach(refusals::put);
    ObjectNode trips = root.putObject("trips");
    trips().forEach(trips::put);
    ArrayNode trades = root.putArray("trades");
    result.trades().forEach(trade -> add(trades.addObject(), trade));
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
    result
        .equity()
        .forEach(
            point ->
                equity
                    .addObject()
                    .put("at", point.at().toString())
                    .put("wallet", point.wallet().toPlainString())
                    .put("equity", point.equity().toPlainString()));
    ObjectNode funnels = root.putObject("gates");
    result.funnels().forEach((symbol, funnel) -> add(funnels.putObject(symbol.code()), funnel));
    ArrayNode alerts = root.putArray("alerts");
    result
        .alerts()
        .forEach(
            alert -> alerts.addObject().put("at", alert.at().toString()).put("what", alert.what()));
    return root;
  }

  private static void wallets(ObjectNode node, SortedMap<String, BigDecimal> wallets) {
    wallets.forEach((asset, amount) -> node.put(asset, amount.toPlainString()));
  }

  private static void add(ObjectNode node, TradeSummary trade) {
    node.put("ref", trade.ref())
        .put("symbol", trade.symbol().code())
        .put("strategy", String.valueOf(trade.strategy()))
        .put("side", trade.side().name())
        .put("quantity", trade.quantity().toPlainString())
        .put("entryPrice", trade.entryPrice().toPlainString())
        .put("exitPrice", trade.exitPrice().toPlainString())
        .put("stopPrice", trade.stopPrice().toPlainString())
        .put("targetPrice", trade.targetPrice().toPlainString())
        .put("pnlGross", trade.pnlGross().toPlainString())
        .put("fees", trade.feeTotal().toPlainString())
        .put("funding", trade.funding().toPlainString())
        .put("pnlNet", trade.pnlNet().toPlainString())
        .put("exitReason", trade.exitReason().name())
        .put("entryTime", trade.entryTime().toString())
        .put("exitTime", trade.exitTime().toString())
        .put("holdMillis", trade.hold().toMillis())
        .put("makerFills", trade.makerFills())
        .put("takerFills", trade.takerFills())
        .put("takerExits", trade.takerExits())
        .put("regime", trade.regime())
        .put("confidence", trade.confidence())
        .put("score", trade.score());
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
