package vortex7.cli.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SequencedMap;

/**
 * A page with a table of facts and charts over time, in one file that needs nothing else: the
 * charting library, the style and the data are in it, and its policy forbids every request.
 */
public final class ChartPage {
  private static final String TEMPLATE = "chart-page.html";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More digits than a screen can show would only make the page larger. */
  private static final MathContext DIGITS = new MathContext(7);

  private ChartPage() {}

  /**
   * The page as HTML.
   *
   * @param facts label and value, in the order of the table
   */
  public static String html(String title, SequencedMap<String, String> facts, List<Chart> charts) {
    StringBuilder rows = new StringBuilder();
    facts.forEach(
        (label, value) ->
            rows.append("<tr><th>")
                .append(Resources.escaped(label))
                .append("</th><td>")
                .append(Resources.escaped(value))
                .append("</td></tr>\n"));
    return Resources.text(TEMPLATE)
        .replace("{{title}}", Resources.escaped(title))
        .replace("{{facts}}", rows)
        .replace("{{data}}", data(charts))
        .replace("{{library}}", Resources.text(Resources.LIBRARY));
  }

  /** As JSON that cannot end the script it stands in. */
  private static String data(List<Chart> charts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (Chart chart : charts) {
        json.writeStartObject();
        json.writeStringField("title", chart.title());
        json.writeStringField("note", chart.note());
        json.writeArrayFieldStart("series");
        for (Series series : chart.series()) {
          write(json, series);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Resources.inScript(text.toString());
  }

  private static void write(JsonGenerator json, Series series) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", series.name());
    json.writeBooleanField("steps", series.stepped());
    json.writeArrayFieldStart("points");
    for (int i = 0; i < series.size(); i++) {
      json.writeStartArray();
      json.writeNumber(series.time(i));
      double value = series.value(i);
      if (Double.isFinite(value)) {
        json.writeNumber(new BigDecimal(value, DIGITS).stripTrailingZeros());
      } else {
        json.writeNull();
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
