package vortex7.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Recorded decisions of one scope, newest first. Calls block on the database: keep them off the
 * threads that trade.
 */
public final class DecisionRepository {
  private final Database database;
  private final JournalScope scope;

  public DecisionRepository(Database database, JournalScope scope) {
    this.database = database;
    this.scope = scope;
  }

  /**
   * Which decisions; {@code from} is inclusive, {@code to} exclusive.
   *
   * @param outcome such as {@code REFUSED}, whatever its reason; or outcome and reason in full
   */
  public record Filter(
      Optional<String> symbol,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<String> outcome,
      int limit,
      Optional<String> cursor) {
    public Filter {
      if (limit < 1) {
        throw new IllegalArgumentException("limit must be at least 1, was " + limit);
      }
    }
  }

  /**
   * One page.
   *
   * @throws InvalidCursor when the cursor is not of this list
   * @throws DatabaseUnavailable when the database does not answer
   */
  public Page<DecisionRow> find(Filter filter) {
    Query query =
        new Query("SELECT * FROM decisions", scope)
            .and("symbol = ?", filter.symbol())
            .and("time >= ?", filter.from())
            .and("time < ?", filter.to())
            .and("? IN (split_part(outcome, ': ', 1), outcome)", filter.outcome());
    filter
        .cursor()
        .map(Cursor::parse)
        .ifPresent(
            cursor ->
                query.and("(time, ref) < (?, ?)", Timestamp.from(cursor.time()), cursor.key()));
    List<DecisionRow> rows =
        query
            .then("ORDER BY time DESC, ref DESC LIMIT " + (filter.limit() + 1))
            .run(database.dataSource(), DecisionRepository::read);
    if (rows.size() <= filter.limit()) {
      return new Page<>(rows, Optional.empty());
    }
    List<DecisionRow> page = rows.subList(0, filter.limit());
    DecisionRow last = page.get(page.size() - 1);
    return new Page<>(page, Optional.of(new Cursor(last.time(), last.ref()).text()));
  }

  public Optional<DecisionRow> byRef(String ref) {
    return new Query("SELECT * FROM decisions", scope)
            .and("ref = ?", Optional.of(ref))
            .then("ORDER BY time DESC LIMIT 1")
            .run(database.dataSource(), DecisionRepository::read)
            .stream()
            .findFirst();
  }

  private static DecisionRow read(ResultSet row) throws SQLException {
    return new DecisionRow(
        row.getString("ref"),
        row.getLong("mark"),
        row.getTimestamp("time").toInstant(),
        row.getString("symbol"),
        row.getDouble("score"),
        row.getString("readings"),
        row.getString("gates"),
        row.getString("outcome"),
        row.getString("detail"));
  }
}
