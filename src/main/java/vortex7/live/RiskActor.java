package vortex7.live;

import java.math.BigDecimal;
import java.time.Instant;
import vortex7.market.Instrument;

/**
 * Sizes an entry, reserves its slot at the account and hands the plan to the position; or says why
 * not.
 */
public final class RiskActor {

  /** What the risk is told. */
  public sealed interface Command {}

  /** The symbol's trade changed. */
  public record PositionNews(DecisionActor.PositionStatus status) implements Command {}

  /** The account changed. */
  public record AccountNews(DecisionActor.AccountStatus status) implements Command {}

  /** Maker and taker rate of the account for the symbol, as fractions. */
  public record FeesNews(BigDecimal maker, BigDecimal taker) implements Command {}

  /** The venue's rules for the symbol. */
  public record InstrumentNews(Instrument instrument) implements Command {}

  /** What the venue confirmed. */
  public record LeverageConfirmed(int leverage, Instant at) implements Command {}

  private RiskActor() {}
}
