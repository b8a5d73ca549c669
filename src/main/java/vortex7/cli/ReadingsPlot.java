package vortex7.cli;

import java.util.ArrayList;
import java.util.List;
import vortex7.cli.page.Chart;
import vortex7.cli.page.Series;
import vortex7.signal.EngineId;
import vortex7.signal.PanelReading;
import vortex7.signal.ReadingFigures;
import vortex7.signal.ReadingFigures.Figure;

/** Collects one symbol's readings at a steady pace and makes a chart of each figure. */
final class ReadingsPlot {
  private final long everyMillis;
  private final List<Figure> figures;
  private final List<Series> lines = new ArrayList<>();
  private long next = Long.MIN_VALUE;

  /**
   * @param everyMillis event time between two points
   * @param engines whose figures are shown
   */
  ReadingsPlot(long everyMillis, List<EngineId> engines) {
    this.everyMillis = everyMillis;
    figures =
        ReadingFigures.all().stream().filter(figure -> engines.contains(figure.engine())).toList();
    for (Figure figure : figures) {
      lines.add(Series.line(figure.title()));
    }
  }

  /** Whether a point is due at that event time. */
  boolean due(long timeMillis) {
    return timeMillis >= next;
  }

  /** Takes the readings of a mark, if a point is due. */
  void on(PanelReading readings) {
    long time = readings.mark().eventTime();
    if (!due(time)) {
      return;
    }
    next = (Math.floorDiv(time, everyMillis) + 1) * everyMillis;
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).add(time, figures.get(i).value(readings));
    }
  }

  int points() {
    return lines.isEmpty() ? 0 : lines.getFirst().size();
  }

  /** What each engine says together in one chart, then each figure in its own. */
  List<Chart> charts(String symbol) {
    List<Chart> charts = new ArrayList<>();
    List<Series> signals = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (figures.get(i).name().equals("signal")) {
        signals.add(lines.get(i));
      }
    }
    if (!signals.isEmpty()) {
      charts.add(new Chart(symbol + " signals", "direction times strength", signals));
    }
    for (int i = 0; i < lines.size(); i++) {
      if (!figures.get(i).name().equals("signal")) {
        Series line = lines.get(i);
        String note = known(line) ? "" : "not known over this span";
        charts.add(new Chart(symbol + " " + line.name(), note, List.of(line)));
      }
    }
    return charts;
  }

  private static boolean known(Series line) {
    return line.anyKnown();
  }
}
