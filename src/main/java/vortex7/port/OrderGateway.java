package vortex7.port;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import vortex7.market.Symbol;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.VenueFacts;

/**
 * Our account at a venue: orders out, reports in. Never sends anything twice by itself, except
 * after a −1021 answer (clock), which is certain to have done nothing.
 */
public interface OrderGateway {
  /**
   * Sends a request. The stage never fails: it completes with what is known, {@link
   * OrderReport.Unknown} included. A Query completes with Accepted (works), Filled-free {@link
   * OrderReport.Ended}, NeverArrived or Unknown; the fills themselves come from {@link #facts}.
   *
   * @param fence asked when the bytes of a request that {@link OrderRequest#increasesExposure} are
   *     about to leave; one kept back there is {@link OrderReport.Rejected}, never sent
   */
  CompletionStage<OrderReport> send(OrderRequest request, EntryFence fence);

  /** For what only reduces or asks: nothing keeps that back. */
  default CompletionStage<OrderReport> send(OrderRequest request) {
    return send(request, EntryFence.OPEN);
  }

  /** Position, open orders, open conditional orders, and fills since {@code since}. */
  CompletionStage<VenueFacts> facts(Symbol symbol, Instant since);

  /**
   * The open conditional orders, the other lists empty: the stop's read-back. With the venue's
   * mark, as old as the last of these questions, or 0; both weigh 1.
   */
  CompletionStage<VenueFacts> openStops(Symbol symbol);

  /** Every symbol with a position or an order, ours or not. */
  CompletionStage<Map<Symbol, BigDecimal>> openPositions();

  CompletionStage<Balance> balance();

  /** One-way mode and single-asset mode; idempotent. */
  CompletionStage<Void> prepareAccount();

  /** Isolated margin for the symbol; idempotent. */
  CompletionStage<Void> prepareSymbol(Symbol symbol);

  /** Sets and answers the leverage that the venue confirmed. */
  CompletionStage<Integer> setLeverage(Symbol symbol, int leverage);

  /**
   * Maker and taker rate that the account pays for a symbol now, as fractions: with the discount of
   * a fee token only while it holds some.
   */
  CompletionStage<Fees> fees(Symbol symbol);

  /** The venue's clock minus ours, smoothed; positive when ours is behind. */
  Duration clockOffset();

  /** How long ago the venue last answered any REST call of ours, of whatever kind. */
  Duration silence();

  /**
   * The 95th percentile of how long our REST calls of the last {@code within} took, whatever came
   * of them, by the own clock; zero while there were too few to tell.
   */
  Duration slow(Duration within);

  /** Opens the user-data stream; it renews and reconnects by itself until closed. */
  MarketData.Subscription subscribe(UserListener listener);

  /** Wallet balance without unrealised PnL, by asset, in that asset's units. */
  record Balance(Map<String, BigDecimal> walletByAsset, Instant at) {
    public Balance {
      walletByAsset = Map.copyOf(walletByAsset);
    }

    public BigDecimal wallet(String asset) {
      return walletByAsset.getOrDefault(asset, BigDecimal.ZERO);
    }
  }

  /** Fractions: 0.00018 is 0.018 %. */
  record Fees(BigDecimal maker, BigDecimal taker) {}
}
