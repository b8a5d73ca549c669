package vortex7.journal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Closed trades of one scope, newest first. Calls block on the database: keep them off the threads
 * that trade.
 */
public final class TradeRepository {
  private final Database database;
  private final JournalScope scope;

  public TradeRepository(Database database, JournalScope scope) {
    this.database = database;
    this.scope = scope;
  }

  /**
   * Which trades; {@code from} is inclusive and {@code to} exclusive, both of the exit.
   *
   * @param limit of one page, from 1
   */
  public record Filter(
      Optional<String> symbol,
      Optional<String> strategy,
      Optional<String> exitReason,
      Optional<Instant> from,
      Optional<Instant> to,
      int limit,
      Optional<String> cursor) {
    public Filter {
      if (limit < 1) {
        throw new IllegalArgumentException("limit must be at least 1, was " + limit);
      }
    }

    public static Filter all(int limit) {
      return new Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          limit,
          Optional.empty());
    }

    public Filter after(String newCursor) {
      return new Filter(symbol, strategy, exitReason, from, to, limit, Optional.of(newCursor));
    }
  }

  /**
   * One page.
   *
   * @throws InvalidCursor when the cursor is not of this list
   * @throws DatabaseUnavailable when the database does not answer
   */
  public Page<TradeRow> find(Filter filter) {
    Query query =
        new Query("SELECT * FROM trades", scope)
            .and("symbol = ?", filter.symbol())
            .and("strategy = ?", filter.strategy())
            .and("exit_reason = ?", filter.exitReason())
            .and("exit_time >= ?", filter.from())
            .and("exit_time < ?", filter.to());
    filter
        .cursor()
        .map(Cursor::parse)
        .ifPresent(
            cursor ->
                query.and("(exit_time, id) < (?, ?)", Timestamp.from(cursor.time()), idOf(cursor)));
    List<TradeRow> rows =
        query
            .then("ORDER BY exit_time DESC, id DESC LIMIT " + (filter.limit() + 1))
            .run(database.dataSource(), TradeRow::read);
    if (rows.size() <= filter.limit()) {
      return new Page<>(rows, Optional.empty());
    }
    List<TradeRow> page = rows.subList(0, filter.limit());
    TradeRow last = page.get(page.size() - 1);
    return new Page<>(
        page, Optional.of(new Cursor(last.exitTime(), Long.toString(last.id())).text()));
  }

  /** The trade that a decision led to; the newest when a recording was replayed. */
  public Optional<TradeRow> byRef(String ref) {
    return new Query("SELECT * FROM trades", scope)
            .and("ref = ?", Optional.of(ref))
            .then("ORDER BY position_number DESC LIMIT 1")
            .run(database.dataSource(), TradeRow::read)
            .stream()
            .findFirst();
  }

  private static long idOf(Cursor cursor) {
    try {
      return Long.parseLong(cursor.key());
    } catch (NumberFormatException e) {
      throw new InvalidCursor(e);
    }
  }
}
