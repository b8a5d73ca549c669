package vortex7.cli;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.decision.Action;
import vortex7.decision.Decision;
import vortex7.decision.DecisionHash;
import vortex7.live.DecisionSink;
import vortex7.market.Symbol;

/**
 * Digests of every decision, to compare two runs of one recording: of the decisions themselves, and
 * of the scores alone, which depend on the market and not on how our orders fared. Thread-safe.
 */
final class DecisionTally implements DecisionSink {
  private static final int DIGITS = 16;

  private final SortedMap<Symbol, Digests> digests = new TreeMap<>();

  private static final class Digests {
    final DecisionHash decisions = new DecisionHash();
    final DecisionHash scores = new DecisionHash();
    long traded;
  }

  @Override
  public synchronized void decided(Decision decision) {
    Digests of = digests.computeIfAbsent(decision.symbol(), symbol -> new Digests());
    of.decisions.accept(decision);
    of.scores.accept(scoreOf(decision));
    of.traded += decision.trades() ? 1 : 0;
  }

  @Override
  public void kept(Decision decision, String outcome) {}

  private static Decision scoreOf(Decision decision) {
    return new Decision(
        decision.symbol(),
        decision.mark(),
        Action.NO_TRADE,
        Optional.empty(),
        decision.score(),
        decision.agreeing(),
        decision.confidence(),
        decision.sizeMultiplier(),
        List.of(),
        List.of(),
        decision.readings(),
        Optional.empty());
  }

  /** One line for a person; nothing of a symbol without a decision. */
  synchronized Optional<String> line(Symbol symbol) {
    return Optional.ofNullable(digests.get(symbol))
        .map(
            of ->
                "%s: %d decisions, %d to trade; hash %s, of the scores alone %s"
                    .formatted(
                        symbol,
                        of.decisions.decisions(),
                        of.traded,
                        of.decisions.value().substring(0, DIGITS),
                        of.scores.value().substring(0, DIGITS)));
  }
}
