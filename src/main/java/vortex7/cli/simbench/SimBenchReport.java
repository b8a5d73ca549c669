package vortex7.cli.simbench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import vortex7.cli.bench.Machine;

/** The result of one run of {@code bench sim}. */
public record SimBenchReport(Machine machine, String command, List<Figure> figures) {

  /** For people. */
  public void print(PrintWriter out) {
    out.println("command: " + command);
    out.println(machine.line());
    out.println();
    out.printf("%-64s %14s %-10s %16s%n", "figure", "value", "", "goal");
    for (Figure figure : figures) {
      out.printf(
          Locale.ROOT,
          "%-64s %14.2f %-10s %16s%n",
          figure.name(),
          figure.value(),
          figure.unit(),
          goal(figure));
    }
    out.flush();
  }

  private static String goal(Figure figure) {
    return figure
        .goal()
        .map(
            goal ->
                String.format(
                    Locale.ROOT,
                    "%s %,.1f %s",
                    goal.atLeast() ? ">=" : "<=",
                    goal.bound(),
                    goal.metBy(figure.value()) ? "met" : "MISSED"))
        .orElse("");
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode report = new ObjectMapper().createObjectNode();
    report.put("command", command);
    report.set("machine", machine.json());
    ArrayNode all = report.putArray("figures");
    for (Figure figure : figures) {
      ObjectNode one = all.addObject();
      one.put("name", figure.name().strip())
          .put("value", figure.value())
          .put("unit", figure.unit());
      figure
          .goal()
          .ifPresent(
              goal ->
                  one.put("goal", goal.bound())
                      .put("atLeast", goal.atLeast())
                      .put("met", goal.metBy(figure.value())));
    }
    return report;
  }
}
