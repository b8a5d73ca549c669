package vortex7.cli.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A chart of a page, over time, over numbers or over names. */
public final class PageChart {
  /** How a series is drawn. */
  public enum Kind {
    LINE,
    STEP,
    BAR,
    /** Triangle that points up. */
    UP,
    DOWN,
    DOT
  }

  private final ObjectNode chart = JsonNodeFactory.instance.objectNode();
  private final ArrayNode series = JsonNodeFactory.instance.arrayNode();

  private PageChart(String title, String note) {
    chart.put("title", title).put("note", note);
  }

  /** Over time, epoch ms. */
  public static PageChart overTime(String title, String note) {
    return new PageChart(title, note);
  }

  /** Over numbers. */
  public static PageChart over(String title, String note, String name) {
    PageChart chart = new PageChart(title, note);
    chart.chart.put("x", "value").put("xName", name);
    return chart;
  }

  /** Over names, one value of each series for each. */
  public static PageChart over(String title, String note, List<String> names) {
    PageChart chart = new PageChart(title, note);
    ArrayNode categories = chart.chart.putArray("categories");
    names.forEach(categories::add);
    chart.chart.put("fromZero", true);
    return chart;
  }

  public PageChart tall() {
    chart.put("tall", true);
    return this;
  }

  /** Charts of one group are looked at together: what is pointed at in one shows in all. */
  public PageChart group(String name) {
    chart.put("group", name);
    return this;
  }

  /** Begins a series; points go to the answer. */
  public Line line(String name, Kind kind) {
    ObjectNode node = series.addObject();
    node.put("name", name).put("kind", kind.name().toLowerCase(java.util.Locale.ROOT));
    return new Line(node, node.putArray("points"));
  }

  void write(ObjectNode block) {
    block.setAll(chart);
    block.set("series", series);
  }

  /** One series of a chart. */
  public static final class Line {
    private final ObjectNode node;
    private final ArrayNode points;

    private Line(ObjectNode node, ArrayNode points) {
      this.node = node;
      this.points = points;
    }

    public Line thin() {
      node.put("thin", true);
      return this;
    }

    public Line filled() {
      node.put("filled", true);
      return this;
    }

    /** Good above 0, bad below. */
    public Line signed() {
      node.put("signed", true);
      return this;
    }

    public Line marked(PageTable.Mark mark) {
      node.put(
          "colour",
          mark == PageTable.Mark.NONE ? "faint" : mark == PageTable.Mark.GOOD ? "good" : "bad");
      return this;
    }

    /** The next point; one that is not finite is a hole. */
    public Line add(double x, double y) {
      ArrayNode point = points.addArray();
      Page.add(point, x);
      Page.add(point, y);
      return this;
    }

    /** At a time, with a text that shows when it is pointed at. */
    public Line add(long timeMillis, double y, String text) {
      ArrayNode point = points.addArray();
      point.add(timeMillis);
      Page.add(point, y);
      point.add(text);
      return this;
    }

    public Line add(long timeMillis, double y) {
      ArrayNode point = points.addArray();
      point.add(timeMillis);
      Page.add(point, y);
      return this;
    }

    /** The value of the next name. */
    public Line add(double value) {
      Page.add(points, value);
      return this;
    }
  }
}
