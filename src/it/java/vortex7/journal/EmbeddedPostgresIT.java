package vortex7.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  private static final JournalSettings SETTINGS =
      JournalSettings.documents().withServerFiles(SharedPostgres.SERVER_FILES);

  @TempDir(cleanup = CleanupMode.ALWAYS)
  private Path data = Path.of("");

  private final List<EmbeddedPostgres> started = new ArrayList<>();

  @AfterEach
  void stopServers() {
    started.forEach(EmbeddedPostgres::close);
  }

  private EmbeddedPostgres start() {
    EmbeddedPostgres server = EmbeddedPostgres.start(data, SETTINGS);
    started.add(server);
    return server;
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    DatabaseAddress address = server.address();
    return DriverManager.getConnection(address.url(), address.user(), address.password().reveal());
  }

  private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void run(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void kill(EmbeddedPostgres server) {
    long pid = server.pid().orElseThrow();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  @Test
  void it_writes_through_listens_on_loopback_and_wants_the_password() throws Exception {
    EmbeddedPostgres server = start();

    assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
    assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
    assertThat(ask(server, "SHOW full_page_writes")).isEqualTo("on");
    assertThat(ask(server, "SHOW data_checksums")).isEqualTo("on");
    assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(server.address().toString()).doesNotContain(server.address().password().reveal());
    assertThat(Files.getPosixFilePermissions(data.resolve("secrets/postgres")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(
            () -> DriverManager.getConnection(server.address().url(), "vortex7", "wrong"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void what_was_committed_survives_a_stop_and_a_start() throws Exception {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data, SETTINGS)) {
      run(first, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    assertThat(PostmasterFile.processesIn(data.resolve("pg/data"))).isEmpty();

    assertThat(ask(start(), "SELECT answer FROM kept")).isEqualTo("42");
  }

  @Test
  void a_killed_server_comes_back_on_its_port_with_all_commits() throws Exception {
    EmbeddedPostgres server = start();
    run(server, "CREATE TABLE kept AS SELECT 42 AS answer");
    long before = server.pid().orElseThrow();

    kill(server);

    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> ask(server, "SELECT answer FROM kept").equals("42"));
    assertThat(server.pid().orElseThrow()).isNotEqualTo(before);
  }

  @Test
  void a_server_that_outlived_its_daemon_is_taken_over() throws Exception {
    EmbeddedPostgres orphaned = start();
    run(orphaned, "CREATE TABLE kept AS SELECT 42 AS answer");
    orphaned.abandon();

    EmbeddedPostgres taken = start();

    assertThat(taken.pid()).isEqualTo(orphaned.pid());
    assertThat(taken.port()).isEqualTo(orphaned.port());
    assertThat(ask(taken, "SELECT answer FROM kept")).isEqualTo("42");
  }

  @Test
  void a_server_killed_together_with_its_daemon_starts_anew() throws Exception {
    EmbeddedPostgres first = start();
    run(first, "CREATE TABLE kept AS SELECT 42 AS answer");
    first.abandon();
    kill(first);

    assertThat(ask(start(), "SELECT answer FROM kept")).isEqualTo("42");
  }

  @Test
  void a_pid_file_that_names_somebody_else_does_not_stop_a_start() throws Exception {
    EmbeddedPostgres.start(data, SETTINGS).close();
    String stranger = Long.toString(ProcessHandle.current().pid());
    Files.writeString(
        data.resolve("pg/data/postmaster.pid"), stranger + "\n/elsewhere\n1\n5432\n\n");

    assertThat(ask(start(), "SELECT 1")).isEqualTo("1");
  }

  @Test
  void a_creation_that_was_cut_off_is_begun_again() throws Exception {
    Files.createDirectories(data.resolve("pg/creating"));
    Files.writeString(data.resolve("pg/creating/PG_VERSION"), "17");

    assertThat(ask(start(), "SELECT 1")).isEqualTo("1");
  }

  @Test
  void a_folder_of_another_version_is_refused() throws Exception {
    Files.createDirectories(data.resolve("pg/data"));
    Files.writeString(data.resolve("pg/data/PG_VERSION"), "12\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("is of PostgreSQL 12, this program brings 17");
  }

  @Test
  void a_given_port_that_is_taken_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      JournalSettings onThatPort = SETTINGS.withEmbeddedPort(taken.getLocalPort());

      assertThatThrownBy(() -> EmbeddedPostgres.start(data, onThatPort))
          .isInstanceOf(DatabaseUnavailable.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void a_known_server_that_cannot_start_says_why_and_comes_up_once_it_can() throws Exception {
    EmbeddedPostgres before = start();
    run(before, "CREATE TABLE kept (n int)");
    before.close();
    Path control = data.resolve("pg/data/global/pg_control");
    Path aside = data.resolve("pg_control");
    Files.move(control, aside);
    JournalSettings impatient = SETTINGS.withStartupTimeout(Duration.ofSeconds(10));

    EmbeddedPostgres server = EmbeddedPostgres.awaited(data, impatient);
    started.add(server);
    server.awaitAttempt(Duration.ofSeconds(20));
    assertThat(server.problem()).isPresent();
    try (Database database = Database.at(server.address(), SETTINGS)) {
      assertThatThrownBy(database::migrate).isInstanceOf(DatabaseUnavailable.class);
    }

    Files.move(aside, control);
    await().atMost(Duration.ofSeconds(20)).until(() -> server.problem().isEmpty());
    assertThat(ask(server, "SELECT count(*) FROM kept")).isEqualTo("0");
  }

  @Test
  void a_known_server_whose_folder_is_gone_is_never_created_anew() {
    EmbeddedPostgres server = EmbeddedPostgres.awaited(data, SETTINGS);
    started.add(server);
    server.awaitAttempt(Duration.ofSeconds(20));
    assertThat(server.problem())
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining("is not a PostgreSQL folder"));
    assertThat(data.resolve("pg/data")).doesNotExist();
  }
}
