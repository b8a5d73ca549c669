package vortex7.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import vortex7.matching.facts.Fact;
import vortex7.matching.facts.FactSheet;

/**
 * The stylised facts side by side, as Markdown.
 *
 * @param synthetic measured now, by what the column is called
 * @param reference what others measured on recordings
 * @param recorded measured now on recordings; may be none
 * @param notes sentences that go under the tables
 */
record FactsPage(
    SequencedMap<String, FactSheet> synthetic,
    SequencedMap<String, FactSheet> reference,
    SequencedMap<String, FactSheet> recorded,
    List<String> notes) {
  private static final String NOT_MEASURED = "–";

  /** The recording that a measured column repeats, by its name. */
  private static final Map<String, String> REPEATED =
      Map.of("BTC 2023-04-04", "B23", "BTC 2024-07-18", "B24", "ETH 2024-07-18", "E24");

  String text() {
    StringBuilder page = new StringBuilder(16_384);
    page.append("## Synthetic and real\n\n");
    page.append("B23, B24, E24, B24h and E24h are recordings of the real venue.\n\n");
    SequencedMap<String, FactSheet> columns = new LinkedHashMap<>(synthetic);
    columns.putAll(reference);
    table(page, columns);
    if (!recorded.isEmpty()) {
      page.append("\n## The method on the recordings themselves\n\n");
      page.append("Measured by the code above; the figures of others follow each column.\n\n");
      SequencedMap<String, FactSheet> pairs = new LinkedHashMap<>();
      recorded.forEach(
          (name, sheet) -> {
            pairs.put(name, sheet);
            FactSheet others = reference.get(REPEATED.getOrDefault(name, ""));
            if (others != null) {
              pairs.put(REPEATED.get(name), others);
            }
          });
      table(page, pairs);
    }
    page.append('\n');
    notes.forEach(note -> page.append(note).append("\n"));
    return page.toString();
  }

  private static void table(StringBuilder page, SequencedMap<String, FactSheet> columns) {
    page.append("| fact |");
    columns.keySet().forEach(name -> page.append(' ').append(name).append(" |"));
    page.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    for (Fact fact : Fact.values()) {
      page.append("| ").append(fact.label().replace("|", "\\|")).append(" |");
      for (FactSheet sheet : columns.values()) {
        String cell = sheet.get(fact).map(FactsPage::cell).orElse(NOT_MEASURED);
        page.append(' ').append(cell).append(" |");
      }
      page.append('\n');
    }
  }

  private static String cell(double[] figures) {
    StringBuilder cell = new StringBuilder();
    for (double figure : figures) {
      cell.append(cell.isEmpty() ? "" : " / ").append(figure(figure));
    }
    return cell.toString();
  }

  /** Three digits that count, or four decimals. */
  static String figure(double value) {
    if (!Double.isFinite(value)) {
      return NOT_MEASURED;
    }
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.095 || size == 0 ? 2 : 4;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return decimals == 4 ? text.replaceAll("0+$", "") : text;
  }
}
