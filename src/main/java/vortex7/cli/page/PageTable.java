package vortex7.cli.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A table of a page; a long one shows its beginning and unfolds. */
public final class PageTable {
  /** How a cell looks. */
  public enum Mark {
    NONE(""),
    GOOD("good"),
    BAD("bad");

    private final String kind;

    Mark(String kind) {
      this.kind = kind;
    }

    /** By the sign of a result. */
    public static Mark of(double result) {
      return result > 0 ? GOOD : result < 0 ? BAD : NONE;
    }
  }

  /** One cell. */
  public record Cell(String text, Mark mark) {
    public static Cell of(String text) {
      return new Cell(text, Mark.NONE);
    }
  }

  private record Row(List<Cell> cells, List<String> detail) {}

  private record Column(String name, String kind) {}

  private final String title;
  private final String note;
  private final List<Column> columns = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  public PageTable(String title, String note) {
    this.title = title;
    this.note = note;
  }

  /** Columns of words that stay on one line. */
  public PageTable words(String... names) {
    return columns("word", names);
  }

  /** Columns of words that may be broken into lines. */
  public PageTable texts(String... names) {
    return columns("text", names);
  }

  public PageTable numbers(String... names) {
    return columns("number", names);
  }

  private PageTable columns(String kind, String... names) {
    for (String name : names) {
      columns.add(new Column(name, kind));
    }
    return this;
  }

  /**
   * Adds a row.
   *
   * @param detail lines that unfold below it; none for nothing
   * @throws IllegalArgumentException when there is not one cell a column
   */
  public PageTable row(List<Cell> cells, List<String> detail) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          title + ": " + cells.size() + " cells for " + columns.size() + " columns");
    }
    rows.add(new Row(List.copyOf(cells), List.copyOf(detail)));
    return this;
  }

  public PageTable row(List<Cell> cells) {
    return row(cells, List.of());
  }

  void write(ObjectNode block) {
    block.put("title", title).put("note", note);
    ArrayNode heads = block.putArray("columns");
    columns.forEach(each -> heads.addObject().put("name", each.name()).put("kind", each.kind()));
    ArrayNode all = block.putArray("rows");
    for (Row row : rows) {
      ObjectNode node = all.addObject();
      ArrayNode cells = node.putArray("cells");
      row.cells().forEach(cell -> cells.add(cell.text()));
      if (row.cells().stream().anyMatch(cell -> cell.mark() != Mark.NONE)) {
        ArrayNode marks = node.putArray("marks");
        row.cells().forEach(cell -> marks.add(cell.mark().kind));
      }
      if (!row.detail().isEmpty()) {
        ArrayNode detail = node.putArray("detail");
        row.detail().forEach(detail::add);
      }
    }
  }
}
