package vortex7.live;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import vortex7.decision.FeeRates;
import vortex7.market.Instrument;
import vortex7.position.PositionStatus;
import vortex7.risk.AccountTold;
import vortex7.signal.EngineId;

/**
 * The actors of one symbol that decide on entries. They run once the venue has told its rules; what
 * the decision is told before waits for it. Confined to its {@link SymbolActor}.
 */
final class TradingActors {
  private static final int WAITING_MAX = 1_000;

  /** Those that run. */
  record Running(
      ActorRef<RiskActor.Command> risk,
      ActorRef<DecisionActor.Command> decision,
      SortedMap<String, ActorRef<EngineActor.Command>> engines) {}

  private final List<DecisionActor.Command> waiting = new ArrayList<>();
  private Optional<Running> running = Optional.empty();

  Optional<Running> running() {
    return running;
  }

  Optional<ActorRef<EngineActor.Command>> engine(EngineId id) {
    return running.map(actors -> actors.engines().get(id.code()));
  }

  void begin(Running started) {
    running = Optional.of(started);
    waiting.forEach(started.decision()::tell);
    waiting.clear();
  }

  void toDecision(DecisionActor.Command message) {
    if (running.isPresent()) {
      running.get().decision().tell(message);
    } else if (waiting.size() < WAITING_MAX) {
      waiting.add(message);
    }
  }

  // News, for those that run: who begins later is briefed.

  void position(PositionStatus status) {
    tell(new DecisionActor.PositionNews(status), new RiskActor.PositionNews(status));
  }

  void account(AccountTold told) {
    tell(new DecisionActor.AccountNews(told), new RiskActor.AccountNews(told));
  }

  void venue(Instrument instrument, FeeRates fees) {
    tell(new DecisionActor.VenueNews(instrument, fees), new RiskActor.VenueNews(instrument, fees));
  }

  /** The venue's actor began anew. */
  void venueStarted() {
    running.ifPresent(actors -> actors.risk().tell(new RiskActor.VenueStarted()));
  }

  private void tell(DecisionActor.Command toDecision, RiskActor.Command toRisk) {
    running.ifPresent(
        actors -> {
          actors.decision().tell(toDecision);
          actors.risk().tell(toRisk);
        });
  }
}
