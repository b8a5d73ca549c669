package vortex7.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vortex7.decision.Gate;
import vortex7.decision.GateFunnel;

/** Which share of the marks each gate blocks, for several data and profiles: a page of Markdown. */
final class GatesPage {
  private final List<Section> sections = new ArrayList<>();

  /** One data set; the notes are sentences under its title. */
  record Section(String title, List<String> notes, List<Table> tables) {
    Section {
      notes = List.copyOf(notes);
      tables = List.copyOf(tables);
    }
  }

  /** One symbol under one profile. */
  record Table(String title, GateFunnel funnel) {}

  void add(Section section) {
    sections.add(section);
  }

  String text() {
    StringBuilder page = new StringBuilder();
    page.append("# What each gate blocks\n\n")
        .append(
            "Made by `./vortex7 backtest --gates-page FILE`. For each strategy and gate: % of the")
        .append(" marks that it blocks alone,\nand % that are left after it and all gates above")
        .append(" it. A dash: it is not asked of the strategy, or the engine\nthat it asks is not")
        .append(" there.\n");
    sections.forEach(section -> write(page, section));
    return page.toString();
  }

  private static void write(StringBuilder page, Section section) {
    page.append("\n## ").append(section.title()).append("\n\n");
    section.notes().forEach(note -> page.append("- ").append(note).append('\n'));
    section.tables().forEach(table -> write(page, table));
  }

  private static void write(StringBuilder page, Table table) {
    List<GateFunnel.Tally> tallies = table.funnel().total();
    page.append("\n| ").append(table.title()).append(" |");
    tallies.forEach(tally -> page.append(' ').append(tally.strategy()).append(" alone | left |"));
    page.append("\n|---|").append("---:|---:|".repeat(tallies.size())).append('\n');
    page.append("| marks |");
    tallies.forEach(tally -> page.append(' ').append(tally.marks()).append(" | |"));
    page.append('\n');
    for (Gate gate : Gate.values()) {
      page.append("| ").append(gate).append(" |");
      tallies.forEach(tally -> page.append(cells(tally, gate)));
      page.append('\n');
    }
  }

  private static String cells(GateFunnel.Tally tally, Gate gate) {
    for (GateFunnel.Count count : tally.counts()) {
      if (count.gate() == gate && tally.marks() > 0 && count.absent() < tally.marks()) {
        return String.format(
            Locale.ROOT,
            " %.3f | %.3f |",
            100.0 * (tally.marks() - count.passedAlone()) / tally.marks(),
            100.0 * count.passedInSequence() / tally.marks());
      }
    }
    return " – | – |";
  }
}
