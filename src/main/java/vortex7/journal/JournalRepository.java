package vortex7.journal;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.position.PositionEvent;
import vortex7.position.TradePlan;

/**
 * The journal as people read it. Calls block on the database: keep them off the threads that trade.
 */
public final class JournalRepository {
  private static final String EVENTS =
      """
      SELECT sequence_number, write_timestamp, event_ser_manifest, event_payload
      FROM event_journal
      WHERE persistence_id = ? AND sequence_number >= ? AND NOT deleted
      ORDER BY sequence_number
      LIMIT ?
      """;

  private static final int PAGE = 1_000;

  private final Database database;
  private final EventFormat format = new EventFormat(JournaledTypes.CATALOG);

  public JournalRepository(Database database) {
    this.database = database;
  }

  /**
   * One journaled event.
   *
   * @param type its logical name and version
   * @param writtenAt by the clock of the machine that wrote it
   * @param event JSON text
   */
  public record Entry(
      long sequenceNumber, String type, Instant writtenAt, @JsonRawValue String event) {}

  /**
   * The plans of the entries that a position intended, oldest first: decided at {@code from} or
   * later, and before {@code to}.
   *
   * @throws UnknownManifest when one of its events is not of this program
   */
  public List<TradePlan> plans(String persistenceId, Instant from, Instant to)
      throws UnknownManifest {
    List<TradePlan> plans = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement select = connection.prepareStatement(EVENTS)) {
      long next = 0;
      int read;
      do {
        read = 0;
        select.setString(1, persistenceId);
        select.setLong(2, next);
        select.setInt(3, PAGE);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            read++;
            next = rows.getLong("sequence_number") + 1;
            Object event =
                format.read(rows.getBytes("event_payload"), rows.getString("event_ser_manifest"));
            if (event instanceof PositionEvent.EntryIntended(TradePlan plan, var epoch, var at)
                && !plan.decidedAt().isBefore(from)
                && plan.decidedAt().isBefore(to)) {
              plans.add(plan);
            }
          }
        }
      } while (read == PAGE);
      return plans;
    } catch (SQLException e) {
      throw new DatabaseUnavailable("the database did not answer a query", e);
    }
  }

  /**
   * The events of a persistence id from a sequence number on, at most {@code limit}; the cursor is
   * the next sequence number.
   *
   * @throws UnknownManifest when one of them is not of this program
   */
  public Page<Entry> events(String persistenceId, long from, int limit) throws UnknownManifest {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement select = connection.prepareStatement(EVENTS)) {
      select.setString(1, persistenceId);
      select.setLong(2, from);
      select.setInt(3, limit + 1);
      try (ResultSet rows = select.executeQuery()) {
        List<Entry> entries = new ArrayList<>();
        while (rows.next()) {
          String manifest = rows.getString("event_ser_manifest");
          Object event = format.read(rows.getBytes("event_payload"), manifest);
          entries.add(
              new Entry(
                  rows.getLong("sequence_number"),
                  manifest,
                  Instant.ofEpochMilli(rows.getLong("write_timestamp")),
                  format.json(event).toString()));
        }
        if (entries.size() <= limit) {
          return new Page<>(entries, Optional.empty());
        }
        Entry next = entries.get(limit);
        return new Page<>(
            entries.subList(0, limit), Optional.of(Long.toString(next.sequenceNumber())));
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailable("the database did not answer a query", e);
    }
  }
}
