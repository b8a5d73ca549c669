package vortex7.cli.page;

import java.util.List;

/**
 * Some lines over one span of time.
 *
 * @param note what a reader should know, empty for nothing
 */
public record Chart(String title, String note, List<Series> series) {
  public Chart {
    series = List.copyOf(series);
    if (series.isEmpty()) {
      throw new IllegalArgumentException(title + ": a chart needs a line");
    }
  }
}
