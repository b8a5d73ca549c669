package vortex7.cli.report;

import java.util.List;
import java.util.Locale;
import vortex7.backtest.report.MonteCarlo;
import vortex7.cli.page.Page;
import vortex7.cli.page.PageChart;
import vortex7.cli.page.PageChart.Kind;
import vortex7.cli.page.PageTable;
import vortex7.cli.page.PageTable.Cell;
import vortex7.cli.page.PageTable.Mark;

/** What else might have come of the same trades, as part of a page. */
final class ChancePart {
  private ChancePart() {}

  static void write(Page page, MonteCarlo drawn) {
    page.section(
        "Chance",
        "%d times as many of the %d trades drawn with replacement, seed %d; it knows no trade that the run did not see"
            .formatted(drawn.paths(), drawn.trades(), drawn.seed()));
    PageTable table =
        new PageTable("", "").words("").numbers("5 %", "25 %", "50 %", "75 %", "95 %");
    row(table, "result", drawn.result());
    row(table, "max drawdown", drawn.maxDrawdown());
    page.table(table);
    PageTable ruin = new PageTable("", "").words("fell below its peak by").numbers("of the draws");
    for (MonteCarlo.Ruin each : drawn.ruin()) {
      ruin.row(List.of(Cell.of(percent(each.drawdown())), Cell.of(percent(each.share()))));
    }
    page.table(ruin);
    PageChart chart =
        PageChart.over("Balance over the opening one", "percentiles of the draws", "trades");
    PageChart.Line p5 = chart.line("5 %", Kind.LINE).thin().marked(Mark.BAD);
    PageChart.Line p25 = chart.line("25 %", Kind.LINE).thin();
    PageChart.Line p50 = chart.line("50 %", Kind.LINE);
    PageChart.Line p75 = chart.line("75 %", Kind.LINE).thin();
    PageChart.Line p95 = chart.line("95 %", Kind.LINE).thin().marked(Mark.GOOD);
    for (MonteCarlo.Step step : drawn.fan()) {
      p5.add(step.trades(), step.balance().p5());
      p25.add(step.trades(), step.balance().p25());
      p50.add(step.trades(), step.balance().p50());
      p75.add(step.trades(), step.balance().p75());
      p95.add(step.trades(), step.balance().p95());
    }
    page.chart(chart);
  }

  private static void row(PageTable table, String name, MonteCarlo.Band band) {
    table.row(
        List.of(
            Cell.of(name),
            Cell.of(percent(band.p5())),
            Cell.of(percent(band.p25())),
            Cell.of(percent(band.p50())),
            Cell.of(percent(band.p75())),
            Cell.of(percent(band.p95()))));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
