package vortex7.journal.backup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vortex7.journal.DatabaseAddress;

/** What the journal's database says of its own tables. */
final class JournalTables {
  static final String VERSIONS = "schema_version";
  static final String DECISIONS = "decisions";
  private static final String NAME = "vortex7-backup";

  private JournalTables() {}

  /** A connection of its own, that may take its time; not from a pool that trades. */
  static Connection connect(DatabaseAddress address) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password().reveal());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", NAME);
    return DriverManager.getConnection(address.url(), properties);
  }

  /** The programs of ours that use the database beside this one. */
  static List<String> others(Connection connection) throws SQLException {
    return texts(
        connection,
        """
        SELECT DISTINCT application_name FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND application_name LIKE 'vortex7%'
        ORDER BY 1
        """);
  }

  /** The version of the tables; empty in a database without them. */
  static Optional<String> schema(Connection connection) throws SQLException {
    if (texts(connection, "SELECT to_regclass('" + VERSIONS + "')::text").isEmpty()) {
      return Optional.empty();
    }
    return texts(
            connection,
            "SELECT version FROM " + VERSIONS + " WHERE success ORDER BY installed_rank DESC")
        .stream()
        .findFirst();
  }

  /** All tables that hold the journal, those that others refer to first; no partitions. */
  static List<String> inOrder(Connection connection) throws SQLException {
    NavigableSet<String> left =
        new TreeSet<>(
            texts(
                connection,
                """
                SELECT relname FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace
                  AND relkind IN ('r', 'p') AND NOT relispartition
                """));
    left.remove(VERSIONS);
    SortedMap<String, NavigableSet<String>> needs = references(connection);
    Set<String> ordered = new LinkedHashSet<>();
    while (!left.isEmpty()) {
      List<String> next =
          left.stream()
              .filter(table -> ordered.containsAll(needs.getOrDefault(table, new TreeSet<>())))
              .toList();
      if (next.isEmpty()) {
        throw new SQLException("tables refer to each other in a circle: " + left);
      }
      ordered.addAll(next);
      next.forEach(left::remove);
    }
    return List.copyOf(ordered);
  }

  private static SortedMap<String, NavigableSet<String>> references(Connection connection)
      throws SQLException {
    SortedMap<String, NavigableSet<String>> references = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
                WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
                  AND conrelid <> confrelid
                """)) {
      while (rows.next()) {
        references.computeIfAbsent(rows.getString(1), t -> new TreeSet<>()).add(rows.getString(2));
      }
    }
    return references;
  }

  static List<String> columns(Connection connection, String table) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT attname FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
              AND attgenerated = ''
            ORDER BY attnum
            """)) {
      select.setString(1, table);
      return texts(select);
    }
  }

  static List<LocalDate> decisionDays(Connection connection) throws SQLException {
    return texts(
            connection,
            "SELECT DISTINCT (time AT TIME ZONE 'UTC')::date::text FROM "
                + DECISIONS
                + " ORDER BY 1")
        .stream()
        .map(LocalDate::parse)
        .toList();
  }

  /** Sequences go on behind the rows that a table holds now. */
  static void moveSequences(Connection connection, String table, List<String> columns)
      throws SQLException {
    for (String column : columns) {
      try (PreparedStatement select =
          connection.prepareStatement("SELECT pg_get_serial_sequence(?, ?)")) {
        select.setString(1, table);
        select.setString(2, column);
        for (String sequence : texts(select)) {
          texts(
              connection,
              "SELECT setval('%s', (SELECT COALESCE(max(\"%s\"), 0) + 1 FROM \"%s\"), false)"
                  .formatted(sequence, column, table));
        }
      }
    }
  }

  static List<String> texts(Connection connection, String query) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      return texts(select);
    }
  }

  /** The first column without its nulls. */
  private static List<String> texts(PreparedStatement select) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String text = rows.getString(1);
        if (text != null) {
          texts.add(text);
        }
      }
    }
    return texts;
  }
}
