package vortex7.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A SELECT that grows by conditions; values are always parameters. */
final class Query {
  private final StringBuilder sql;
  private final List<Object> values = new ArrayList<>();

  Query(String select, JournalScope scope) {
    sql = new StringBuilder(select).append(" WHERE venue = ? AND mode = ?");
    values.add(scope.venue());
    values.add(scope.mode());
  }

  /** Adds a condition when there is a value for it. */
  Query and(String condition, Optional<?> value) {
    value.ifPresent(
        present -> {
          sql.append(" AND ").append(condition);
          values.add(present instanceof Instant time ? Timestamp.from(time) : present);
        });
    return this;
  }

  /** Adds a condition over two values. */
  Query and(String condition, Object first, Object second) {
    sql.append(" AND ").append(condition);
    values.add(first);
    values.add(second);
    return this;
  }

  Query then(String rest) {
    sql.append(' ').append(rest);
    return this;
  }

  <T> List<T> run(DataSource source, RowReader<T> reader) {
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      try (ResultSet rows = select.executeQuery()) {
        List<T> items = new ArrayList<>();
        while (rows.next()) {
          items.add(reader.read(rows));
        }
        return items;
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailable("the database did not answer a query", e);
    }
  }

  /** Reads the row that the result stands on. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
