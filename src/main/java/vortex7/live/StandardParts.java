package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.settings.Mode;
import vortex7.settings.Settings;

/** The daemon's own actors, each with the thresholds that the configuration gives its symbol. */
public final class StandardParts implements TreeParts {
  private final Settings settings;

  public StandardParts(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Behavior<AccountActor.Command> account(Wiring wiring, SymbolTrees trees) {
    Optional<BigDecimal> cap =
        settings.mode() == Mode.LIVE ? Optional.of(settings.balance()) : Optional.empty();
    return AccountActor.create(wiring, trees, settings.account(), cap);
  }

  @Override
  public SortedMap<String, Behavior<EngineActor.Command>> engines(
      Symbol symbol,
      Instrument instrument,
      Wiring wiring,
      ActorRef<DecisionActor.Command> decision) {
    return EngineActor.all(settings.rulesOf(symbol).pipeline(), instrument, decision);
  }

  @Override
  public Behavior<DecisionActor.Command> decision(
      Symbol symbol,
      Instrument instrument,
      Wiring wiring,
      ActorRef<RiskActor.Command> risk,
      ActorRef<SymbolActor.Command> tree) {
    return DecisionActor.create(
        symbol, instrument, settings.rulesOf(symbol).pipeline(), wiring, risk, DecisionSink.NONE);
  }

  @Override
  public Behavior<RiskActor.Command> risk(
      Symbol symbol,
      Wiring wiring,
      ActorRef<PositionActor.Command> position,
      Colleagues colleagues) {
    return RiskActor.create(symbol, wiring, position, colleagues, settings.rulesOf(symbol).risk());
  }

  @Override
  public Behavior<PositionActor.Command> position(
      Symbol symbol, Wiring wiring, Colleagues colleagues) {
    return PositionActor.create(symbol, wiring, colleagues, settings.rulesOf(symbol).execution());
  }
}
