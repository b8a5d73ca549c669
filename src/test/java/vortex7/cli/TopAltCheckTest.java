package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Symbol;
import vortex7.settings.Settings;
import vortex7.settings.SettingsLoader;

/** What commands make of the place TOP_ALT among the symbols. */
class TopAltCheckTest {
  @TempDir java.nio.file.Path folder;

  private static Finding check(Map<String, String> changed) {
    return TopAltCheck.of(TestSettings.with(changed)).orElseThrow();
  }

  @Test
  void nothing_is_said_of_a_place_that_is_not_configured() {
    assertThat(TopAltCheck.of(TestSettings.with(Map.of()))).isEmpty();
  }

  @Test
  void at_the_simulated_venue_somebody_that_it_lists_must_be_there_to_be_chosen() {
    assertThat(check(Map.of("symbols", "BTCUSDT,TOP_ALT")))
        .isEqualTo(
            Finding.ok("TOP_ALT", "to be chosen at the simulated venue among [BNBUSDT, SOLUSDT]"));
    assertThat(check(Map.of("symbols", "BNBUSDT,TOP_ALT", "sim.alts", "BNBUSDT")))
        .isEqualTo(
            Finding.warning(
                "TOP_ALT", "sim.alts names nobody beside the symbols, so the place stays empty"));
    assertThat(check(Map.of("symbols", "TOP_ALT", "sim.alts", "NOPEUSDT")))
        .isEqualTo(
            Finding.failure("TOP_ALT", "sim.alts: the simulated venue does not list [NOPEUSDT]"));
  }

  @Test
  void the_simulated_venue_trades_the_alts_only_with_the_place_and_each_once() {
    Settings without = TestSettings.with(Map.of("symbols", "BTCUSDT"));
    assertThat(SimulatedVenues.settings(without).symbols()).containsExactly(Symbol.of("BTCUSDT"));
    Settings with = TestSettings.with(Map.of("symbols", "TOP_ALT,SOLUSDT,BTCUSDT"));
    assertThat(SimulatedVenues.settings(with).symbols())
        .containsExactly(Symbol.of("SOLUSDT"), Symbol.of("BTCUSDT"), Symbol.of("BNBUSDT"));
    Settings unlisted = TestSettings.with(Map.of("symbols", "TOP_ALT", "sim.alts", "NOPEUSDT"));
    assertThatThrownBy(() -> SimulatedVenues.settings(unlisted))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("the simulated venue does not list NOPEUSDT");
  }

  @Test
  void a_backtest_leaves_the_place_out_says_so_and_refuses_when_nothing_else_is_named() {
    Settings left =
        BacktestOptions.withoutTopAlt(TestSettings.with(Map.of("symbols", "BTCUSDT,TOP_ALT")));
    assertThat(left.symbols()).containsExactly(Symbol.of("BTCUSDT"));
    assertThat(left.topAlt()).isFalse();
    assertThat(left.notes())
        .containsExactly("TOP_ALT is chosen by a running daemon, and left out here");
    assertThat(SimulatedVenues.settings(left).symbols()).containsExactly(Symbol.of("BTCUSDT"));
    Settings alone = TestSettings.with(Map.of("symbols", "TOP_ALT"));
    assertThatThrownBy(() -> BacktestOptions.withoutTopAlt(alone))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("TOP_ALT is chosen by a running daemon; name the symbols");
    Settings none = TestSettings.with(Map.of("symbols", "BTCUSDT"));
    assertThat(BacktestOptions.withoutTopAlt(none)).isSameAs(none);
  }

  /** The venue, as far as the check asks it. */
  private Finding atVenue(String best) throws IOException {
    HttpServer venue =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(
        venue,
        "/fapi/v1/exchangeInfo",
        "{\"symbols\":[{\"symbol\":\"SOLUSDT\",\"contractType\":\"PERPETUAL\","
            + "\"status\":\"TRADING\",\"baseAsset\":\"SOL\",\"quoteAsset\":\"USDT\","
            + "\"triggerProtect\":\"0.05\",\"marketTakeBound\":\"0.05\",\"filters\":["
            + "{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"1\",\"maxPrice\":\"9\","
            + "\"tickSize\":\"0.1\"},"
            + "{\"filterType\":\"LOT_SIZE\",\"minQty\":\"1\",\"maxQty\":\"9\","
            + "\"stepSize\":\"1\"},"
            + "{\"filterType\":\"MARKET_LOT_SIZE\",\"maxQty\":\"9\"},"
            + "{\"filterType\":\"MIN_NOTIONAL\",\"notional\":\"5\"},"
            + "{\"filterType\":\"PERCENT_PRICE\",\"multiplierUp\":\"1.1\","
            + "\"multiplierDown\":\"0.9\"}]}]}");
    answer(venue, "/fapi/v1/ticker/24hr", "[{\"symbol\":\"SOLUSDT\",\"quoteVolume\":\"1000\"}]");
    answer(venue, "/fapi/v1/ticker/bookTicker", best);
    venue.start();
    try {
      Settings settings =
          SettingsLoader.load(
              new TreeMap<>(
                  Map.of(
                      "venue", "binance",
                      "mode", "testnet",
                      "symbols", "BTCUSDT,TOP_ALT",
                      "live.rest-url", "http://127.0.0.1:" + venue.getAddress().getPort())),
              Map.of("BINANCE_API_KEY", "key", "BINANCE_SECRET_KEY", "the-secret-of-a-key"),
              Optional.empty(),
              folder,
              Sections.ALL);
      return TopAltCheck.of(settings).orElseThrow();
    } finally {
      venue.stop(0);
    }
  }

  private static void answer(HttpServer venue, String path, String body) {
    venue.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(body.isEmpty() ? 503 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @Test
  void at_the_venue_it_is_said_who_it_would_be_now_or_why_nobody() throws IOException {
    assertThat(
            atVenue("[{\"symbol\":\"SOLUSDT\",\"bidPrice\":\"99.995\",\"askPrice\":\"100.005\"}]"))
        .isEqualTo(
            Finding.ok(
                "TOP_ALT",
                "would be SOLUSDT now: highest volume of 24 h, 1000 USDT, spread 0.01 %"));
    assertThat(atVenue("[{\"symbol\":\"SOLUSDT\",\"bidPrice\":\"99\",\"askPrice\":\"100.005\"}]"))
        .isEqualTo(
            Finding.warning(
                "TOP_ALT",
                "would stay empty now: nobody is eligible: SOLUSDT (spread 1.011 %, at most"
                    + " 0.015 %)"));
    assertThat(atVenue(""))
        .isEqualTo(
            Finding.warning(
                "TOP_ALT",
                "the venue does not say whom it lists: /fapi/v1/ticker/bookTicker answered 503"));
  }
}
