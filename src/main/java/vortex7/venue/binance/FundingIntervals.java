package vortex7.venue.binance;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;

/**
 * The time between two settlements of each symbol, read once for all and again when it is old: the
 * list is long and seldom changes. Thread-safe.
 */
final class FundingIntervals {
  private record Read(Map<String, Duration> intervals, Instant at) {}

  private final BinanceRest rest;
  private final Duration every;
  private volatile @Nullable Read newest;
  private @Nullable CompletableFuture<Read> reading;

  FundingIntervals(BinanceRest rest, Duration every) {
    this.rest = rest;
    this.every = every;
  }

  /** Fails only while it has never been read: an older list is better than none. */
  CompletionStage<Duration> of(Symbol symbol) {
    Read known = newest;
    if (known != null && Duration.between(known.at, rest.clock().own()).compareTo(every) < 0) {
      return CompletableFuture.completedStage(interval(known, symbol));
    }
    CompletionStage<Read> read = read();
    return (known == null ? read : read.exceptionally(failure -> known))
        .thenApply(now -> interval(now, symbol));
  }

  private static Duration interval(Read read, Symbol symbol) {
    return read.intervals.getOrDefault(symbol.code(), StatisticsReader.USUAL_INTERVAL);
  }

  /** Who asks while it is being read waits for the same answer. */
  private synchronized CompletionStage<Read> read() {
    CompletableFuture<Read> running = reading;
    if (running != null && !running.isDone()) {
      return running;
    }
    CompletableFuture<Read> begun =
        rest.body(RestCall.open("/fapi/v1/fundingInfo", 0))
            .thenApply(
                body -> {
                  Read read = new Read(StatisticsReader.fundingIntervals(body), rest.clock().own());
                  newest = read;
                  return read;
                })
            .toCompletableFuture();
    reading = begun;
    return begun;
  }
}
