package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.risk.AccountRules;
import vortex7.settings.TradingRules;
import vortex7.signal.CorrelationRules;

/**
 * The daemon's own actors.
 *
 * @param rules the thresholds that trade a symbol
 * @param balanceCap the most that sizing may start from, quote units; empty: the whole wallet
 * @param correlation of the account, whatever single symbols have of their own
 * @param decisions told every decision
 */
public record LiveParts(
    Function<Symbol, TradingRules> rules,
    AccountRules accountRules,
    Optional<BigDecimal> balanceCap,
    CorrelationRules correlation,
    DecisionSink decisions)
    implements TreeParts {

  @Override
  public Behavior<AccountActor.Command> account(Wiring wiring, SymbolTrees trees) {
    return AccountActor.create(wiring, trees, accountRules, balanceCap);
  }

  @Override
  public Behavior<CorrelationActor.Command> correlation(Wiring wiring, SymbolTrees trees) {
    return CorrelationActor.create(wiring, trees, correlation);
  }

  @Override
  public SortedMap<String, Behavior<EngineActor.Command>> engines(
      Symbol symbol,
      Instrument instrument,
      Wiring wiring,
      ActorRef<DecisionActor.Command> decision) {
    return EngineActor.all(rules.apply(symbol).pipeline(), instrument, decision);
  }

  @Override
  public Behavior<DecisionActor.Command> decision(
      Symbol symbol,
      Instrument instrument,
      Wiring wiring,
      ActorRef<RiskActor.Command> risk,
      ActorRef<SymbolActor.Command> tree) {
    return DecisionActor.create(
        symbol, instrument, rules.apply(symbol).pipeline(), wiring, risk, decisions);
  }

  @Override
  public Behavior<RiskActor.Command> risk(
      Symbol symbol,
      Wiring wiring,
      ActorRef<PositionActor.Command> position,
      Colleagues colleagues) {
    return RiskActor.create(symbol, wiring, position, colleagues, rules.apply(symbol).risk());
  }

  @Override
  public Behavior<PositionActor.Command> position(
      Symbol symbol, Wiring wiring, Colleagues colleagues) {
    return PositionActor.create(symbol, wiring, colleagues, rules.apply(symbol).execution());
  }
}
