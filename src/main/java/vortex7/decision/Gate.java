package vortex7.decision;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The conditions of an entry, in the order in which they are asked and recorded. */
public enum Gate {
  READINGS,
  SCORE,
  AGREEMENT,
  ORDER_FLOW_NOT_OPPOSITE,
  TRADEABLE,
  SPREAD,
  A_VELOCITY,
  A_STREAK,
  A_VOLUME_SPIKE,
  A_CONFIRMATIONS,
  A_PHASE,
  A_VOLATILITY,
  A_LEVEL,
  B_RSI,
  B_BAND,
  B_CONFIRMATIONS,
  B_PHASE,
  B_VOLATILITY,
  C_PROXIMITY,
  C_VOLUME_SPIKE,
  C_MOMENTUM,
  C_CONFIRMATIONS,
  C_VOLATILITY,
  /** A strategy's trigger, confirmations and filter hold and it scores enough. */
  STRATEGY,
  ATR,
  ENTRY,
  STOP_DISTANCE,
  TARGET_FLOOR,
  LEVEL_IN_THE_WAY,
  MINIMUM_TARGET,
  GROSS_RR,
  EFFECTIVE_RR,
  ONE_TRADE_A_SYMBOL,
  OPEN_POSITIONS,
  NO_FILL_PAUSE,
  CLOSE_PAUSE,
  BREAKERS,
  TRADING_ENABLED,
  LEVERAGE,
  STABLE;

  /** How far entry, stop and target lie from one another: asked of one strategy's prices. */
  public static final Set<Gate> DISTANCES =
      Collections.unmodifiableSet(EnumSet.range(ATR, EFFECTIVE_RR));

  /**
   * The strategy whose trigger, confirmations or filter this is a part of; empty for all others.
   */
  public Optional<Strategy> conditionOf() {
    return !condition()
        ? Optional.empty()
        : Optional.of(
            compareTo(A_LEVEL) <= 0
                ? Strategy.A
                : compareTo(B_VOLATILITY) <= 0 ? Strategy.B : Strategy.C);
  }

  /** A part of some strategy's trigger, confirmations or filter. */
  public boolean condition() {
    return compareTo(A_VELOCITY) >= 0 && compareTo(C_VOLATILITY) <= 0;
  }
}
