package vortex7.journal.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a backup holds; the last entry of its file, so that a file without it is not whole.
 *
 * @param format of the file, {@link #FORMAT}
 * @param program version that wrote it
 * @param schema version of the tables
 * @param madeAt of the state that it holds
 * @param tables in an order in which they can be filled: those that others refer to come first
 * @param decisionDays the days whose decisions it holds, UTC
 */
public record BackupManifest(
    int format,
    String program,
    String schema,
    Instant madeAt,
    List<Table> tables,
    List<LocalDate> decisionDays) {

  /** The version of the file's form that this program writes, and the only one that it reads. */
  public static final int FORMAT = 1;

  public BackupManifest {
    tables = List.copyOf(tables);
    decisionDays = List.copyOf(decisionDays);
  }

  /**
   * One table; its rows are PostgreSQL's COPY text.
   *
   * @param sha256 of the rows as text, hexadecimal
   */
  public record Table(String name, List<String> columns, long rows, String sha256) {
    public Table {
      columns = List.copyOf(columns);
    }

    String entry() {
      return "tables/" + name + ".copy";
    }

    /** The columns as SQL names them. */
    String columnList() {
      return "\"" + String.join("\", \"", columns) + "\"";
    }
  }

  /** Rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  long rowsOf(String table) {
    return tables.stream().filter(each -> each.name().equals(table)).mapToLong(Table::rows).sum();
  }

  /** Events of the journal. */
  public long events() {
    return rowsOf("event_journal");
  }

  /** Closed trades. */
  public long trades() {
    return rowsOf("trades");
  }
}
