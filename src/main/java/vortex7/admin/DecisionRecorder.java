package vortex7.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import vortex7.journal.DecisionEpisodes;
import vortex7.journal.DecisionRow;
import vortex7.live.Daemon;
import vortex7.live.view.DecisionView;

/** Turns the daemon's decisions into rows, those that are worth one. */
public final class DecisionRecorder implements Consumer<Daemon.News> {
  private static final String NO_TRADE = "NO_TRADE";
  private static final String REFUSED = "REFUSED";

  private final Consumer<DecisionRow> rows;
  private final DecisionEpisodes.Rules rules;
  private final Map<String, DecisionEpisodes> episodes = new ConcurrentHashMap<>();

  /**
   * Records into {@code rows}, which must not block.
   *
   * @param rules which decisions are worth a row
   */
  public DecisionRecorder(Consumer<DecisionRow> rows, DecisionEpisodes.Rules rules) {
    this.rows = rows;
    this.rules = rules;
  }

  @Override
  public void accept(Daemon.News news) {
    if (news instanceof Daemon.News.DecisionMade(DecisionView decision)) {
      DecisionEpisodes ofSymbol =
          episodes.computeIfAbsent(decision.symbol(), symbol -> new DecisionEpisodes(rules));
      boolean trades = !decision.action().equals(NO_TRADE);
      synchronized (ofSymbol) {
        ofSymbol.next(row(decision), failing(decision), trades).forEach(rows);
      }
    }
  }

  private static SortedSet<String> failing(DecisionView decision) {
    SortedSet<String> failing = new TreeSet<>();
    for (DecisionView.GateView gate : decision.gates()) {
      if (gate.verdict().equals(REFUSED)) {
        failing.add(gate.gate());
      }
    }
    return failing;
  }

  static DecisionRow row(DecisionView decision) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("action", decision.action());
    detail.put("strategy", decision.strategy());
    detail.put("confidence", decision.confidence());
    detail.put("agreeing", decision.agreeing());
    detail.put("reason", decision.reason());
    return new DecisionRow(
        decision.ref(),
        decision.mark(),
        decision.time(),
        decision.symbol(),
        decision.score(),
        ApiJson.tree(decision.readings()).toString(),
        ApiJson.tree(decision.gates()).toString(),
        decision.outcome(),
        ApiJson.tree(detail).toString());
  }
}
