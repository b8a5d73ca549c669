package vortex7.venue.binance;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Times, budgets and bounds of the venue's adapter.
 *
 * @param requestTimeout without an answer for this long a request's outcome is unknown
 * @param connectTimeout a connection or an upgrade that takes longer has failed
 * @param recvWindow the venue refuses a request that arrives later than this after its timestamp
 * @param orderConnections of the pool for orders and cancels
 * @param queryConnections of the pool for everything else
 * @param clockEvery how often the venue's clock is read; also keeps the order connection open
 * @param clockSamples the offset is their median
 * @param clockSkewMax beyond it between the machine's clock and the venue's there is a warning
 * @param instrumentsEvery how often the filters are read again
 * @param notFoundQueries how often −2013 must have been heard before an order never arrived
 * @param notFoundEvery between two such queries
 * @param weightPerMinute the venue's budget per address
 * @param ordersPerTenSeconds the venue's budget per account
 * @param ordersPerMinute the venue's budget per account
 * @param pollShare of each budget that polls may fill
 * @param queryShare of each budget that queries may fill
 * @param entryShare of each budget that entries may fill
 * @param cancelShare of each budget that cancels may fill; stops and exits know no share
 * @param reconnectFirst the first wait after the immediate attempt; doubles from there
 * @param reconnectMax the longest wait between two attempts
 * @param reconnectJitter a wait is drawn within ± this fraction
 * @param stableAfter a connection that lived this long starts the waits anew
 * @param rotateAfter a stream's socket is replaced before the venue's 24 h
 * @param overlapMax how long the old socket may wait for the new one to catch up
 * @param bookIdle a book socket without a frame for this long is closed
 * @param marketIdle likewise trades and candles
 * @param userIdle likewise the user stream, whose pings come every 3 minutes
 * @param renewKeyEvery listen keys live 60 minutes
 * @param bnbDiscount off the fees while the account pays them in BNB, a fraction
 * @param candleGrace the newest candle of an answer is final this long after its end
 */
public record BinanceLimits(
    Duration requestTimeout,
    Duration connectTimeout,
    Duration recvWindow,
    int orderConnections,
    int queryConnections,
    Duration clockEvery,
    int clockSamples,
    Duration clockSkewMax,
    Duration instrumentsEvery,
    int notFoundQueries,
    Duration notFoundEvery,
    int weightPerMinute,
    int ordersPerTenSeconds,
    int ordersPerMinute,
    double pollShare,
    double queryShare,
    double entryShare,
    double cancelShare,
    Duration reconnectFirst,
    Duration reconnectMax,
    double reconnectJitter,
    Duration stableAfter,
    Duration rotateAfter,
    Duration overlapMax,
    Duration bookIdle,
    Duration marketIdle,
    Duration userIdle,
    Duration renewKeyEvery,
    BigDecimal bnbDiscount,
    Duration candleGrace) {

  public BinanceLimits {
    if (orderConnections < 1 || queryConnections < 1 || clockSamples < 1 || notFoundQueries < 1) {
      throw new IllegalArgumentException(
          "connections, clock samples and not-found queries must be at least 1");
    }
    boolean nested =
        0 < pollShare
            && pollShare <= queryShare
            && queryShare <= entryShare
            && entryShare <= cancelShare
            && cancelShare <= 1;
    if (!nested) {
      throw new IllegalArgumentException(
          "shares must rise within (0, 1]: poll %s, query %s, entry %s, cancel %s"
              .formatted(pollShare, queryShare, entryShare, cancelShare));
    }
    if (recvWindow.isNegative() || recvWindow.isZero() || recvWindow.toMillis() > 5_000) {
      throw new IllegalArgumentException("recv-window must be in (0, 5 s], was " + recvWindow);
    }
  }

  /** The defaults of the profile {@code documents}. */
  public static BinanceLimits documents() {
    return new BinanceLimits(
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        16,
        8,
        Duration.ofSeconds(2),
        5,
        Duration.ofMillis(500),
        Duration.ofHours(1),
        3,
        Duration.ofSeconds(1),
        2_400,
        300,
        1_200,
        0.5,
        0.6,
        0.7,
        0.8,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        0.2,
        Duration.ofSeconds(10),
        Duration.ofHours(23).plusMinutes(45),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(4),
        Duration.ofMinutes(30),
        new BigDecimal("0.10"),
        Duration.ofSeconds(2));
  }
}
