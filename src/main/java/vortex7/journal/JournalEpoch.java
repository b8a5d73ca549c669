package vortex7.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vortex7.risk.AccountEvent;

/**
 * Writes the event by which a journal that was restored gets an epoch of its own: the part of every
 * order's name that tells its orders from any other journal's.
 */
public final class JournalEpoch {
  private JournalEpoch() {}

  /** The newest event of an account. */
  private record Newest(String persistenceId, long sequenceNumber, long ordering, int serializer) {}

  /**
   * Writes the event of a new epoch behind the newest event of each account, with its tags. Nobody
   * else may be writing.
   *
   * @param at by the writer's clock
   */
  public static void append(Connection connection, String epoch, Instant at) throws SQLException {
    EventFormat format = new EventFormat(JournaledTypes.CATALOG);
    AccountEvent.JournalCreated event = new AccountEvent.JournalCreated(epoch, at);
    for (Newest account : accounts(connection)) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              WITH written AS (
                INSERT INTO event_journal (persistence_id, sequence_number, writer,
                  write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest,
                  event_payload)
                VALUES (?, ?, 'restore', ?, '', ?, ?, ?)
                RETURNING ordering)
              INSERT INTO event_tag (event_id, tag)
              SELECT written.ordering, tag FROM written, event_tag WHERE event_id = ?
              """)) {
        insert.setString(1, account.persistenceId());
        insert.setLong(2, account.sequenceNumber() + 1);
        insert.setLong(3, at.toEpochMilli());
        insert.setInt(4, account.serializer());
        insert.setString(5, format.manifest(event));
        insert.setBytes(6, format.write(event));
        insert.setLong(7, account.ordering());
        insert.executeUpdate();
      }
    }
  }

  private static List<Newest> accounts(Connection connection) throws SQLException {
    List<Newest> accounts = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT DISTINCT ON (persistence_id)
              persistence_id, sequence_number, ordering, event_ser_id
            FROM event_journal WHERE persistence_id LIKE ?
            ORDER BY persistence_id, sequence_number DESC
            """)) {
      select.setString(1, JournalScope.ACCOUNT + "|%");
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          accounts.add(
              new Newest(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getInt(4)));
        }
      }
    }
    return accounts;
  }
}
