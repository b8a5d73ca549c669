package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A decision and its trade as text, so that a person understands what was seen and lacked. */
final class WhyReport {
  private WhyReport() {}

  static List<String> lines(JsonNode lineage) {
    List<String> lines = new ArrayList<>();
    JsonNode decision = lineage.path("decision");
    if (decision.isObject()) {
      decision(decision, lines);
    } else {
      lines.add(lineage.path("ref").asText() + ": the decision is no longer kept, its trade is");
    }
    JsonNode trade = lineage.path("trade");
    if (trade.isObject()) {
      trade(trade, lines);
    }
    if (lineage.path("journal").isTextual()) {
      lines.add("journal    " + lineage.path("journal").asText());
    }
    return lines;
  }

  private static void decision(JsonNode decision, List<String> lines) {
    lines.add(
        "%s  %s%s at %s"
            .formatted(
                text(decision, "ref"),
                text(decision, "action"),
                decision.path("strategy").isTextual()
                    ? " by strategy " + decision.path("strategy").asText()
                    : "",
                text(decision, "time")));
    lines.add("because    " + text(decision, "reason"));
    lines.add("outcome    " + text(decision, "outcome"));
    lines.add(
        "score      %s, %s engines agree, confidence %s %%, size x %s"
            .formatted(
                number(decision.path("score")),
                text(decision, "agreeing"),
                number(decision.path("confidence")),
                number(decision.path("sizeMultiplier"))));
    for (JsonNode reading : decision.path("readings")) {
      reading(reading, lines);
    }
    for (JsonNode gate : decision.path("gates")) {
      lines.add(
          "gate       %-8s %-24s %s"
              .formatted(text(gate, "verdict"), text(gate, "gate"), text(gate, "reason")));
    }
    for (JsonNode strategy : decision.path("strategies")) {
      strategy(strategy, lines);
    }
  }

  private static void reading(JsonNode reading, List<String> lines) {
    lines.add(
        "reading    %-11s %-14s strength %s, %s"
            .formatted(
                text(reading, "engine"),
                text(reading, "direction"),
                number(reading.path("strength")),
                text(reading, "reason")));
    List<String> values = new ArrayList<>();
    reading
        .path("values")
        .properties()
        .forEach(each -> values.add(each.getKey() + " " + number(each.getValue())));
    if (!values.isEmpty()) {
      lines.add("           " + String.join(", ", values));
    }
  }

  private static void strategy(JsonNode strategy, List<String> lines) {
    JsonNode missing = strategy.path("missing");
    lines.add(
        "strategy   %s %s%s"
            .formatted(
                text(strategy, "strategy"),
                strategy.path("candidate").asBoolean()
                    ? "is a candidate with " + text(strategy, "tenths") + " tenths"
                    : "is no candidate",
                strategy.path("selected").asBoolean()
                    ? ", and selected"
                    : missing.isEmpty() ? "" : "; missing:"));
    missing.forEach(each -> lines.add("           " + each.asText()));
  }

  private static void trade(JsonNode trade, List<String> lines) {
    lines.add(
        "trade      %s %s in at %s, out at %s (%s), net %s, fees %s"
            .formatted(
                text(trade, "symbol"),
                text(trade, "side"),
                text(trade, "entryPrice"),
                text(trade, "exitPrice"),
                text(trade, "exitReason"),
                text(trade, "pnlNet"),
                text(trade, "feeTotal")));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("-");
  }

  /** At most six significant decimals, so that a person can read it. */
  private static String number(JsonNode value) {
    if (!value.isFloatingPointNumber()) {
      return value.isContainerNode() ? value.toString() : value.asText("-");
    }
    String digits = String.format(Locale.ROOT, "%.6f", value.asDouble());
    return digits.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
