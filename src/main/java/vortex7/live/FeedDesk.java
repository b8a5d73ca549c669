package vortex7.live;

import java.util.List;
import java.util.function.Consumer;
import vortex7.live.recorder.Input;
import vortex7.live.recorder.InputSink;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Trade;
import vortex7.signal.DataGuard;
import vortex7.signal.Feed;
import vortex7.signal.FeedRules;
import vortex7.signal.FeedStream;
import vortex7.signal.Observation;
import vortex7.signal.Observation.LiquidationMapKept;

/**
 * The one door to a symbol's {@link Feed} and its {@link FeedAudience}: whatever changes what
 * engines are told goes through here, and is noted first, in that order. Hot path. Knows no actor:
 * an incident is replayed through it.
 */
final class FeedDesk {
  private final Symbol symbol;
  private final Feed feed;
  private final FeedAudience audience;
  private final InputSink inputs;

  /** A feed with nothing in it. */
  FeedDesk(Symbol symbol, FeedRules rules, FeedAudience audience, InputSink inputs) {
    this.symbol = symbol;
    this.feed = new Feed(rules, audience);
    this.audience = audience;
    this.inputs = inputs;
    note(new Input.FeedBegan());
  }

  private void note(Input input) {
    inputs.took(symbol, input);
  }

  void onTrade(long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    note(new Input.Traded(id, price, quantity, buyerIsMaker, timeMillis));
    feed.onTrade(id, price, quantity, buyerIsMaker, timeMillis);
  }

  /**
   * Takes a book that nobody writes to any more.
   *
   * @param conflated it took the place of others, which nobody saw
   */
  void onBook(BookSnapshot book, boolean conflated) {
    note(new Input.Booked(book, conflated));
    if (conflated) {
      feed.onBooksConflated();
    }
    feed.onBook(book);
  }

  void onCandle(Candle candle) {
    note(new Input.CandleTold(candle));
    feed.onCandle(candle);
  }

  void onObservation(Observation observation) {
    note(new Input.Observed(observation));
    feed.onObservation(observation);
  }

  void onMissed(List<Trade> trades) {
    note(new Input.Missed(trades));
    feed.onMissed(trades);
  }

  void onPast(List<Trade> trades) {
    note(new Input.Past(trades));
    audience.past(trades);
  }

  void onMapKept(LiquidationMapKept map) {
    note(new Input.MapKept(map));
    audience.observations.add(map);
  }

  void open() {
    note(new Input.Opened());
    audience.open();
  }

  void engineStarted(String name, Consumer<EngineActor.Command> engine) {
    note(new Input.EngineBegan(name));
    audience.engineStarted(name, engine);
  }

  void decisionStarted(Consumer<DecisionActor.Command> decision) {
    note(new Input.DecisionBegan());
    audience.decisionStarted(decision);
  }

  void staleness(FeedStream stream, boolean stale) {
    if (audience.isStale(stream) != stale) {
      note(new Input.Staleness(stream, stale));
      audience.staleness(stream, stale);
    }
  }

  void onConnection(FeedStream stream, boolean connected, String reason) {
    note(new Input.Connection(stream, connected, reason));
  }

  void onMalformed(FeedStream stream, String reason) {
    note(new Input.Malformed(stream, reason));
    audience.malformed(stream);
  }

  DataGuard guard() {
    return feed.guard();
  }
}
