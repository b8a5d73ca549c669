package vortex7.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * The pool of projections and queries on the journal's database, and the keeper of its schema. The
 * write journal has a pool of its own, which {@link JournalConfig} describes, so that a long query
 * never delays a trade.
 */
public final class Database implements AutoCloseable {
  /**
   * The server's default, named: a pool learns it from its first connection otherwise, and fails
   * one that is made meanwhile, as happens after a time away.
   */
  static final String ISOLATION = "READ_COMMITTED";

  private final DatabaseAddress address;
  private final HikariDataSource pool;

  private Database(DatabaseAddress address, HikariDataSource pool) {
    this.address = address;
    this.pool = pool;
  }

  /** A pool that connects when it is first asked: a database that is away is found out later. */
  public static Database at(DatabaseAddress address, JournalSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("vortex7-read");
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password().reveal());
    config.setMaximumPoolSize(settings.readConnections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setInitializationFailTimeout(-1);
    config.setTransactionIsolation("TRANSACTION_" + ISOLATION);
    config.addDataSourceProperty("connectTimeout", settings.connectTimeout().toSeconds());
    config.addDataSourceProperty("socketTimeout", settings.answerTimeout().toSeconds());
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty("ApplicationName", "vortex7-read");
    return new Database(address, new HikariDataSource(config));
  }

  public DatabaseAddress address() {
    return address;
  }

  public DataSource dataSource() {
    return pool;
  }

  /**
   * Checks that the server is fit for a journal and brings the schema to this program's version.
   *
   * @throws DatabaseUnavailable when it does not answer
   * @throws DatabaseRefused when it does not let us in, is not durable, is too old, or a newer
   *     program wrote the schema
   */
  public void migrate() {
    try (Connection connection = pool.getConnection()) {
      Durability.require(connection);
    } catch (SQLException e) {
      throw away(e);
    }
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(pool)
          .locations("classpath:db/migration")
          .table("schema_version")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          // Nothing is ignored: a migration that this program does not know means that a newer
          // one has been here, whose events this one could not read either.
          .ignoreMigrationPatterns(new String[0])
          .validateMigrationNaming(true)
          .load()
          .migrate();
    } catch (FlywayValidateException e) {
      throw new DatabaseRefused(
          "the database's schema is not this program's (a newer version wrote it?): " + message(e),
          e);
    } catch (FlywayException e) {
      Optional<String> away = probe();
      if (away.isPresent()) {
        throw new DatabaseUnavailable(away.get(), e);
      }
      throw new DatabaseRefused("the database's schema cannot be brought up: " + message(e), e);
    }
  }

  /** Why the database cannot be used right now, without secrets; empty when it answers. */
  public Optional<String> probe() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(1) ? Optional.empty() : Optional.of("the database does not answer");
    } catch (SQLException e) {
      return Optional.of(reason(e));
    }
  }

  /** SQLSTATE class 28 is a wrong user or password, 3D000 a database that is not there. */
  private JournalException away(SQLException e) {
    Optional<Throwable> refusal = Optional.empty();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
      if (state != null && (state.startsWith("28") || state.equals("3D000"))) {
        refusal = Optional.of(cause); // The innermost says it in the server's words.
      }
    }
    return refusal
        .<JournalException>map(
            why ->
                new DatabaseRefused(
                    "the database at %s refuses: %s".formatted(address.url(), message(why)), e))
        .orElseGet(() -> new DatabaseUnavailable(reason(e), e));
  }

  private String reason(SQLException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return "the database at %s does not answer: %s".formatted(address.url(), message(cause));
  }

  private static String message(Throwable e) {
    String message = Optional.ofNullable(e.getMessage()).orElse(e.toString());
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }

  @Override
  public void close() {
    pool.close();
  }
}
