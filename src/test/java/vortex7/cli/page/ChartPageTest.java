package vortex7.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChartPageTest {
  private static final String DATA = "<script type=\"application/json\" id=\"data\">";

  private static String page(String title, Series series) {
    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
    facts.put("profile", "documents & <more>");
    return ChartPage.html(
        title, facts, List.of(new Chart("A </script> title", "", List.of(series))));
  }

  private static JsonNode data(String page) throws IOException {
    int from = page.indexOf(DATA) + DATA.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  @Test
  void the_data_stand_in_the_page_with_holes_where_a_value_is_unknown() throws IOException {
    Series series = Series.steps("rsi");
    series.add(1_000, 27.4);
    series.add(2_000, Double.NaN);
    series.add(2_000, 1.0 / 3);

    JsonNode chart = data(page("Readings", series)).get(0);

    assertThat(chart.get("title").asText()).isEqualTo("A </script> title");
    JsonNode line = chart.get("series").get(0);
    assertThat(line.get("name").asText()).isEqualTo("rsi");
    assertThat(line.get("steps").asBoolean()).isTrue();
    assertThat(line.get("points").toString())
        .isEqualTo("[[1000,27.4],[2000,null],[2000,0.3333333]]");
  }

  @Test
  void texts_cannot_become_markup() {
    String page = page("<b>x</b>", Series.line("a"));

    assertThat(page)
        .contains("<h1>&lt;b&gt;x&lt;/b&gt;</h1>")
        .contains("<td>documents &amp; &lt;more&gt;</td>");
  }

  @Test
  void the_page_asks_nobody_for_anything() {
    String page = page("Readings", Series.line("a"));

    assertThat(page)
        .contains("default-src 'none'")
        .contains("echarts")
        .doesNotContain("{{")
        .doesNotContainPattern("<script[^>]+src=")
        .doesNotContainPattern("<link[^>]+href=\"(?!data:)");
  }

  @Test
  void many_points_are_kept_in_their_order() throws IOException {
    Series series = Series.line("many");
    for (int i = 0; i < 1_000; i++) {
      series.add(i, i);
    }

    JsonNode points = data(page("Readings", series)).get(0).get("series").get(0).get("points");

    assertThat(points).hasSize(1_000);
    assertThat(points.get(999).toString()).isEqualTo("[999,999]");
    assertThat(series.size()).isEqualTo(1_000);
  }

  @Test
  void time_that_goes_back_is_refused() {
    Series series = Series.line("price");
    series.add(5, 1);

    assertThatThrownBy(() -> series.add(4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("price: time must not go back, was 4 after 5");
  }

  @Test
  void a_chart_without_a_line_is_none() {
    assertThatThrownBy(() -> new Chart("empty", "", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
  }
}
