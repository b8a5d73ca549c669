package vortex7.decision;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vortex7.market.Symbol;
import vortex7.signal.Mark;
import vortex7.signal.PanelReading;

/**
 * What was decided at one mark, and why.
 *
 * @param strategy the selected candidate, also of a decision that a gate refused
 * @param score in [−1, 1], signed by the direction
 * @param agreeing engines with the sign of the score, E5 when it prefers the strategy
 * @param confidence in [0, 100]
 * @param sizeMultiplier what E5 leaves of the size, in (0, 1]
 * @param gates every verdict, in the order of {@link Gate}; score, agreement and distances by the
 *     measure of the selected strategy
 * @param strategies what each strategy said by its own measure, in the order of {@link Strategy}
 * @param bracket of a decision that trades
 */
public record Decision(
    Symbol symbol,
    Mark mark,
    Action action,
    Optional<Strategy> strategy,
    double score,
    int agreeing,
    double confidence,
    double sizeMultiplier,
    List<GateVerdict> gates,
    List<StrategyVerdict> strategies,
    PanelReading readings,
    Optional<Bracket> bracket) {

  private static final DateTimeFormatter REF_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  public Decision {
    gates = List.copyOf(gates);
    strategies = List.copyOf(strategies);
  }

  /**
   * {@code d_{yyyyMMdd}_{HHmmssSSS}_{symbol}} by the mark's venue time, UTC; the trade keeps it.
   */
  public String ref() {
    return "d_" + REF_TIME.format(time()) + "_" + symbol;
  }

  public Instant time() {
    return Instant.ofEpochMilli(mark.eventTime());
  }

  public boolean trades() {
    return action != Action.NO_TRADE;
  }

  /** One line for a person: what speaks for the trade, or what refused it first. */
  public String reason() {
    return Reason.of(this);
  }

  /**
   * What that gate said.
   *
   * @throws IllegalArgumentException when it was not asked
   */
  public GateVerdict verdict(Gate gate) {
    for (GateVerdict verdict : gates) {
      if (verdict.gate() == gate) {
        return verdict;
      }
    }
    throw new IllegalArgumentException(gate + " was not asked");
  }

  /** The gates that refused. */
  public Set<Gate> failedGates() {
    Set<Gate> failed = EnumSet.noneOf(Gate.class);
    for (GateVerdict verdict : gates) {
      if (verdict.failed()) {
        failed.add(verdict.gate());
      }
    }
    return failed;
  }
}
