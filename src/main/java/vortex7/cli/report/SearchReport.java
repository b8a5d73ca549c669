package vortex7.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import vortex7.backtest.report.MonteCarlo;
import vortex7.backtest.search.Measure;
import vortex7.backtest.search.Ranking.Ranked;
import vortex7.backtest.search.Trial;
import vortex7.backtest.search.WalkForward;
import vortex7.cli.page.Page;
import vortex7.cli.page.PageChart;
import vortex7.cli.page.PageChart.Kind;
import vortex7.cli.page.PageTable;
import vortex7.cli.page.PageTable.Cell;
import vortex7.cli.page.PageTable.Mark;

/**
 * What a search came to, for people and programs.
 *
 * @param facts what was searched
 * @param invalid configurations that were refused
 * @param walk empty when it was not asked for
 * @param chance of the best one's trades; empty without a trade
 * @param sensitivity empty when it was not asked for
 */
public record SearchReport(
    SequencedMap<String, String> facts,
    Measure measure,
    List<Ranked> ranked,
    List<Trial> invalid,
    Optional<WalkForward> walk,
    Optional<MonteCarlo> chance,
    List<Nudged> sensitivity) {
  private static final int LINES = 10;

  /**
   * The best configuration with one key changed.
   *
   * @param tried empty when it was refused, for the reason given
   */
  public record Nudged(
      String key, String from, String to, Optional<Ranked> tried, double change, String refused) {}

  /** How the chosen one of each fold was found and what it was worth; for a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    facts.forEach((name, value) -> lines.add("%-16s %s".formatted(name, value)));
    lines.add("%4s %12s %12s %7s  %s".formatted("rank", "score", measure.title(), "trades", ""));
    for (int i = 0; i < Math.min(LINES, ranked.size()); i++) {
      Ranked each = ranked.get(i);
      lines.add(
          "%4d %12s %12s %7d  %s"
              .formatted(
                  i + 1,
                  number(each.score()),
                  number(each.value()),
                  each.trades(),
                  each.trial().changed()));
    }
    for (Trial refused : invalid) {
      lines.add("refused: " + refused.changed() + ": " + refused.invalid());
    }
    walk.ifPresent(folds -> lines.addAll(walked(folds)));
    chance.ifPresent(
        drawn ->
            lines.add(
                "the best one's trades drawn anew %d times, 5 to 95 %%: result %s to %s, drawdown %s to %s"
                    .formatted(
                        drawn.paths(),
                        number(drawn.result().p5()),
                        number(drawn.result().p95()),
                        number(drawn.maxDrawdown().p5()),
                        number(drawn.maxDrawdown().p95()))));
    for (Nudged each : sensitivity) {
      lines.add(
          each.tried().isEmpty()
              ? "%-44s %s -> %s: refused: %s"
                  .formatted(each.key(), each.from(), each.to(), each.refused())
              : "%-44s %s -> %s: %s (%s)"
                  .formatted(
                      each.key(),
                      each.from(),
                      each.to(),
                      number(each.tried().get().value()),
                      signed(each.change())));
    }
    return lines;
  }

  private List<String> walked(WalkForward folds) {
    List<String> lines = new ArrayList<>();
    lines.add("walk-forward: best in training, and what it came to in the test after it");
    for (WalkForward.Fold fold : folds.folds()) {
      lines.add(
          "  test %s to %s: %s in training (%d trades), %s in the test (%d trades), rank %d of %d, %s"
              .formatted(
                  Instant.ofEpochMilli(fold.testFrom()),
                  Instant.ofEpochMilli(fold.testTo()),
                  number(fold.chosen().value()),
                  fold.chosen().trades(),
                  number(fold.tested().value()),
                  fold.tested().trades(),
                  fold.testRank(),
                  fold.trials(),
                  fold.chosen().trial().changed()));
    }
    lines.add(
        "  mean %s in training, %s in the tests"
            .formatted(number(folds.meanTrain()), number(folds.meanTest())));
    return lines;
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.5f", value) : "-";
  }

  private static String signed(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.5f", value) : "-";
  }

  // ---- tables for other programs

  /** The keys that were varied. */
  private List<String> keys() {
    NavigableSet<String> keys = new TreeSet<>();
    ranked.forEach(each -> keys.addAll(each.trial().changed().keySet()));
    return List.copyOf(keys);
  }

  public String resultsCsv() {
    StringBuilder csv = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("rank", "score", measure.title(), "trades"));
    head.addAll(List.of("noFills", "netUsdt", "decisionHash", "configurationHash"));
    head.addAll(keys());
    row(csv, head);
    for (int i = 0; i < ranked.size(); i++) {
      Ranked each = ranked.get(i);
      List<String> cells = new ArrayList<>();
      cells.add(String.valueOf(i + 1));
      cells.add(plain(each.score()));
      cells.add(plain(each.value()));
      cells.add(String.valueOf(each.trades()));
      cells.add(String.valueOf(each.trial().noFills()));
      cells.add(plain(each.trial().trades().stream().mapToDouble(Trial.Closed::net).sum()));
      cells.add(each.trial().decisionHash());
      cells.add(each.trial().hash());
      keys().forEach(key -> cells.add(each.trial().changed().getOrDefault(key, "")));
      row(csv, cells);
    }
    return csv.toString();
  }

  public String walkForwardCsv() {
    StringBuilder csv = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("trainFrom", "testFrom", "testTo"));
    head.addAll(List.of("train", "trainTrades", "test", "testTrades", "testRank", "trials"));
    head.addAll(keys());
    row(csv, head);
    for (WalkForward.Fold fold : walk.map(WalkForward::folds).orElse(List.of())) {
      List<String> cells = new ArrayList<>();
      cells.add(Instant.ofEpochMilli(fold.trainFrom()).toString());
      cells.add(Instant.ofEpochMilli(fold.testFrom()).toString());
      cells.add(Instant.ofEpochMilli(fold.testTo()).toString());
      cells.add(plain(fold.chosen().value()));
      cells.add(String.valueOf(fold.chosen().trades()));
      cells.add(plain(fold.tested().value()));
      cells.add(String.valueOf(fold.tested().trades()));
      cells.add(String.valueOf(fold.testRank()));
      cells.add(String.valueOf(fold.trials()));
      keys().forEach(key -> cells.add(fold.chosen().trial().changed().getOrDefault(key, "")));
      row(csv, cells);
    }
    return csv.toString();
  }

  public String sensitivityCsv() {
    StringBuilder csv = new StringBuilder();
    row(csv, List.of("key", "from", "to", measure.title(), "change", "trades", "refused"));
    for (Nudged each : sensitivity) {
      row(
          csv,
          List.of(
              each.key(),
              each.from(),
              each.to(),
              each.tried().map(tried -> plain(tried.value())).orElse(""),
              plain(each.change()),
              each.tried().map(tried -> String.valueOf(tried.trades())).orElse(""),
              each.refused()));
    }
    return csv.toString();
  }

  private static String plain(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  /** By RFC 4180. */
  private static void row(StringBuilder csv, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean quoted = cell.matches("(?s).*[\",\n\r].*");
      csv.append(i == 0 ? "" : ",")
          .append(quoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
    }
    csv.append("\r\n");
  }

  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode about = root.putObject("search");
    facts.forEach(about::put);
    root.put("measure", measure.title());
    ArrayNode all = root.putArray("ranked");
    ranked.forEach(each -> add(all.addObject(), each));
    ArrayNode refused = root.putArray("refused");
    for (Trial each : invalid) {
      ObjectNode node = refused.addObject();
      changed(node, each);
      node.put("why", each.invalid());
    }
    walk.ifPresent(
        folds -> {
          ObjectNode node = root.putObject("walkForward");
          ReportJson.number(node, "meanTrain", folds.meanTrain());
          ReportJson.number(node, "meanTest", folds.meanTest());
          ArrayNode array = node.putArray("folds");
          for (WalkForward.Fold fold : folds.folds()) {
            ObjectNode one = array.addObject();
            one.put("trainFrom", Instant.ofEpochMilli(fold.trainFrom()).toString())
                .put("testFrom", Instant.ofEpochMilli(fold.testFrom()).toString())
                .put("testTo", Instant.ofEpochMilli(fold.testTo()).toString())
                .put("testRank", fold.testRank())
                .put("trials", fold.trials());
            add(one.putObject("train"), fold.chosen());
            add(one.putObject("test"), fold.tested());
          }
        });
    chance.ifPresent(drawn -> ReportJson.add(root.putObject("monteCarlo"), drawn));
    ArrayNode nudged = root.putArray("sensitivity");
    for (Nudged each : sensitivity) {
      ObjectNode node = nudged.addObject();
      node.put("key", each.key()).put("from", each.from()).put("to", each.to());
      ReportJson.number(node, "value", each.tried().map(Ranked::value).orElse(Double.NaN));
      ReportJson.number(node, "change", each.change());
      node.put("refused", each.refused());
    }
    return root;
  }

  private static void add(ObjectNode node, Ranked each) {
    changed(node, each.trial());
    node.put("trades", each.trades());
    ReportJson.number(node, "value", each.value());
    ReportJson.number(node, "score", each.score());
    node.put("configurationHash", each.trial().hash());
    node.put("decisionHash", each.trial().decisionHash());
  }

  private static void changed(ObjectNode node, Trial trial) {
    ObjectNode changed = node.putObject("changed");
    trial.changed().forEach(changed::put);
  }

  // ---- as a page

  public String html() {
    Page page = new Page("Search by " + measure.title());
    page.facts(facts);
    page.section("Ranked", "");
    List<String> keys = keys();
    PageTable table =
        new PageTable("", "")
            .numbers("rank", "score", measure.title(), "trades", "no fills")
            .words(keys.toArray(String[]::new));
    for (int i = 0; i < ranked.size(); i++) {
      Ranked each = ranked.get(i);
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(String.valueOf(i + 1)));
      cells.add(Cell.of(number(each.score())));
      cells.add(new Cell(number(each.value()), Mark.of(each.value())));
      cells.add(Cell.of(String.valueOf(each.trades())));
      cells.add(Cell.of(String.valueOf(each.trial().noFills())));
      keys.forEach(key -> cells.add(Cell.of(each.trial().changed().getOrDefault(key, ""))));
      table.row(cells);
    }
    page.table(table);
    courses(page);
    walk.ifPresent(folds -> walk(page, folds));
    chance.ifPresent(drawn -> ChancePart.write(page, drawn));
    nudges(page);
    return page.html();
  }

  /** The results of the first few, trade by trade. */
  private void courses(Page page) {
    PageChart chart = PageChart.overTime("Net result, USDT", "trade by trade, the first five");
    boolean any = false;
    for (int i = 0; i < Math.min(5, ranked.size()); i++) {
      PageChart.Line line = chart.line("rank " + (i + 1), Kind.STEP);
      double sum = 0;
      List<Trial.Closed> byExit =
          ranked.get(i).trial().trades().stream()
              .sorted(java.util.Comparator.comparingLong(Trial.Closed::exitMillis))
              .toList();
      for (Trial.Closed trade : byExit) {
        sum += trade.net();
        line.add(trade.exitMillis(), sum);
        any = true;
      }
    }
    if (any) {
      page.chart(chart);
    }
  }

  private void walk(Page page, WalkForward folds) {
    page.section(
        "Walk-forward",
        "best in training, and what it came to in the test after it; mean %s in training, %s in the tests"
            .formatted(number(folds.meanTrain()), number(folds.meanTest())));
    PageTable table =
        new PageTable("", "")
            .words("training from", "test from", "test to")
            .numbers("training", "trades", "test", "trades")
            .words("rank in the test")
            .texts("chosen");
    for (WalkForward.Fold fold : folds.folds()) {
      table.row(
          List.of(
              Cell.of(Instant.ofEpochMilli(fold.trainFrom()).toString()),
              Cell.of(Instant.ofEpochMilli(fold.testFrom()).toString()),
              Cell.of(Instant.ofEpochMilli(fold.testTo()).toString()),
              Cell.of(number(fold.chosen().value())),
              Cell.of(String.valueOf(fold.chosen().trades())),
              new Cell(number(fold.tested().value()), Mark.of(fold.tested().value())),
              Cell.of(String.valueOf(fold.tested().trades())),
              Cell.of(fold.testRank() + " of " + fold.trials()),
              Cell.of(fold.chosen().trial().changed().toString())));
    }
    page.table(table);
  }

  private void nudges(Page page) {
    if (sensitivity.isEmpty()) {
      return;
    }
    page.section("Sensitivity", "the best one with one key changed");
    PageTable table =
        new PageTable("", "")
            .words("key")
            .numbers("from", "to", measure.title(), "change", "trades")
            .texts("");
    for (Nudged each : sensitivity) {
      table.row(
          List.of(
              Cell.of(each.key()),
              Cell.of(each.from()),
              Cell.of(each.to()),
              Cell.of(each.tried().map(tried -> number(tried.value())).orElse("-")),
              new Cell(signed(each.change()), Mark.of(each.change())),
              Cell.of(each.tried().map(tried -> String.valueOf(tried.trades())).orElse("-")),
              Cell.of(each.refused())));
    }
    page.table(table);
  }
}
