package vortex7.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vortex7.cli.page.Page;
import vortex7.cli.page.PageChart;
import vortex7.cli.page.PageChart.Kind;
import vortex7.cli.page.PageTable;
import vortex7.cli.page.PageTable.Cell;
import vortex7.cli.page.PageTable.Mark;

/** Two reports side by side, as their JSON has them. */
public final class Comparison {
  private static final List<String> RUN =
      List.of(
          "source",
          "from",
          "to",
          "profile",
          "seed",
          "queueModel",
          "events",
          "decisions",
          "decisionHash",
          "configurationHash",
          "entries",
          "net",
          "fees");

  private final JsonNode first;
  private final JsonNode second;
  private final Optional<String> firstDifference;
  private final List<Row> kpis = new ArrayList<>();

  /**
   * One figure.
   *
   * @param difference second less first; NaN when one of them is unknown
   */
  record Row(String title, String first, String second, double difference) {}

  /**
   * Compares.
   *
   * @param exact the first differing decision, where the runs' journals tell it
   */
  public Comparison(JsonNode first, JsonNode second, Optional<String> exact) {
    this.first = first;
    this.second = second;
    firstDifference = same() ? Optional.empty() : exact.or(() -> Optional.of(roughly()));
    SortedMap<String, JsonNode> others = new TreeMap<>();
    second.path("kpis").forEach(kpi -> others.put(kpi.path("kpi").asText(), kpi));
    for (JsonNode kpi : first.path("kpis")) {
      JsonNode other =
          others.getOrDefault(kpi.path("kpi").asText(), JsonNodeFactory.instance.objectNode());
      kpis.add(
          new Row(
              kpi.path("title").asText(),
              kpi.path("shown").asText("-"),
              other.path("shown").asText("-"),
              number(other.path("value")) - number(kpi.path("value"))));
    }
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  /** Whether every decision is the same. */
  public boolean same() {
    return first.path("decisionHash").equals(second.path("decisionHash"))
        && first.path("decisions").equals(second.path("decisions"));
  }

  /** Where they first decided otherwise; empty when nowhere. */
  public Optional<String> firstDifference() {
    return firstDifference;
  }

  // ---- from the reports alone

  /** The stretch in which the digests part, and the first entry that is another. */
  private String roughly() {
    String when = "the decisions differ";
    SortedMap<Long, JsonNode> others = new TreeMap<>();
    second.path("decided").forEach(point -> others.put(point.path("time").asLong(), point));
    long lastSame = Long.MIN_VALUE;
    for (JsonNode point : first.path("decided")) {
      long time = point.path("time").asLong();
      JsonNode other = others.get(time);
      if (other == null) {
        continue;
      }
      if (!point.path("hash").equals(other.path("hash"))) {
        when =
            (lastSame == Long.MIN_VALUE
                    ? "the decisions differ from the beginning"
                    : "the decisions are the same up to " + Instant.ofEpochMilli(lastSame))
                + " and differ before "
                + Instant.ofEpochMilli(time);
        return when + entry();
      }
      lastSame = time;
    }
    if (lastSame != Long.MIN_VALUE) {
      when = "the decisions are the same up to " + Instant.ofEpochMilli(lastSame);
    }
    return when + entry();
  }

  private String entry() {
    Iterator<JsonNode> a = first.path("entered").iterator();
    Iterator<JsonNode> b = second.path("entered").iterator();
    while (a.hasNext() || b.hasNext()) {
      String left = a.hasNext() ? words(a.next()) : "none";
      String right = b.hasNext() ? words(b.next()) : "none";
      if (!left.equals(right)) {
        return "; the first entry that differs: " + left + " and " + right;
      }
    }
    return "; the entries are the same";
  }

  private static String words(JsonNode entry) {
    return "%s %s by %s, score %.4f"
        .formatted(
            entry.path("ref").asText(),
            entry.path("action").asText(),
            entry.path("strategy").asText(),
            entry.path("score").asDouble());
  }

  /** Keys with other values, each as first and second. */
  private List<Row> configuration() {
    NavigableSet<String> keys = new TreeSet<>();
    first.path("configuration").fieldNames().forEachRemaining(keys::add);
    second.path("configuration").fieldNames().forEachRemaining(keys::add);
    List<Row> rows = new ArrayList<>();
    for (String key : keys) {
      String left = first.path("configuration").path(key).asText("none");
      String right = second.path("configuration").path(key).asText("none");
      if (!left.equals(right)) {
        rows.add(new Row(key, left, right, Double.NaN));
      }
    }
    return rows;
  }

  /** Net results of the groups of one kind. */
  private List<Row> groups(String kind) {
    SortedMap<String, String> left = nets(first, kind);
    SortedMap<String, String> right = nets(second, kind);
    NavigableSet<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      String a = left.getOrDefault(name, "0");
      String b = right.getOrDefault(name, "0");
      rows.add(new Row(name, a, b, Double.parseDouble(b) - Double.parseDouble(a)));
    }
    return rows;
  }

