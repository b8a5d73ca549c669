package vortex7.live;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import vortex7.market.Instrument;
import vortex7.market.Symbol;

/** A tree whose own parts are probes: each child passes on what it is told, or fails when told. */
final class ProbeParts implements TreeParts {
  final TestProbe<AccountActor.Command> account;
  final TestProbe<EngineActor.Command> engine;
  final TestProbe<DecisionActor.Command> decision;
  final TestProbe<RiskActor.Command> risk;
  final TestProbe<PositionActor.Command> position;

  /** So many books are still to fail the engine, and news of leverage the decision. */
  final AtomicInteger engineFailures = new AtomicInteger();

  final AtomicInteger decisionFailures = new AtomicInteger();

  ProbeParts(ActorTestKit kit) {
    account = kit.createTestProbe();
    engine = kit.createTestProbe();
    decision = kit.createTestProbe();
    risk = kit.createTestProbe();
    position = kit.createTestProbe();
  }

  @Override
  public Behavior<AccountActor.Command> account(Wiring wiring, SymbolTrees trees) {
    return passingOn(account.getRef());
  }

  @Override
  public SortedMap<String, Behavior<EngineActor.Command>> engines(
      Symbol symbol,
      Instrument instrument,
      Wiring wiring,
      ActorRef<DecisionActor.Command> decision) {
    SortedMap<String, Behavior<EngineActor.Command>> engines = new TreeMap<>();
    engines.put("tick", passingOn(engine.getRef()));
    return engines;
  }

  @Override
  public Behavior<DecisionActor.Command> decision(
      Symbol symbol,
      Instrument instrument,
      Wiring wiring,
      ActorRef<RiskActor.Command> risk,
      ActorRef<SymbolActor.Command> tree) {
    return passingOn(decision.getRef());
  }

  @Override
  public Behavior<RiskActor.Command> risk(
      Symbol symbol,
      Wiring wiring,
      ActorRef<PositionActor.Command> position,
      Colleagues colleagues) {
    return passingOn(risk.getRef());
  }

  @Override
  public Behavior<PositionActor.Command> position(
      Symbol symbol, Wiring wiring, Colleagues colleagues) {
    return passingOn(position.getRef());
  }

  private <T> Behavior<T> passingOn(ActorRef<T> probe) {
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                message -> {
                  probe.tell(message);
                  if (message instanceof EngineActor.Book && due(engineFailures)) {
                    throw new IllegalStateException("the engine fails as told");
                  }
                  if (message instanceof DecisionActor.LeverageNews && due(decisionFailures)) {
                    throw new IllegalStateException("the decision fails as told");
                  }
                  return Behaviors.same();
                }));
  }

  private static boolean due(AtomicInteger failures) {
    return failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }
}
