package vortex7.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.decision.Decision;
import vortex7.decision.GateFunnel;
import vortex7.market.Symbol;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;
import vortex7.risk.AccountEvent;
import vortex7.signal.EngineId;

/**
 * What a backtest came to. Money in quote units unless an asset is named.
 *
 * @param from the market's first moment, and {@code to} its last
 * @param engines that were there
 * @param events that reached us: trades, books, candles and what is read beside them
 * @param decisions marks that were decided on
 * @param decisionHash of all decisions in their order; the same input and rules give the same
 * @param funnels how many decisions each gate let through, by symbol
 * @param entries the decisions whose entries were sent, oldest first
 * @param trades that closed, oldest first
 * @param noFills entries that ended without a fill
 * @param refusals decisions to trade that risk or account refused, by rule
 * @param openTrades that were under way at the end
 * @param equity minute by minute, of a run of many weeks in wider steps, and at the end
 * @param opening wallets by asset
 * @param closing wallets by asset
 * @param accountEvents trips, resets, restrictions and days
 * @param prices of each symbol in few points, the micro price second by second or wider
 * @param decided what was decided up to each minute, of a long run in wider steps
 */
public record BacktestResult(
    String profile,
    Instant from,
    Instant to,
    SortedMap<Symbol, List<EngineId>> engines,
    long events,
    long decisions,
    String decisionHash,
    SortedMap<Symbol, GateFunnel> funnels,
    List<Decision> entries,
    List<TradeSummary> trades,
    List<NoFill> noFills,
    SortedMap<String, Long> refusals,
    int openTrades,
    List<EquityPoint> equity,
    SortedMap<String, BigDecimal> opening,
    SortedMap<String, BigDecimal> closing,
    List<AccountEvent> accountEvents,
    List<Alert> alerts,
    SortedMap<Symbol, List<PricePoint>> prices,
    List<DecisionsUpTo> decided) {

  public BacktestResult {
    engines = new TreeMap<>(engines);
    funnels = new TreeMap<>(funnels);
    entries = List.copyOf(entries);
    trades = List.copyOf(trades);
    noFills = List.copyOf(noFills);
    refusals = new TreeMap<>(refusals);
    equity = List.copyOf(equity);
    opening = new TreeMap<>(opening);
    closing = new TreeMap<>(closing);
    accountEvents = List.copyOf(accountEvents);
    alerts = List.copyOf(alerts);
    prices = new TreeMap<>(prices);
    decided = List.copyOf(decided);
  }

  /** Closed trades of one strategy, by its letter. */
  public List<TradeSummary> tradesOf(char strategy) {
    return trades.stream().filter(trade -> trade.strategy() == strategy).toList();
  }

  /** Sum of the trades' results after fees and funding. */
  public BigDecimal net() {
    return trades.stream().map(TradeSummary::pnlNet).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Sum of the trades' fees. */
  public BigDecimal fees() {
    return trades.stream().map(TradeSummary::feeTotal).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Share of the entries that were sent and not filled, fragments among them; 0 without any. */
  public double noFillRate() {
    long sent = (long) noFills.size() + trades.size() + openTrades;
    long fragments =
        trades.stream().filter(trade -> trade.exitReason() == ExitReason.FRAGMENT).count();
    return sent == 0 ? 0 : (double) (noFills.size() + fragments) / sent;
  }
}
