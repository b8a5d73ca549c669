package vortex7.live.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The account at a glance. Money in the quote asset.
 *
 * @param departures of the profile from the documents' values, a line each
 * @param tradingState ACTIVE, REDUCING or HALTED: the strictest cause that stands
 * @param since when that state began; empty while ACTIVE
 * @param reasons every cause that stands, in words
 * @param partial why the account could not be read now, in words: its figures are then those of its
 *     last answer, or empty; empty when nothing is missing
 * @param balance wallet balance without unrealised PnL
 * @param equity balance and the unrealised PnL of open positions
 * @param topAlt how the place TOP_ALT stands; empty when it is not configured
 * @param node this node's address
 */
public record StatusView(
    String mode,
    String venue,
    String profile,
    List<String> departures,
    String tradingState,
    Optional<Instant> since,
    List<String> reasons,
    List<BreakerView> breakers,
    Optional<String> partial,
    Optional<BigDecimal> balance,
    Optional<BigDecimal> equity,
    Optional<BigDecimal> dayPnl,
    Optional<BigDecimal> grossPnlToday,
    Optional<BigDecimal> feesToday,
    Optional<Integer> tradesToday,
    Optional<Integer> lossStreak,
    Optional<Integer> openPositions,
    List<SymbolState> symbols,
    Optional<TopAltView> topAlt,
    String node,
    String version) {
  public StatusView {
    departures = List.copyOf(departures);
    reasons = List.copyOf(reasons);
    breakers = List.copyOf(breakers);
    symbols = List.copyOf(symbols);
  }

  /** One symbol's own trading state, since when and why it is not ACTIVE. */
  public record SymbolState(
      String symbol, String tradingState, Optional<Instant> since, List<String> reasons) {
    public SymbolState {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A circuit breaker.
   *
   * @param scope ACCOUNT or a symbol
   * @param state what it makes of its scope: ACTIVE while it is not tripped
   * @param until when it ends by itself, or may end; empty where only a person ends it
   * @param threshold what trips it, in words
   * @param value what there is of that now, in words
   */
  public record BreakerView(
      String name,
      String scope,
      boolean tripped,
      String state,
      Optional<Instant> since,
      Optional<Instant> until,
      String reason,
      String threshold,
      String value) {}
}
