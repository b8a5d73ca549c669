package vortex7.venue.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.SimulatedVenueSettings;
import vortex7.venue.simulated.SimulatedVenueSettings.Account;

/**
 * ccxt's {@code binanceusdm} as its authors publish it, against the simulated venue: only its base
 * URLs are others. Its tests are in {@code src/it/clients/ccxt}.
 */
class CcxtIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  @TestFactory
  Stream<DynamicTest> ccxt_trades_here_as_on_the_real_venue() {
    NodeSuite suite = NodeSuite.prepared(Path.of("src", "it", "clients", "ccxt"));
    try (SimulatedVenue venue = SimulatedVenue.start(settings())) {
      Map<String, String> environment =
          Map.of(
              "VENUE_REST", venue.restUrl().toString(),
              "VENUE_STREAMS", venue.webSocketUrl().toString());
      return suite.run("suite.js", environment, TIMEOUT).stream()
          .map(
              result ->
                  DynamicTest.dynamicTest(
                      result.name(),
                      () -> assertThat(result.passed()).as(result.detail()).isTrue()));
    }
  }

  /** Each of the suite's files trades an account of its own; one can move the market. */
  private static SimulatedVenueSettings settings() {
    return SimulatedVenueSettings.documents()
        .withAccounts(
            List.of(
                account("market", 10_000),
                account("orders", 10_000),
                account("conditional", 10_000),
                account("positions", 10_000),
                account("streams", 10_000),
                account("whale", 50_000_000)));
  }

  private static Account account(String name, long usdt) {
    String key = "ccxt-" + name;
    return new Account(key, key + "-secret", BigDecimal.valueOf(usdt), BigDecimal.ZERO);
  }
}
