package vortex7.venue.binance;

import java.time.Duration;

/** Limits with times short enough for tests. */
final class TestLimits {
  private TestLimits() {}

  static BinanceLimits quick() {
    return quick(BinanceLimits.documents().orderConnections());
  }

  /** So few connections that orders wait for one. */
  static BinanceLimits quick(int orderConnections) {
    BinanceLimits normal = BinanceLimits.documents();
    return new BinanceLimits(
        Duration.ofMillis(2_000),
        Duration.ofMillis(2_000),
        Duration.ofMillis(1_000),
        orderConnections,
        normal.queryConnections(),
        normal.clockEvery(),
        normal.clockSamples(),
        normal.clockSkewMax(),
        normal.instrumentsEvery(),
        normal.notFoundQueries(),
        Duration.ofMillis(100),
        normal.weightPerMinute(),
        normal.ordersPerTenSeconds(),
        normal.ordersPerMinute(),
        normal.pollShare(),
        normal.queryShare(),
        normal.entryShare(),
        normal.cancelShare(),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        normal.reconnectJitter(),
        normal.stableAfter(),
        normal.rotateAfter(),
        normal.overlapMax(),
        Duration.ofMillis(300),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofMillis(200),
        normal.bnbDiscount(),
        normal.candleGrace());
  }
}
