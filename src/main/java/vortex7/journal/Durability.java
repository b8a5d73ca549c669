package vortex7.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a server must promise before money depends on it. */
final class Durability {
  private static final int OLDEST_VERSION = 150_000;
  private static final List<String> ON = List.of("fsync", "full_page_writes");

  private Durability() {}

  /**
   * Asks the server.
   *
   * @throws DatabaseRefused when an acknowledged commit could be lost, or it is older than 15
   */
  static void require(Connection connection) throws SQLException {
    int version = Integer.parseInt(show(connection, "server_version_num"));
    if (version < OLDEST_VERSION) {
      throw new DatabaseRefused(
          "PostgreSQL must be 15 or newer, is " + show(connection, "server_version"));
    }
    for (String setting : ON) {
      String value = show(connection, setting);
      if (!value.equals("on")) {
        throw new DatabaseRefused("PostgreSQL's " + setting + " must be on, is " + value);
      }
    }
    String commit = show(connection, "synchronous_commit");
    if (commit.equals("off")) {
      throw new DatabaseRefused("PostgreSQL's synchronous_commit must be on, is off");
    }
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
