package vortex7.live.recorder;

import java.util.List;
import java.util.Optional;
import vortex7.decision.Decision;
import vortex7.decision.EntryContext;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Trade;
import vortex7.risk.EntrySizing;
import vortex7.risk.Sizing;
import vortex7.signal.FeedStream;
import vortex7.signal.Observation;

/**
 * Something that one symbol's decisions rest on, in the order in which it was worked on; and what
 * was decided, so that a replay has something to be compared with. Immutable, but for a book that
 * nobody writes to any more.
 */
public sealed interface Input {

  // What the feed was told, in its order.

  /** The feed began, with nothing: at the start of the process, and when it was restarted. */
  record FeedBegan() implements Input {}

  record Traded(long id, double price, double quantity, boolean buyerIsMaker, long timeMillis)
      implements Input {}

  /**
   * A book that the feed was given.
   *
   * @param conflated it took the place of others, which nobody saw
   */
  record Booked(BookSnapshot book, boolean conflated) implements Input {}

  /** A candle of the stream, or one that was read since it was missing. */
  record CandleTold(Candle candle) implements Input {}

  /** What was read beside the streams, or told by the rest of the market. */
  record Observed(Observation observation) implements Input {}

  /** Trades that were missing in the stream and were read again. */
  record Missed(List<Trade> trades) implements Input {
    public Missed {
      trades = List.copyOf(trades);
    }
  }

  /** Trades before the first one of the stream: engines begin anew with them. */
  record Past(List<Trade> trades) implements Input {
    public Past {
      trades = List.copyOf(trades);
    }
  }

  /** The liquidation map was journaled: an engine that begins anew begins with it. */
  record MapKept(Observation.LiquidationMapKept map) implements Input {}

  /** The candles were read: from now on engines are told and marks are placed. */
  record Opened() implements Input {}

  /** An engine began (again) and was told what the feed holds. */
  record EngineBegan(String name) implements Input {}

  /** The decision began (again): marks are placed for it from now on. */
  record DecisionBegan() implements Input {}

  // What else began.

  /** The symbol's engines and decision are made by what the venue allows there. */
  record TradingBegan(Instrument instrument) implements Input {}

  /** Whoever decides began anew and remembers nothing. */
  record DeciderBegan() implements Input {}

  record Staleness(FeedStream stream, boolean stale) implements Input {}

  // What befell the connections; no decision rests on it alone.

  record Connection(FeedStream stream, boolean connected, String reason) implements Input {}

  record Malformed(FeedStream stream, String reason) implements Input {}

  // What was decided, and what it rested on beside the market.

  /** The decision of a mark, with all that it knew of account, position and venue. */
  record Decided(Decision decision, EntryContext context, Instrument instrument) implements Input {}

  /**
   * An entry was sized.
   *
   * @param basis what venue, account and position had told
   * @param leverage that the venue had confirmed
   */
  record Sized(
      String ref, EntrySizing.Basis basis, Optional<Integer> leverage, int symbols, Sizing sizing)
      implements Input {}

  /**
   * What became of an entry that was wanted.
   *
   * @param number of the position that was granted; empty when it was refused
   */
  record EntryTold(String ref, String outcome, String reason, Optional<Long> number)
      implements Input {}
}