  private static SortedMap<String, String> nets(JsonNode report, String kind) {
    SortedMap<String, String> nets = new TreeMap<>();
    for (JsonNode group : report.path("groups").path(kind)) {
      nets.put(group.path("name").asText(), group.path("net").asText("0"));
    }
    return nets;
  }

  // ---- for a person

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%-18s %-32s %-32s".formatted("", "first", "second").stripTrailing());
    for (String name : RUN) {
      String left = first.path(name).asText();
      String right = second.path(name).asText();
      String mark = left.equals(right) ? "" : " *";
      lines.add("%-18s %-32s %-32s%s".formatted(name, brief(left), brief(right), mark));
    }
    for (Row row : kpis) {
      lines.add(
          "%-18s %-32s %-32s %s"
              .formatted(row.title(), row.first(), row.second(), signed(row.difference()))
              .stripTrailing());
    }
    for (Row row : groups("strategy")) {
      lines.add(
          "%-18s %-32s %-32s %s"
              .formatted(
                  "net, strategy " + row.title(),
                  row.first(),
                  row.second(),
                  signed(row.difference()))
              .stripTrailing());
    }
    configuration()
        .forEach(row -> lines.add(row.title() + ": " + row.first() + " | " + row.second()));
    lines.add(firstDifference.orElse("every decision is the same"));
    return lines;
  }

  private static String brief(String text) {
    return text.length() <= 32 ? text : text.substring(0, 31) + "…";
  }

  private static String signed(double difference) {
    return Double.isFinite(difference) ? String.format(Locale.ROOT, "%+.4f", difference) : "";
  }

  // ---- as JSON

  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("same", same());
    firstDifference.ifPresentOrElse(
        told -> root.put("firstDifference", told), () -> root.putNull("firstDifference"));
    ObjectNode run = root.putObject("run");
    for (String name : RUN) {
      ArrayNode both = run.putArray(name);
      both.add(first.path(name));
      both.add(second.path(name));
    }
    ArrayNode figures = root.putArray("kpis");
    kpis.forEach(row -> add(figures.addObject(), row));
    ObjectNode groups = root.putObject("groups");
    for (Map.Entry<String, JsonNode> kind : first.path("groups").properties()) {
      ArrayNode rows = groups.putArray(kind.getKey());
      groups(kind.getKey()).forEach(row -> add(rows.addObject(), row));
    }
    ArrayNode keys = root.putArray("configuration");
    configuration()
        .forEach(
            row ->
                keys.addObject()
                    .put("key", row.title())
                    .put("first", row.first())
                    .put("second", row.second()));
    return root;
  }

  private static void add(ObjectNode node, Row row) {
    node.put("title", row.title()).put("first", row.first()).put("second", row.second());
    ReportJson.number(node, "difference", row.difference());
  }

  // ---- as a page

  public String html() {
    Page page = new Page("Two backtests");
    page.section("Runs", firstDifference.orElse("every decision is the same"));
    PageTable run = new PageTable("", "").words("").texts("first", "second");
    for (String name : RUN) {
      String left = first.path(name).asText();
      String right = second.path(name).asText();
      Mark mark = left.equals(right) ? Mark.NONE : Mark.BAD;
      run.row(List.of(Cell.of(name), Cell.of(left), new Cell(right, mark)));
    }
    page.table(run);
    page.section("Key figures", "");
    page.table(table(kpis));
    page.section("Equity", "after all fees");
    PageChart chart = PageChart.overTime("USDT", "");
    equity(chart.line("first", Kind.LINE), first);
    equity(chart.line("second", Kind.LINE), second);
    page.chart(chart);
    page.section("Net result by group", "USDT");
    for (Map.Entry<String, JsonNode> kind : first.path("groups").properties()) {
      page.table(named(kind.getKey(), groups(kind.getKey())));
    }
    List<Row> keys = configuration();
    page.section("Configuration", keys.isEmpty() ? "every key is the same" : "");
    if (!keys.isEmpty()) {
      PageTable table = new PageTable("", "").words("key").texts("first", "second");
      keys.forEach(
          row ->
              table.row(
                  List.of(Cell.of(row.title()), Cell.of(row.first()), Cell.of(row.second()))));
      page.table(table);
    }
    return page.html();
  }

  private static PageTable table(List<Row> rows) {
    return named("", rows);
  }

  private static PageTable named(String title, List<Row> rows) {
    PageTable table = new PageTable(title, "").words("").numbers("first", "second", "difference");
    rows.forEach(
        row ->
            table.row(
                List.of(
                    Cell.of(row.title()),
                    Cell.of(row.first()),
                    Cell.of(row.second()),
                    Cell.of(signed(row.difference())))));
    return table;
  }

  private static void equity(PageChart.Line line, JsonNode report) {
    List<JsonNode> points = new ArrayList<>();
    report.path("equity").forEach(points::add);
    Fewer.of(points, point -> point.path("afterFees").asDouble())
        .forEach(
            point ->
                line.add(
                    Instant.parse(point.path("at").asText()).toEpochMilli(),
                    point.path("afterFees").asDouble()));
  }
}
