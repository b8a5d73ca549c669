package vortex7.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.journal.backup.BackupException;
import vortex7.journal.backup.BackupFile;
import vortex7.journal.backup.BackupManifest;
import vortex7.journal.backup.JournalBackup;
import vortex7.journal.backup.JournalRestore;
import vortex7.risk.AccountEvent;

class JournalBackupIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(3_600);
  private static final JournalScope SCOPE = new JournalScope("simulated", "paper");
  private static final JournalSettings SETTINGS = JournalSettings.documents();

  @TempDir private Path folder = Path.of("unset");
  private final DatabaseAddress source = SharedPostgres.database("backup_from");
  private final DatabaseAddress target = SharedPostgres.emptyDatabase("backup_to");
  private Path file = Path.of("unset");

  @BeforeEach
  void aJournalWithAnAccountATradeAndDecisions() throws SQLException {
    file = folder.resolve("journal.zip");
    created(source, "0a1b2c");
    run(
        source,
        """
        INSERT INTO trades (symbol, side, strategy, entry_price, size_usdt, leverage, sl_price,
          tp1_price, entry_time, ref, position_number, mode, venue, profile, engine_signals)
        SELECT 'BTCUSDT', 'LONG', 'A', 64000.12345678 + n, 500, 5, 63900, 64200,
          '2026-03-01T11:00:00Z', 'd_20260301_110000000_BTCUSDT', n, 'paper', 'simulated',
          'documents', '{"E1": "tab\\\\tand \\"quotes\\" and \\u00fc"}'
        FROM generate_series(1, 3) n
        """,
        "INSERT INTO engine_accuracy (trade_id, engine, signal_dir, signal_strength, trade_result)"
            + " SELECT id, 'E1', 'LONG', 0.5, 'WIN' FROM trades",
        "SELECT create_decisions_partition('2026-02-28')",
        "SELECT create_decisions_partition('2026-03-01')",
        """
        INSERT INTO decisions (ref, mark, time, symbol, score, readings, gates, outcome, mode, venue)
        SELECT 'd_' || n, n, '2026-02-28T23:59:58Z'::timestamptz + n * interval '1 second',
          'BTCUSDT', 0.1 * n, '{}', '[]', 'NO_TRADE', 'paper', 'simulated'
        FROM generate_series(1, 4) n
        """);
  }

  private static void created(DatabaseAddress at, String epoch) throws SQLException {
    ActorTestKit kit =
        ActorTestKit.create(
            "backup",
            ConfigFactory.parseString("akka.loglevel = OFF\nakka.actor.provider = local")
                .withFallback(JournalConfig.render(at, SCOPE, SETTINGS))
                .withFallback(ConfigFactory.load()));
    try {
      kit.spawn(AccountNotebook.persisting(SCOPE, new AccountEvent.JournalCreated(epoch, NOON)));
      await().until(() -> ask(at, "SELECT count(*) FROM event_tag").equals(List.of("1")));
    } finally {
      kit.shutdownTestKit();
    }
  }

  private static Connection connect(DatabaseAddress to) throws SQLException {
    return DriverManager.getConnection(to.url(), to.user(), to.password().reveal());
  }

  private static void run(DatabaseAddress at, String... statements) throws SQLException {
    try (Connection connection = connect(at);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static List<String> ask(DatabaseAddress at, String query) throws SQLException {
    try (Connection connection = connect(at);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  /** Every row of every table as text. */
  private static SortedMap<String, List<String>> content(DatabaseAddress at) throws SQLException {
    SortedMap<String, List<String>> content = new TreeMap<>();
    for (String table :
        ask(
            at,
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                + " AND relkind IN ('r', 'p') AND relname <> 'schema_version'")) {
      content.put(table, ask(at, "SELECT t::text FROM \"" + table + "\" t ORDER BY 1"));
    }
    return content;
  }

  private BackupManifest backup() throws BackupException {
    return JournalBackup.write(source, file, "test", NOON, (table, rows) -> {});
  }

  private String restore(Path from) throws BackupException {
    try (BackupFile backup = BackupFile.open(from)) {
      return new JournalRestore(target, SETTINGS).from(backup, LATER, (table, rows) -> {});
    }
  }

  @Test
  void every_row_comes_back_and_the_journal_has_an_epoch_of_its_own() throws Exception {
    BackupManifest made = backup();
    assertThat(made.events()).isEqualTo(1);
    assertThat(made.trades()).isEqualTo(3);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    String epoch = restore(file);

    SortedMap<String, List<String>> before = content(source);
    SortedMap<String, List<String>> after = content(target);
    assertThat(before.get("decisions")).hasSize(4);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    for (String table : before.keySet()) {
      if (!table.equals("event_journal") && !table.equals("event_tag")) {
        assertThat(after.get(table)).as(table).isEqualTo(before.get(table));
      }
    }
    assertThat(after.get("event_journal")).hasSize(2).containsAll(before.get("event_journal"));
    assertThat(ask(target, "SELECT DISTINCT tag FROM event_tag"))
        .containsExactly(SCOPE.tag(JournalScope.ACCOUNT));
    assertThat(epoch).matches("[0-9a-v]{6}").isNotEqualTo("0a1b2c");
    try (Database database = Database.at(target, SETTINGS)) {
      List<JournalRepository.Entry> events =
          new JournalRepository(database).events(SCOPE.accountId(), 1, 10).items();
      assertThat(events).hasSize(2);
      assertThat(events.getLast().sequenceNumber()).isEqualTo(2);
      assertThat(events.getLast().event()).contains(epoch).contains(LATER.toString());
    }
  }

  @Test
  void what_is_written_after_a_restore_gets_numbers_that_are_free() throws Exception {
    backup();
    restore(file);
    run(
        target,
        "INSERT INTO weight_history (trade_count, e1_weight, e2_weight, e3_weight, e4_weight,"
            + " version) VALUES (1, 0.3, 0.3, 0.2, 0.2, 1)",
        "INSERT INTO trades (symbol, side, strategy, entry_price, size_usdt, leverage, sl_price,"
            + " tp1_price, entry_time, ref, position_number, mode, venue, profile)"
            + " VALUES ('ETHUSDT', 'LONG', 'A', 1, 1, 1, 1, 1, now(), 'd_x', 9, 'paper',"
            + " 'simulated', 'documents')");
    assertThat(ask(target, "SELECT max(id) FROM trades")).containsExactly("4");
    assertThat(ask(target, "SELECT count(*) FROM event_journal WHERE ordering IS NOT NULL"))
        .containsExactly("2");
  }

  @Test
  void a_backup_holds_one_moment_whatever_is_written_meanwhile() throws Exception {
    List<String> told = new ArrayList<>();
    JournalBackup.write(
        source,
        file,
        "test",
        NOON,
        (table, rows) -> {
          if (told.isEmpty()) {
            try {
              run(source, "DELETE FROM engine_accuracy", "DELETE FROM trades");
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          }
          told.add(table);
        });
    assertThat(told).contains("trades", "engine_accuracy", "event_journal");
    assertThat(told.indexOf("trades")).isLessThan(told.indexOf("engine_accuracy"));
    restore(file);
    assertThat(ask(target, "SELECT count(*) FROM engine_accuracy")).containsExactly("3");
    assertThat(ask(source, "SELECT count(*) FROM trades")).containsExactly("0");
  }

  @Test
  void a_restore_replaces_what_was_there() throws Exception {
    backup();
    restore(file);
    run(target, "DELETE FROM engine_accuracy", "UPDATE trades SET symbol = 'XRPUSDT'");
    assertThat(new JournalRestore(target, SETTINGS).eventsThere()).isEqualTo(2);
    restore(file);
    assertThat(content(target).get("trades")).isEqualTo(content(source).get("trades"));
    assertThat(ask(target, "SELECT count(*) FROM event_journal")).containsExactly("2");
  }

  @Test
  void nothing_is_replaced_under_a_program_that_uses_the_database() throws Exception {
    backup();
    try (Database daemon = Database.at(target, SETTINGS)) {
      daemon.migrate();
      assertThatThrownBy(() -> restore(file))
          .isInstanceOfSatisfying(
              BackupException.class,
              why -> assertThat(why.kind()).isEqualTo(BackupException.Kind.UNAVAILABLE))
          .hasMessageContaining("a daemon is using the database (vortex7-read)");
    }
    assertThat(ask(target, "SELECT count(*) FROM trades")).containsExactly("0");
  }

  @Test
  void a_file_that_exists_and_a_database_without_a_journal_are_refused() throws Exception {
    Files.writeString(file, "mine");
    assertThatThrownBy(this::backup).hasMessageContaining("exists already; nothing was written");
    assertThat(file).hasContent("mine");
    Path other = folder.resolve("other.zip");
    assertThatThrownBy(() -> JournalBackup.write(target, other, "test", NOON, (table, rows) -> {}))
        .hasMessageContaining("holds no journal yet");
    assertThat(Files.list(folder)).containsExactly(file);
  }

  private Path rewritten(String name, UnaryOperator<byte[]> change) throws IOException {
    Path copy = folder.resolve("changed.zip");
    try (ZipFile zip = new ZipFile(file.toFile());
        OutputStream out = Files.newOutputStream(copy);
        ZipOutputStream to = new ZipOutputStream(out)) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        try (InputStream in = zip.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          byte[] now = entry.getName().equals(name) ? change.apply(bytes) : bytes;
          if (now.length > 0 || !entry.getName().equals(name)) {
            to.putNextEntry(new ZipEntry(entry.getName()));
            to.write(now);
            to.closeEntry();
          }
        }
      }
    }
    return copy;
  }

  private static UnaryOperator<byte[]> text(String from, String to) {
    return bytes ->
        new String(bytes, StandardCharsets.UTF_8)
            .replace(from, to)
            .getBytes(StandardCharsets.UTF_8);
  }

  private void refused(Path bad, String why) throws SQLException {
    assertThatThrownBy(() -> restore(bad))
        .isInstanceOfSatisfying(
            BackupException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(BackupException.Kind.BAD_FILE))
        .hasMessageContaining(bad.toString())
        .hasMessageContaining(why);
    assertThat(ask(target, "SELECT to_regclass('trades')::text"))
        .as("the database was not touched, or is as it was")
        .satisfiesAnyOf(
            tables -> assertThat(tables).containsOnlyNulls(),
            tables -> assertThat(ask(target, "SELECT count(*) FROM trades")).containsExactly("0"));
  }

  @Test
  void a_file_that_is_no_whole_backup_is_refused_before_anything_changes() throws Exception {
    backup();
    Path cut = folder.resolve("cut.zip");
    byte[] whole = Files.readAllBytes(file);
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 100));
    refused(cut, "is not a backup, or was cut");
    refused(Files.writeString(folder.resolve("text.zip"), "hello"), "is not a backup");
    refused(rewritten("manifest.json", bytes -> new byte[0]), "has no manifest.json");
    refused(
        rewritten("manifest.json", text("\"format\"", "\"from at\"")), "manifest.json is broken");
    refused(rewritten("manifest.json", text("\"format\" : 1", "\"format\" : 2")), "is of form 2");
    refused(
        rewritten("manifest.json", text("\"schema\" : \"2\"", "\"schema\" : \"99\"")),
        "version 99");
    refused(rewritten("tables/trades.copy", bytes -> new byte[0]), "tables/trades.copy is missing");
    refused(rewritten("tables/trades.copy", text("BTCUSDT", "ETHUSDT")), "rows of trades are not");
    refused(rewritten("manifest.json", text("\"rows\" : 4", "\"rows\" : 5")), "promises 5 rows");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThatThrownBy(() -> BackupFile.open(folder.resolve("none.zip")))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("none.zip does not exist");
  }
}
