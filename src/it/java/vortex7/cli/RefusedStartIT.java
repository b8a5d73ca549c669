package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.SharedPostgres;

/** Starts of the packaged program that cannot be: each with its exit status and a readable line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedStartIT {
  @TempDir private Path folder = Path.of("unset");

  private DatabaseAddress database = SharedPostgres.emptyDatabase("refused");

  @BeforeAll
  void onItsOwn() {
    database = SharedPostgres.emptyDatabase("refused_start");
  }

  private Map<String, String> journal(String password) {
    return Map.of("POSTGRES_URL", DatabaseAwayIT.url(database, password));
  }

  private Map<String, String> journal() {
    return journal(database.password().reveal());
  }

  /** The start ends with {@code exit}; answers what it printed. */
  private String refused(int exit, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(folder, "data");
    try (DaemonProcess daemon = DaemonProcess.run(data, environment, options)) {
      assertThat(daemon.awaitExit()).as(daemon.console()).isEqualTo(exit);
      assertThat(data.resolve("run.json")).doesNotExist();
      assertThat(daemon.console()).doesNotContain("unexpected failure").doesNotContain("\tat ");
      return daemon.console();
    }
  }

  @Test
  void an_unknown_option_is_wrong_usage() throws Exception {
    assertThat(refused(ExitCode.USAGE, Map.of(), "--frobnicate"))
        .contains("vortex7: Unknown option: '--frobnicate'")
        .contains("Try: vortex7 run --help");
  }

  @Test
  void every_mistake_of_a_configuration_is_told_at_once_with_its_path() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("wrong.conf"),
            """
            vortex7 {
              symbols = [BTCUSDT, "btc/usdt"]
              nonsense = 1
              risk { risk-per-trade = much }
              journal { journal-connections = many, no-such-key = 2 }
            }
            """);
    assertThat(refused(ExitCode.USAGE, Map.of(), "--config", file.toString()))
        .contains("mistakes:")
        .contains("vortex7.symbols")
        .contains("vortex7.nonsense")
        .contains("vortex7.risk.risk-per-trade")
        .contains("vortex7.journal.journal-connections")
        .contains("vortex7.journal.no-such-key");
  }

  @Test
  void a_configuration_that_is_no_configuration_is_told_with_its_place() throws Exception {
    Path file = Files.writeString(folder.resolve("torn.conf"), "vortex7 {\n  seed = 1\n  risk {\n");
    assertThat(refused(ExitCode.USAGE, Map.of(), "--config", file.toString()))
        .contains("torn.conf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http", "--metrics", "--management", "--remoting", "--sim"})
  void a_port_that_is_taken_is_named(String option) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(refused(ExitCode.UNAVAILABLE, journal(), option, port)).contains(port);
    }
  }

  @Test
  void a_wrong_database_password_is_told_without_the_password() throws Exception {
    assertThat(refused(ExitCode.UNAVAILABLE, journal("canary-4711")))
        .contains("password authentication failed")
        .doesNotContain("canary-4711");
  }

  @Test
  void an_address_of_a_database_that_is_none_is_told_without_the_password() throws Exception {
    assertThat(
            refused(ExitCode.USAGE, Map.of("POSTGRES_URL", "postgresql://me:canary-4711@/nowhere")))
        .contains("POSTGRES_URL must be postgresql://")
        .doesNotContain("canary-4711");
  }

  @Test
  void a_secret_that_is_too_short_is_refused_without_telling_it() throws Exception {
    assertThat(refused(ExitCode.USAGE, Map.of("DASHBOARD_SECRET", "canary-4711")))
        .contains("DASHBOARD_SECRET")
        .doesNotContain("canary-4711");
  }

  @Test
  void a_key_that_the_venue_refuses_is_told_and_ends_the_program() throws Exception {
    try (SimProcess sim = SimProcess.on(folder.resolve("sim")).start()) {
      Map<String, String> environment = new HashMap<>(sim.environment());
      environment.putAll(journal());
      environment.put("BINANCE_SECRET_KEY", "canary-4711-canary-4711");
      List<String> venue = List.of("--venue", "binance", "--mode", "testnet");
      assertThat(refused(ExitCode.VENUE_REFUSED, environment, venue.toArray(String[]::new)))
          .contains("vortex7: the venue refuses the key: -1022")
          .doesNotContain("canary-4711");
    }
  }
}
