package vortex7.cli.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import vortex7.journal.DatabaseAddress;

/**
 * The bare peer of P7: one connection of the plain driver inserts single rows of 200 bytes into the
 * daemon's own database, each committed to the disk before the next.
 */
public final class CommitLoop implements AutoCloseable {
  private static final int PAYLOAD = 200;

  private final Connection connection;
  private final PreparedStatement insert;

  public CommitLoop(DatabaseAddress address) throws SQLException {
    connection =
        DriverManager.getConnection(address.url(), address.user(), address.password().reveal());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = on");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS bench_commit (id bigserial PRIMARY KEY, payload bytea)");
      requireOn(statement, "fsync");
      requireOn(statement, "synchronous_commit");
    }
    insert = connection.prepareStatement("INSERT INTO bench_commit (payload) VALUES (?)");
    byte[] payload = new byte[PAYLOAD];
    Arrays.fill(payload, (byte) 7);
    insert.setBytes(1, payload);
  }

  private static void requireOn(Statement statement, String setting) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SHOW " + setting)) {
      rows.next();
      if (!rows.getString(1).equals("on")) {
        throw new SQLException(setting + " must be on, is " + rows.getString(1));
      }
    }
  }

  /** Commits one row after the other for {@code nanos}; how long each took. */
  public Histogram run(long nanos) throws SQLException {
    Histogram spans = Spans.histogram();
    long end = System.nanoTime() + nanos;
    for (long before = System.nanoTime(); before < end; ) {
      insert.executeUpdate();
      long after = System.nanoTime();
      spans.recordValue(after - before);
      before = after;
    }
    return spans;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
