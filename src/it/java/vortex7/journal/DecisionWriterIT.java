package vortex7.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionWriterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final JournalScope SCOPE = new JournalScope("simulated", "paper");
  private static final JournalSettings SETTINGS = JournalSettings.documents();

  @TempDir private Path data = Path.of("");

  private final DatabaseAddress address = SharedPostgres.database("decisions");
  private final Database database = Database.at(address, SETTINGS);
  private final DecisionRepository decisions = new DecisionRepository(database, SCOPE);
  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.loglevel = OFF, akka.actor.provider = local")
              .withFallback(ConfigFactory.load()));

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
    database.close();
  }

  private DecisionWriter writer() {
    return DecisionWriter.start(kit.system(), address, SCOPE, SETTINGS, data);
  }

  private static DecisionRow row(int number, Instant time, String outcome) {
    return new DecisionRow(
        "d_%06d_BTCUSDT".formatted(number),
        number,
        time,
        "BTCUSDT",
        0.5,
        "[]",
        "[{\"gate\":\"G1\"}]",
        outcome,
        "{}");
  }

  private String ask(String sql) throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  private List<DecisionRow> all(int pageSize) {
    List<DecisionRow> rows = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<DecisionRow> page =
          decisions.find(
              new DecisionRepository.Filter(
                  Optional.of("BTCUSDT"),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  pageSize,
                  cursor));
      rows.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return rows;
  }

  @Test
  void rows_come_in_batches_within_a_second_and_are_read_in_pages() {
    try (DecisionWriter writer = writer()) {
      for (int i = 0; i < 450; i++) {
        writer.accept(row(i, NOON.plusSeconds(i / 2), "NO_TRADE"));
      }
      await().atMost(PATIENCE).until(() -> writer.written() == 450);
      assertThat(writer.spilled()).isZero();
    }

    List<DecisionRow> rows = all(100);

    assertThat(rows).hasSize(450).doesNotHaveDuplicates();
    assertThat(rows.get(0)).isEqualTo(decisions.byRef("d_000449_BTCUSDT").orElseThrow());
    assertThat(rows.get(0).gates()).isEqualTo("[{\"gate\": \"G1\"}]");
  }

  @Test
  void a_decision_told_again_is_the_same_row_with_its_newest_outcome() {
    try (DecisionWriter writer = writer()) {
      writer.accept(row(1, NOON, "SENT"));
      writer.accept(row(1, NOON, "FILLED"));
      await().atMost(PATIENCE).until(() -> writer.written() == 2);
      writer.accept(row(1, NOON, "CLOSED"));
    }

    assertThat(all(10)).extracting(DecisionRow::outcome).containsExactly("CLOSED");
  }

  @Test
  void an_outcome_is_found_whatever_its_reason_and_with_it() throws Exception {
    try (DecisionWriter writer = writer()) {
      writer.accept(row(1, NOON, "REFUSED: cost 31.0 % > limit 30 %"));
      writer.accept(row(2, NOON, "REFUSED: slots: 3 of 3"));
      writer.accept(row(3, NOON, "NO_TRADE"));
      await().atMost(PATIENCE).until(() -> writer.written() == 3);
    }

    assertThat(refs("REFUSED")).containsExactly("d_000002_BTCUSDT", "d_000001_BTCUSDT");
    assertThat(refs("REFUSED: slots: 3 of 3")).containsExactly("d_000002_BTCUSDT");
    assertThat(refs("NO_TRADE")).containsExactly("d_000003_BTCUSDT");
    assertThat(refs("REFUSE")).isEmpty();
  }

  private List<String> refs(String outcome) {
    return decisions
        .find(
            new DecisionRepository.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(outcome),
                10,
                Optional.empty()))
        .items()
        .stream()
        .map(DecisionRow::ref)
        .toList();
  }

  @Test
  void each_day_has_its_partition_and_the_oldest_go() throws Exception {
    try (DecisionWriter writer = writer()) {
      for (int day = 0; day <= 32; day++) {
        writer.accept(row(day, NOON.plus(Duration.ofDays(day)), "NO_TRADE"));
      }
    }

    assertThat(ask("SELECT count(*) FROM pg_inherits WHERE inhparent = 'decisions'::regclass"))
        .isEqualTo("31");
    assertThat(all(100)).hasSize(31).extracting(DecisionRow::mark).doesNotContain(0L, 1L);
  }

  @Test
  void one_malformed_row_does_not_hold_up_the_others() {
    DecisionRow malformed =
        new DecisionRow("d_bad", 1, NOON, "BTCUSDT", 0.5, "{not json", "[]", "NO_TRADE", "{}");
    try (DecisionWriter writer = writer()) {
      writer.accept(row(1, NOON, "NO_TRADE"));
      writer.accept(malformed);
      writer.accept(row(2, NOON, "NO_TRADE"));
      await().atMost(PATIENCE).until(() -> writer.written() == 2 && writer.refused() == 1);
    }

    assertThat(all(10)).extracting(DecisionRow::mark).containsExactly(2L, 1L);
  }

  @Test
  void rows_wait_for_a_database_that_is_away() {
    try (DecisionWriter writer = writer()) {
      try (SharedPostgres.Away away = SharedPostgres.away(address)) {
        assertThat(away.isAway()).isTrue();
        writer.accept(row(1, NOON, "NO_TRADE"));
        await().pollDelay(Duration.ofSeconds(1)).until(() -> writer.written() == 0);
      }
      await().atMost(PATIENCE).until(() -> writer.written() == 1);
    }
  }

  @Test
  void rows_that_the_database_does_not_take_before_the_end_are_written_by_the_next_run() {
    try (SharedPostgres.Away away = SharedPostgres.away(address)) {
      assertThat(away.isAway()).isTrue();
      DecisionWriter first = writer();
      first.accept(row(1, NOON, "NO_TRADE"));
      first.close();
      assertThat(data.resolve("decisions.spill")).exists();
    }

    try (DecisionWriter second = writer()) {
      second.accept(row(2, NOON, "NO_TRADE"));
      await().atMost(PATIENCE).until(() -> second.written() == 2);
    }

    assertThat(all(10)).extracting(DecisionRow::mark).containsExactly(2L, 1L);
    assertThat(Files.exists(data.resolve("decisions.spill"))).isFalse();
  }
}
