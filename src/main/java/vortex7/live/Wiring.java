package vortex7.live;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import vortex7.live.recorder.InputSink;
import vortex7.market.Symbol;
import vortex7.port.MarketData;
import vortex7.port.OrderGateway;
import vortex7.signal.FeedRules;

/**
 * All that the tree is given from outside, made once by the composition root.
 *
 * @param traded which symbols have a tree
 * @param clock the venue's time, for business deadlines
 * @param nanos the own monotonic clock, for staleness and spans
 * @param inputs told everything that decisions rest on
 */
public record Wiring(
    Identity identity,
    TradedSymbols traded,
    FeedLimits feedLimits,
    Function<Symbol, FeedRules> feedRules,
    LiveRules live,
    InstantSource clock,
    LongSupplier nanos,
    MarketData marketData,
    OrderGateway gateway,
    Metrics metrics,
    NewsBus news,
    CommandMemory commands,
    KillSwitch killSwitch,
    JournalGate journal,
    ExitsLog exits,
    OpenPositionsFile openPositions,
    ProgressTracker progress,
    InputSink inputs,
    Path data) {

  /** Those that have a tree now; {@link #traded} changes while the daemon runs. */
  public SortedSet<Symbol> symbols() {
    return traded.now();
  }

  /**
   * Who this daemon is.
   *
   * @param mode paper, testnet or live
   * @param venue simulated or binance
   * @param profile documents or calibrated
   * @param departures of the profile from the documents, a line each
   */
  public record Identity(
      String mode, String venue, String profile, List<String> departures, String version) {
    public Identity {
      departures = List.copyOf(departures);
    }

    /** What persistence ids begin with, so that modes and venues never mix. */
    public String scope() {
      return venue + "-" + mode;
    }
  }
}
