package vortex7.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vortex7.backtest.report.Lineage;
import vortex7.decision.Decision;
import vortex7.decision.GateVerdict;
import vortex7.position.TradeSummary;
import vortex7.signal.EngineId;
import vortex7.signal.Reading;
import vortex7.signal.Validity;

/** Where a trade came from, in lines: decision, readings, gates, order, fills, end. */
final class LineageText {
  private LineageText() {}

  static List<String> lines(Lineage lineage) {
    List<String> lines = new ArrayList<>();
    lineage.decision().ifPresent(decision -> decision(decision, lines));
    TradeSummary trade = lineage.trade();
    lines.add(
        "order      position %d, %s %s, stop %s, target %s, leverage %d"
            .formatted(
                trade.positionNumber(),
                trade.side(),
                trade.quantity().toPlainString(),
                trade.stopPrice().toPlainString(),
                trade.targetPrice().toPlainString(),
                trade.leverage()));
    lines.add(
        "entry      %s at %s".formatted(trade.entryPrice().toPlainString(), trade.entryTime()));
    lines.add(
        "exit       %s at %s, %s, after %d s"
            .formatted(
                trade.exitPrice().toPlainString(),
                trade.exitTime(),
                trade.exitReason(),
                trade.hold().toSeconds()));
    lines.add(
        "fills      %d maker, %d taker, %d taker exits by rule"
            .formatted(trade.makerFills(), trade.takerFills(), trade.takerExits()));
    lines.add(
        "net        %s = gross %s - fees %s %s - funding %s"
            .formatted(
                trade.pnlNet().toPlainString(),
                trade.pnlGross().toPlainString(),
                trade.feeTotal().toPlainString(),
                trade.feesByAsset(),
                trade.funding().toPlainString()));
    return lines;
  }

  private static void decision(Decision decision, List<String> lines) {
    lines.add(
        "decision   %s, mark %d at %s"
            .formatted(decision.ref(), decision.mark().number(), decision.time()));
    lines.add("because    " + decision.reason());
    lines.add(
        String.format(
            Locale.ROOT,
            "score      %.4f, %d engines agree, confidence %.1f %%",
            decision.score(),
            decision.agreeing(),
            decision.confidence()));
    for (EngineId engine : EngineId.values()) {
      Reading reading = decision.readings().of(engine);
      if (reading.validity() != Validity.ABSENT) {
        lines.add(
            String.format(
                Locale.ROOT,
                "reading    %-11s %-14s strength %.3f, %s",
                engine.code(),
                reading.direction().label(engine),
                reading.strength(),
                reading.validity() == Validity.VALID ? "OK" : reading.validity().name()));
      }
    }
    for (GateVerdict verdict : decision.gates()) {
      lines.add(
          "gate       %-8s %-24s %s"
              .formatted(verdict.outcome(), verdict.name(), verdict.explanation()));
    }
  }
}
