package vortex7.journal;

import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import akka.stream.alpakka.slick.javadsl.Slick;
import akka.stream.alpakka.slick.javadsl.SlickSession;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code decisions} in bulk through Alpakka Slick: one upsert a batch, a batch at least
 * every half second.
 *
 * <p>{@link #accept} never blocks and never loses: rows that find the queue full go to a file and
 * are counted, and follow when the database takes them. A batch is tried until it is written.
 */
public final class DecisionWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionWriter.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  private static final String UPSERT =
      """
      INSERT INTO decisions (
        ref, mark, time, symbol, score, readings, gates, outcome, mode, venue, detail)
      SELECT ref, mark, time, symbol, score, readings::jsonb, gates::jsonb, outcome, ?, ?,
        detail::jsonb
      FROM unnest(?::text[], ?::bigint[], ?::timestamptz[], ?::text[], ?::float8[], ?::text[],
        ?::text[], ?::text[], ?::text[])
        AS row (ref, mark, time, symbol, score, readings, gates, outcome, detail)
      ON CONFLICT (ref, time, venue, mode) DO UPDATE SET
        score = excluded.score, readings = excluded.readings, gates = excluded.gates,
        outcome = excluded.outcome, detail = excluded.detail
      """;

  private final ActorSystem<?> system;
  private final JournalScope scope;
  private final JournalSettings settings;
  private final SlickSession session;
  private final DecisionSpill spill;
  private final BoundedSourceQueue<DecisionRow> queue;
  private final CompletionStage<?> done;
  private final SortedSet<LocalDate> partitions = new TreeSet<>();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong spilled = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean closing;

  private DecisionWriter(
      ActorSystem<?> system,
      DatabaseAddress address,
      JournalScope scope,
      JournalSettings settings,
      Path dataFolder) {
    this.system = system;
    this.scope = scope;
    this.settings = settings;
    this.session = SlickSession.forConfig(slickConfig(address, settings));
    this.spill = new DecisionSpill(dataFolder, new EventFormat(JournaledTypes.CATALOG));
    var running =
        Source.<DecisionRow>queue(settings.decisionQueue())
            .groupedWithin(settings.decisionBatch(), settings.decisionFlush())
            .mapAsync(1, this::writeThenSpilled)
            .toMat(Sink.ignore(), Keep.both())
            .run(system);
    this.queue = running.first();
    this.done = running.second();
  }

  /** Starts writing; rows that an earlier run left in {@code dataFolder} come first. */
  public static DecisionWriter start(
      ActorSystem<?> system,
      DatabaseAddress address,
      JournalScope scope,
      JournalSettings settings,
      Path dataFolder) {
    return new DecisionWriter(system, address, scope, settings, dataFolder);
  }

  /** Takes a row; returns at once. */
  public void accept(DecisionRow row) {
    QueueOfferResult result = queue.offer(row);
    if (!result.isEnqueued()) {
      spilled.incrementAndGet();
      spill.add(List.of(row));
    }
  }

  /** Rows written since the start. */
  public long written() {
    return written.get();
  }

  /** Rows that had to wait in the file since the start. */
  public long spilled() {
    return spilled.get();
  }

  /** Rows that the database called malformed; each is in the log. */
  public long refused() {
    return refused.get();
  }

  /** Writes what waits, or keeps it in the file when the database does not take it in time. */
  @Override
  public void close() {
    queue.complete();
    try {
      awaitDone();
    } catch (TimeoutException databaseAway) {
      closing = true;
      try {
        awaitDone();
      } catch (TimeoutException e) {
        LOG.error("decisions=lost reason=the writer did not end in {}", CLOSE_TIMEOUT);
      }
    }
    session.close();
    spill.close();
  }

  private void awaitDone() throws TimeoutException {
    try {
      done.toCompletableFuture().get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.error("decisions=failed", e.getCause());
    }
  }

  private CompletionStage<Integer> writeThenSpilled(List<DecisionRow> batch) {
    return writeUntilDone(batch)
        .thenCompose(
            count -> {
              if (closing || spill.isEmpty()) {
                return CompletableFuture.completedFuture(count);
              }
              List<DecisionRow> more = spill.take(settings.decisionBatch());
              return more.isEmpty()
                  ? CompletableFuture.completedFuture(count)
                  : writeThenSpilled(more);
            });
  }

  private CompletionStage<Integer> writeUntilDone(List<DecisionRow> batch) {
    return write(batch)
        .handle(
            (count, failure) -> {
              if (failure == null) {
                written.addAndGet(batch.size());
                return CompletableFuture.completedFuture(count);
              }
              partitions.clear(); // The database may be another one when it is back.
              return closing ? keep(batch) : again(batch, failure);
            })
        .thenCompose(Function.identity());
  }

  private CompletableFuture<Integer> keep(List<DecisionRow> batch) {
    spilled.addAndGet(batch.size());
    spill.add(batch);
    return CompletableFuture.completedFuture(0);
  }

  private CompletableFuture<Integer> again(List<DecisionRow> batch, Throwable failure) {
    if (refusesData(failure)) {
      return withoutRefused(batch, failure);
    }
    LOG.warn("decisions=waiting rows={} reason={}", batch.size(), failure.getMessage());
    return Patterns.after(RETRY, system.classicSystem(), () -> writeUntilDone(batch))
        .toCompletableFuture();
  }

  /** One row that the database will never take must not hold up the others. */
  private CompletableFuture<Integer> withoutRefused(List<DecisionRow> batch, Throwable failure) {
    if (batch.size() == 1) {
      refused.incrementAndGet();
      LOG.error("decisions=refused row={} reason={}", batch, failure.getMessage());
      return CompletableFuture.completedFuture(0);
    }
    int half = batch.size() / 2;
    return writeUntilDone(batch.subList(0, half))
        .thenCompose(ignored -> writeUntilDone(batch.subList(half, batch.size())))
        .toCompletableFuture();
  }

  /** SQLSTATE class 22 is malformed data, 23 a violated constraint. */
  private static boolean refusesData(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23");
      }
    }
    return false;
  }

  private CompletionStage<Integer> write(List<DecisionRow> batch) {
    return Source.single(newestOfEach(batch))
        .via(Slick.<List<DecisionRow>>flow(session, this::statement))
        .runWith(Sink.head(), system);
  }

  /** One statement cannot upsert a key twice: of rows with the same reference the newest stays. */
  private static List<DecisionRow> newestOfEach(List<DecisionRow> batch) {
    Map<String, DecisionRow> byRef = new LinkedHashMap<>();
    batch.forEach(row -> byRef.put(row.ref(), row));
    return List.copyOf(byRef.values());
  }

  private PreparedStatement statement(List<DecisionRow> rows, Connection connection)
      throws SQLException {
    createPartitions(rows, connection);
    PreparedStatement upsert = connection.prepareStatement(UPSERT);
    upsert.setString(1, scope.mode());
    upsert.setString(2, scope.venue());
    upsert.setArray(3, array(connection, "text", rows, DecisionRow::ref));
    upsert.setArray(4, array(connection, "bigint", rows, DecisionRow::mark));
    upsert.setArray(5, array(connection, "timestamptz", rows, row -> Timestamp.from(row.time())));
    upsert.setArray(6, array(connection, "text", rows, DecisionRow::symbol));
    upsert.setArray(7, array(connection, "float8", rows, DecisionRow::score));
    upsert.setArray(8, array(connection, "text", rows, DecisionRow::readings));
    upsert.setArray(9, array(connection, "text", rows, DecisionRow::gates));
    upsert.setArray(10, array(connection, "text", rows, DecisionRow::outcome));
    upsert.setArray(11, array(connection, "text", rows, DecisionRow::detail));
    return upsert;
  }

  private static Array array(
      Connection connection,
      String type,
      List<DecisionRow> rows,
      Function<DecisionRow, Object> column)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(column).toArray());
  }

  private void createPartitions(List<DecisionRow> rows, Connection connection) throws SQLException {
    for (DecisionRow row : rows) {
      LocalDate day = TradeTables.dayOf(row.time());
      if (partitions.add(day)) {
        call(connection, "SELECT create_decisions_partition(?)", day);
        call(
            connection,
            "SELECT drop_decisions_before(?)",
            partitions.last().minusDays(settings.decisionDays()));
      }
    }
  }

  private static void call(Connection connection, String sql, LocalDate day) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, day);
      statement.execute();
    }
  }

  private static com.typesafe.config.Config slickConfig(
      DatabaseAddress address, JournalSettings settings) {
    Map<String, Object> values = new HashMap<>();
    values.put("profile", "slick.jdbc.PostgresProfile$");
    values.put("db.driver", "org.postgresql.Driver");
    values.put("db.url", address.url());
    values.put("db.user", address.user());
    values.put("db.password", address.password().reveal());
    values.put("db.poolName", "vortex7-decisions");
    values.put("db.numThreads", 1);
    values.put("db.maxConnections", 1);
    values.put("db.minConnections", 1);
    values.put("db.connectionTimeout", settings.connectTimeout().toMillis());
    values.put("db.keepAliveConnection", false);
    values.put("db.properties.socketTimeout", Long.toString(settings.answerTimeout().toSeconds()));
    return ConfigFactory.parseMap(values);
  }
}
