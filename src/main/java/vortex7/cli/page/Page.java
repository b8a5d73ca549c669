package vortex7.cli.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SequencedMap;

/**
 * A page of facts, tables and charts in one file that needs nothing else: charting library, style
 * and data are in it, its policy forbids every request, and all texts are set as texts.
 */
public final class Page {
  private static final String TEMPLATE = "report-page.html";
  private static final MathContext DIGITS = new MathContext(9);

  private final String title;
  private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();

  public Page(String title) {
    this.title = title;
  }

  private ObjectNode block(String type) {
    return blocks.addObject().put("type", type);
  }

  /** What follows stands under this heading, one below the other. */
  public Page section(String heading, String note) {
    block("section").put("title", heading).put("note", note);
    return this;
  }

  /** What follows stands under this heading, side by side where there is room. */
  public Page pairs(String heading, String note) {
    block("section").put("title", heading).put("note", note).put("pairs", true);
    return this;
  }

  /** Names and values. */
  public Page facts(SequencedMap<String, String> facts) {
    ArrayNode rows = block("facts").putArray("rows");
    facts.forEach((name, value) -> rows.addArray().add(name).add(value));
    return this;
  }

  /** Sentences. */
  public Page text(List<String> lines) {
    ArrayNode all = block("text").putArray("lines");
    lines.forEach(all::add);
    return this;
  }

  public Page table(PageTable table) {
    table.write(block("table"));
    return this;
  }

  public Page chart(PageChart chart) {
    chart.write(block("chart"));
    return this;
  }

  /** The page as HTML. */
  public String html() {
    try {
      return Resources.text(TEMPLATE)
          .replace("{{title}}", Resources.escaped(title))
          .replace("{{data}}", Resources.inScript(new ObjectMapper().writeValueAsString(blocks)))
          .replace("{{library}}", Resources.text(Resources.LIBRARY));
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new IllegalStateException("a tree that is no JSON", impossible);
    }
  }

  /** More digits than a screen can show would only make the page larger; NaN is a hole. */
  static void add(ArrayNode array, double value) {
    if (Double.isFinite(value)) {
      array.add(new BigDecimal(value, DIGITS).stripTrailingZeros());
    } else {
      array.addNull();
    }
  }
}
