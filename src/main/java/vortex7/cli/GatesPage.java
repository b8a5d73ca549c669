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
  record Section(String title, List<String> notes, List<Column> columns) {
    Section {
      notes = List.copyOf(notes);
      columns = List.copyOf(columns);
    }
  }

  /** One symbol under one profile. */
  record Column(String title, GateFunnel funnel) {}

  void add(Section section) {
    sections.add(section);
  }

  String text() {
    StringBuilder page = new StringBuilder();
    page.append("# What each gate blocks\n\n")
        .append("Made by `./vortex7 backtest --page FILE`. For each gate: % of the marks that it")
        .append(" blocks alone, and % that are left\n")
        .append("after it and all gates above it. A dash: the engine that it asks is not there,")
        .append(" or it never was asked.\n");
    sections.forEach(section -> write(page, section));
    return page.toString();
  }

  private static void write(StringBuilder page, Section section) {
    page.append("\n## ").append(section.title()).append("\n\n");
    section.notes().forEach(note -> page.append("- ").append(note).append('\n'));
    page.append("\n| gate |");
    section.columns().forEach(c -> page.append(' ').append(c.title()).append(" alone | left |"));
    page.append("\n|---|").append("---:|---:|".repeat(section.columns().size())).append('\n');
    page.append("| marks |");
    section.columns().forEach(c -> page.append(' ').append(c.funnel().decisions()).append(" | |"));
    page.append('\n');
    for (Gate gate : Gate.values()) {
      page.append("| ").append(gate).append(" |");
      section.columns().forEach(column -> page.append(cells(column.funnel(), gate)));
      page.append('\n');
    }
  }

  private static String cells(GateFunnel funnel, Gate gate) {
    for (GateFunnel.Count count : funnel.counts()) {
      if (count.gate() == gate) {
        long marks = funnel.decisions();
        return marks == 0 || count.absent() == marks
            ? " – | – |"
            : String.format(
                Locale.ROOT,
                " %.3f | %.3f |",
                100.0 * (marks - count.passedAlone()) / marks,
                100.0 * count.passedInSequence() / marks);
      }
    }
    return " – | – |";
  }
}
