package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import java.util.SortedMap;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.signal.CorrelationRules;

/**
 * Makes the actors that the tree supervises. A behavior may be started several times: each start
 * begins anew.
 */
public interface TreeParts {
  Behavior<AccountActor.Command> account(Wiring wiring, SymbolTrees trees);

  /** The watch over the leading symbols, which tells every symbol. */
  default Behavior<CorrelationActor.Command> correlation(Wiring wiring, SymbolTrees trees) {
    return CorrelationActor.create(wiring, trees, CorrelationRules.documents());
  }

  /** Who fills the place {@code TOP_ALT}, and sees to every tree beside the configured list. */
  default Behavior<TopAltActor.Command> topAlt(
      Wiring wiring,
      SymbolTrees trees,
      ActorRef<SymbolsActor.Command> keeper,
      ActorRef<AccountActor.Command> account) {
    return TopAltActor.create(wiring, trees, keeper, account, wiring.clock());
  }

  /** The engines by name; each answers marks to {@code decision}. */
  SortedMap<String, Behavior<EngineActor.Command>> engines(
      Symbol symbol,
      Instrument instrument,
      Wiring wiring,
      ActorRef<DecisionActor.Command> decision);

  Behavior<DecisionActor.Command> decision(
      Symbol symbol,
      Instrument instrument,
      Wiring wiring,
      ActorRef<RiskActor.Command> risk,
      ActorRef<SymbolActor.Command> tree);

  Behavior<RiskActor.Command> risk(
      Symbol symbol,
      Wiring wiring,
      ActorRef<PositionActor.Command> position,
      Colleagues colleagues);

  Behavior<PositionActor.Command> position(Symbol symbol, Wiring wiring, Colleagues colleagues);

  /** Whom risk and position talk to. */
  record Colleagues(
      ActorRef<ExecutorActor.Command> executor,
      ActorRef<AccountActor.Command> account,
      ActorRef<VenueActor.Command> venue,
      ActorRef<SymbolActor.Command> tree) {}
}
