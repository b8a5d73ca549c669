package vortex7.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.cli.ReportSamples;

/** Reports opened in a real browser; skipped only where there is none. */
class ReportPageIT {
  // The browser may still write while it dies; what is left goes with the build's folder.
  @TempDir(cleanup = CleanupMode.NEVER)
  private static Path folder = Path.of("unset");

  private static Optional<HeadlessBrowser> browser = Optional.empty();
  private static Path report = Path.of("unset");

  @BeforeAll
  static void open() throws IOException {
    Optional<Path> program = HeadlessBrowser.program();
    Assumptions.assumeTrue(
        program.isPresent(), "no Chromium on the PATH: pages are not looked at in a browser");
    report = ReportSamples.traded(folder.resolve("report.html"));
    browser =
        Optional.of(
            new HeadlessBrowser(program.get(), Files.createDirectory(folder.resolve("profile"))));
  }

  @AfterAll
  static void close() {
    browser.ifPresent(HeadlessBrowser::close);
  }

  private static HeadlessBrowser browser() {
    return browser.orElseThrow();
  }

  private static void assertSound(int width) {
    assertThat(browser().complaints()).isEmpty();
    assertThat(browser().requests()).isEmpty();
    assertThat(browser().value("document.documentElement.scrollWidth").asInt())
        .as("width of the page in a window of " + width)
        .isLessThanOrEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({"1400, false", "1400, true", "390, false", "390, true"})
  void a_report_draws_every_chart_asks_nobody_and_fits(int width, boolean dark) {
    browser().look(width, 900, dark);
    browser().open(report);
    assertSound(width);
    int charts = browser().value("document.querySelectorAll('.chart').length").asInt();
    assertThat(charts).isGreaterThan(10);
    assertThat(browser().value("document.documentElement.dataset.charts").asInt())
        .isEqualTo(charts);
    JsonNode blank =
        browser()
            .value(
                """
                [...document.querySelectorAll('.chart')].filter(chart => {
                  const canvas = chart.querySelector('canvas');
                  const pixels = canvas.getContext('2d')
                      .getImageData(0, 0, canvas.width, canvas.height).data;
                  return !pixels.some(value => value > 0);
                }).map(chart => chart.getAttribute('aria-label'))\
                """);
    assertThat(blank).as("charts without a pixel").isEmpty();
    JsonNode wide =
        browser()
            .value(
                """
                [...document.querySelectorAll('.chart canvas')]
                  .filter(canvas => canvas.getBoundingClientRect().right > innerWidth + 1)
                  .length\
                """);
    assertThat(wide.asInt()).as("charts beyond the window").isZero();
    String ground = browser().value("getComputedStyle(document.body).backgroundColor").asText();
    assertThat(ground).isEqualTo(dark ? "rgb(18, 22, 28)" : "rgb(255, 255, 255)");
  }

  @Test
  void a_trade_unfolds_where_it_came_from_and_folds_again() {
    browser().look(1400, 900, false);
    browser().open(report);
    String button = "document.querySelector('td button')";
    browser().value(button + ".click()");
    assertThat(browser().value("document.querySelector('.detail').textContent").asText())
        .contains("decision   d_")
        .contains("because    ")
        .contains("reading    order-flow")
        .contains("gate       ");
    browser().value(button + ".click()");
    assertThat(browser().value("document.querySelectorAll('.detail').length").asInt()).isZero();
    assertSound(1400);
  }

  @Test
  void a_run_without_a_trade_shows_the_gate_funnel() throws IOException {
    Path empty = ReportSamples.untraded(folder.resolve("empty.html"));
    browser().look(390, 900, false);
    browser().open(empty);
    assertSound(390);
    assertThat(browser().value("document.getElementById('main').textContent").asText())
        .contains("Gate funnel")
        .contains("ETHUSDT, strategy A")
        .contains("SCORE");
  }

  @Test
  void texts_stay_texts() throws IOException {
    Path hostile = Files.writeString(folder.resolve("hostile.html"), hostile());
    browser().look(1400, 900, false);
    browser().open(hostile);
    assertSound(1400);
    assertThat(browser().value("typeof stolen").asText()).isEqualTo("undefined");
    assertThat(browser().value("document.querySelectorAll('img').length").asInt()).isZero();
    assertThat(browser().value("document.getElementById('main').textContent").asText())
        .contains("<img src=x onerror=stolen=1>")
        .contains("</script><script>stolen=1</script>")
        .contains("{{library}}");
  }

  private static String hostile() {
    String text = "<img src=x onerror=stolen=1> </script><script>stolen=1</script> {{library}}";
    java.util.LinkedHashMap<String, String> facts = new java.util.LinkedHashMap<>();
    facts.put(text, text);
    PageChart chart = PageChart.overTime(text, text);
    chart.line(text, PageChart.Kind.DOT).add(1_000, 1, text).add(2_000, 2, text);
    return new Page(text)
        .facts(facts)
        .section(text, text)
        .table(
            new PageTable(text, text)
                .texts(text)
                .row(java.util.List.of(PageTable.Cell.of(text)), java.util.List.of(text)))
        .chart(chart)
        .html();
  }
}
