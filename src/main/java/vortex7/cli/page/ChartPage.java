package vortex7.cli.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SequencedMap;

/**
 * A page with a table of facts and charts over time, in one file that needs nothing else: the
 * charting library, the style and the data are in it, and its policy forbids every request.
 */
public final class ChartPage {
  private static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";
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
                .append(escaped(label))
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>\n"));
    return resource(TEMPLATE)
        .replace("{{title}}", escaped(title))
        .replace("{{facts}}", rows)
        .replace("{{data}}", data(charts))
        .replace("{{library}}", resource(LIBRARY));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
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
    return text.toString().replace("</", "<\\/");
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

  private static String resource(String name) {
    try (InputStream in = ChartPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
