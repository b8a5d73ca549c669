package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.settings.Settings;
import vortex7.settings.SettingsLoader;
import vortex7.settings.TradingRules;

class FeeTokenCheckTest {
  private static final String SECRET = "the-secret-of-the-account";

  private static Finding judged(boolean burns, String bnb, String price, String usdt) {
    return FeeTokenCheck.judge(
        new FeeTokenCheck.Held(
            burns, new BigDecimal(bnb), new BigDecimal(price), new BigDecimal(usdt)),
        TradingRules.documents());
  }

  /** 500 USDT risk 5 over a stop of 0.10 %: 5 000 of notional, 1.80 a round trip. */
  @ParameterizedTest
  @CsvSource({
    "0.3, 600, 100, OK", // 180 USDT
    "0.29999, 600, 99, WARNING",
    "0, 600, 0, WARNING",
    "1, 600, 333, OK"
  })
  void there_is_bnb_for_a_hundred_trades_or_people_are_warned(
      String bnb, String price, String trades, Finding.Level level) {
    Finding finding = judged(true, bnb, price, "500");
    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.subject()).isEqualTo("fees");
    assertThat(finding.detail()).contains("pay for " + trades + " trades");
  }

  @Test
  void fees_that_are_not_paid_in_bnb_are_warned_of_however_much_there_is() {
    Finding finding = judged(false, "100", "600", "500");
    assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
    assertThat(finding.detail()).startsWith("feeBurn is off").contains("0.020/0.050 %");
  }

  @Test
  void an_account_without_a_balance_is_no_reason_to_warn() {
    assertThat(judged(true, "0", "600", "0").level()).isEqualTo(Finding.Level.OK);
  }

  @Test
  void the_simulated_account_pays_in_bnb_while_it_has_some() {
    assertThat(FeeTokenCheck.of(TestSettings.with(Map.of())).orElseThrow().level())
        .isEqualTo(Finding.Level.OK);
    assertThat(FeeTokenCheck.of(TestSettings.with(Map.of("sim.bnb", "0"))).orElseThrow())
        .isEqualTo(
            Finding.warning(
                "fees",
                "sim.bnb is 0: fees are 0.020/0.050 % instead of 0.018/0.045 % of the notional"));
  }

  // At the venue.

  private final List<String> asked = new CopyOnWriteArrayList<>();

  private HttpServer venue(Map<String, String> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(
              path
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-MBX-APIKEY")
                  + " "
                  + String.valueOf(exchange.getRequestURI().getQuery()).contains("signature="));
          String body = answers.getOrDefault(path, "{\"code\":-2015,\"msg\":\"no\"}");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 401, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Settings testnet(HttpServer server, Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("none.conf"));
    TreeMap<String, String> environment = new TreeMap<>();
    environment.put("BINANCE_REST_URL", "http://127.0.0.1:" + server.getAddress().getPort());
    environment.put("BINANCE_API_KEY", "the-key-of-the-account");
    environment.put("BINANCE_SECRET_KEY", SECRET);
    TreeMap<String, String> line = new TreeMap<>();
    line.put("venue", "binance");
    line.put("mode", "testnet");
    return SettingsLoader.load(line, environment, Optional.of(file), folder, Sections.ALL);
  }

  @Test
  void the_venue_is_asked_with_a_signature_and_judged(@TempDir Path folder) throws IOException {
    HttpServer server =
        venue(
            Map.of(
                "/fapi/v1/time",
                "{\"serverTime\":1700000000000}",
                "/fapi/v1/feeBurn",
                "{\"feeBurn\":true}",
                "/fapi/v3/balance",
                "[{\"asset\":\"USDT\",\"balance\":\"500.0\"},{\"asset\":\"BNB\",\"balance\":\"0.1\"}]",
                "/fapi/v1/premiumIndex",
                "{\"markPrice\":\"600.00\"}"));
    try {
      Finding finding = FeeTokenCheck.of(testnet(server, folder)).orElseThrow();
      assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
      assertThat(finding.detail())
          .startsWith("0.1 BNB, worth 60.00 USDT, pay for 33 trades of the largest size, fewer");
      assertThat(asked)
          .containsExactly(
              "/fapi/v1/time the-key-of-the-account false",
              "/fapi/v1/feeBurn the-key-of-the-account true",
              "/fapi/v3/balance the-key-of-the-account true",
              "/fapi/v1/premiumIndex the-key-of-the-account false");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_venue_that_refuses_is_named_by_path_and_code_without_a_secret(@TempDir Path folder)
      throws IOException {
    HttpServer server = venue(Map.of("/fapi/v1/time", "{\"serverTime\":1700000000000}"));
    try {
      Finding finding = FeeTokenCheck.of(testnet(server, folder)).orElseThrow();
      assertThat(finding)
          .isEqualTo(
              Finding.warning(
                  "fees",
                  "whether they are paid in BNB is not known: /fapi/v1/feeBurn answered 401"
                      + " -2015"));
      assertThat(asked).hasSize(2);
    } finally {
      server.stop(0);
    }
  }
}
