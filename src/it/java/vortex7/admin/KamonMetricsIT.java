package vortex7.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vortex7.live.view.ActorView;
import vortex7.market.Symbol;

class KamonMetricsIT {
  private static final Symbol BTC = Symbol.of("BTCUSDT");

  private final KamonMetrics metrics = start();
  private final HttpClient http = HttpClient.newHttpClient();

  private static KamonMetrics start() {
    try {
      return KamonMetrics.start("127.0.0.1", 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    metrics.close();
    http.close();
  }

  private String scrape() throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(metrics.url())).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void what_is_counted_is_scraped() throws Exception {
    metrics.frames(BTC, "trade", 7);
    metrics.feedFault(BTC, "GAP");
    metrics.tickToDecision(BTC, 1_500_000);
    metrics.decisionToOrder(BTC, 800_000);
    metrics.tickToOrder(BTC, 2_300_000);
    metrics.persisted("position", 600_000);
    metrics.stopAcknowledged(BTC, 40_000_000);
    metrics.orderAnswered(BTC, "ACCEPTED", 3_000_000);
    metrics.restarted("tick");
    metrics.decided(BTC, "LONG");
    metrics.noFill(BTC);
    metrics.fill(BTC, true, new BigDecimal("0.25"));
    metrics.fill(BTC, true, new BigDecimal("0.25"));
    metrics.fill(BTC, true, new BigDecimal("0.25"));
    metrics.fill(BTC, false, new BigDecimal("0.50"));
    metrics.tradeClosed(BTC, "SL", new BigDecimal("-1.5"));
    metrics.account(new BigDecimal("498.5"), new BigDecimal("-1.5"));
    metrics.mailboxes(
        new ActorView(
            "/user", 0, 0, 0, 0, List.of(new ActorView("/user/a", 3, 4, 9, 0, List.of()))));

    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> value("vortex7_mailbox_depth", "actor=\"/user/a\"").equals("3.0"));
    assertThat(value("vortex7_frames_total", "stream=\"trade\"")).isEqualTo("7.0");
    assertThat(value("vortex7_feed_faults_total", "what=\"GAP\"")).isEqualTo("1.0");
    assertThat(value("vortex7_tick_to_decision_seconds_bucket", "le=\"0.0025\"")).isEqualTo("1.0");
    assertThat(value("vortex7_tick_to_decision_seconds_bucket", "le=\"0.001\"")).isEqualTo("0.0");
    assertThat(value("vortex7_decision_to_order_seconds_count", "BTCUSDT")).isEqualTo("1.0");
    assertThat(value("vortex7_tick_to_order_seconds_count", "BTCUSDT")).isEqualTo("1.0");
    assertThat(value("vortex7_persist_seconds_count", "kind=\"position\"")).isEqualTo("1.0");
    assertThat(value("vortex7_stop_ack_seconds_count", "BTCUSDT")).isEqualTo("1.0");
    assertThat(value("vortex7_order_answer_seconds_count", "ACCEPTED")).isEqualTo("1.0");
    assertThat(value("vortex7_restarts_total", "actor=\"tick\"")).isEqualTo("1.0");
    assertThat(value("vortex7_decisions_total", "action=\"LONG\"")).isEqualTo("1.0");
    assertThat(value("vortex7_no_fills_total", "BTCUSDT")).isEqualTo("1.0");
    assertThat(value("vortex7_fills_total", "liquidity=\"maker\"")).isEqualTo("3.0");
    assertThat(value("vortex7_trades_total", "exit_reason=\"SL\"")).isEqualTo("1.0");
    assertThat(value("vortex7_maker_rate", "")).isEqualTo("0.75");
    assertThat(value("vortex7_fees", "")).isEqualTo("1.25");
    assertThat(value("vortex7_pnl", "")).isEqualTo("-1.5");
    assertThat(value("vortex7_balance", "")).isEqualTo("498.5");
    assertThat(value("vortex7_day_pnl", "")).isEqualTo("-1.5");
  }

  @Test
  void what_was_counted_of_a_symbol_that_left_is_not_shown_until_it_comes_back() throws Exception {
    Symbol sol = Symbol.of("SOLUSDT");
    metrics.frames(BTC, "trade", 3);
    metrics.frames(sol, "trade", 5);
    metrics.restarted("SOLUSDT/tick");
    metrics.mailboxes(
        new ActorView(
            "/user",
            0,
            0,
            0,
            0,
            List.of(
                new ActorView("/user/symbols/SOLUSDT", 1, 1, 1, 0, List.of()),
                new ActorView("/user/symbols/SOLUSDT/feed", 2, 2, 2, 0, List.of()))));
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> value("vortex7_mailbox_depth", "SOLUSDT/feed").equals("2.0"));
    assertThat(value("vortex7_frames_total", "symbol=\"SOLUSDT\"")).isEqualTo("5.0");
    metrics.traded(sol, false);
    assertThat(scrape()).doesNotContain("SOLUSDT").contains("BTCUSDT", "vortex7_day_pnl");
    metrics.traded(sol, true);
    assertThat(value("vortex7_frames_total", "symbol=\"SOLUSDT\"")).isEqualTo("5.0");
    assertThat(value("vortex7_mailbox_depth", "SOLUSDT/feed")).isEqualTo("2.0");
  }

  /** The value of the series of that name which has that label. */
  private String value(String name, String label) throws Exception {
    return scrape()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> line.contains(label))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("no series " + name);
  }

  @Test
  void a_port_that_is_taken_is_told() {
    int taken = URI.create(metrics.url()).getPort();

    assertThatThrownBy(() -> KamonMetrics.start("127.0.0.1", taken))
        .isInstanceOf(IOException.class);
  }
}
