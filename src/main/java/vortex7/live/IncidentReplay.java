package vortex7.live;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vortex7.decision.Decision;
import vortex7.decision.DecisionEngine;
import vortex7.decision.EntryContext;
import vortex7.decision.Episodes;
import vortex7.live.recorder.DecisionMark;
import vortex7.live.recorder.Input;
import vortex7.live.recorder.InputSink;
import vortex7.live.recorder.RecordedLine;
import vortex7.live.recorder.RunFacts;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.TradePlan;
import vortex7.risk.EntrySizing;
import vortex7.risk.Sizing;
import vortex7.settings.TradingRules;
import vortex7.signal.EngineId;
import vortex7.signal.Mark;
import vortex7.signal.Panel;
import vortex7.signal.PanelReading;
import vortex7.signal.Reading;
import vortex7.signal.Validity;

/**
 * One symbol's recorded stretch through the classes that decided it, without their actors: feed,
 * engines, panel, decision, size. Each decision and each size is made anew from what was recorded,
 * and told beside what was recorded of it. Not thread-safe.
 */
public final class IncidentReplay {

  /** Told what came of it, in the order of the recording; times are of the lines, epoch ms. */
  public interface Listener {
    /** A run began by the configuration of {@code run}. */
    void began(RunFacts run, long millis);

    /**
     * A decision.
     *
     * @param again empty when the replay has no such mark
     */
    void decided(DecisionMark recorded, Optional<Decision> again, long millis);

    /** A decision that a daemon keeps a row of. */
    void kept(Decision decision, long millis);

    /**
     * An entry's size.
     *
     * @param again empty when the replay did not decide to enter
     */
    void sized(String ref, Sizing recorded, Optional<Sizing> again, long millis);

    /** The plan of an entry that was granted its slot. */
    void intended(TradePlan plan, long millis);

    /** An engine began anew, and was told what the feed remembered. */
    void engineBegan(String name, long millis);

    /** The daemon began to end: its journal may hold nothing of what follows. */
    void ending(long millis);

    /** So many inputs are not in the recording. */
    void lost(long inputs, long millis);
  }

  /** Entries whose size and fate are still to come. */
  private static final int PENDING_MAX = 256;

  private final Symbol symbol;
  private final BiFunction<RunFacts, Symbol, TradingRules> rulesOf;
  private final Listener listener;
  private final ReplayedEngines engines = new ReplayedEngines();
  private final TreeMap<String, Decision> entering = new TreeMap<>();
  private final TreeMap<String, Sizing.Accepted> granted = new TreeMap<>();
  private final Set<EngineId> missing = EnumSet.noneOf(EngineId.class);
  private @Nullable RunFacts run;
  private @Nullable TradingRules rules;
  private @Nullable FeedDesk feed;
  private @Nullable Instrument instrument;
  private @Nullable DecisionEngine decider;
  private @Nullable Episodes episodes;
  private EntryContext context = EntryContext.unknown();
  private boolean conflated;
  private boolean open;

  /**
   * @param rulesOf the thresholds that a run traded a symbol by
   */
  public IncidentReplay(
      Symbol symbol, BiFunction<RunFacts, Symbol, TradingRules> rulesOf, Listener listener) {
    this.symbol = symbol;
    this.rulesOf = rulesOf;
    this.listener = listener;
  }

  /** Takes the next line. What comes before the first run began is passed over. */
  public void onLine(RecordedLine line) {
    if (line.content() instanceof RecordedLine.RunBegan(RunFacts begun)) {
      begin(begun, line.millis());
    } else if (run == null) {
      if (line.content() instanceof RecordedLine.Told(Input.TradingBegan(Instrument told))) {
        instrument = told; // The feed and those who trade begin at one time.
      }
    } else {
      switch (line.content()) {
        case RecordedLine.RunBegan ignored -> {}
        case RecordedLine.Told(Input input) -> onInput(input, line.millis());
        case RecordedLine.Conflated() -> conflated = true;
        case RecordedLine.InstrumentTold(Instrument told) -> onInstrument(told);
        case RecordedLine.ContextTold(EntryContext told) -> context = told;
        case RecordedLine.Missing late -> missing.addAll(late.engines());
        case RecordedLine.Decided(DecisionMark recorded) -> onDecided(recorded, line.millis());
        case RecordedLine.Lost(long inputs) -> listener.lost(inputs, line.millis());
        case RecordedLine.Ending() -> listener.ending(line.millis());
        case RecordedLine.Other ignored -> {}
      }
    }
  }

  private void begin(RunFacts begun, long millis) {
    run = begun;
    TradingRules by = rulesOf.apply(begun, symbol);
    rules = by;
    missing.clear();
    conflated = false;
    open = false;
    engines.forget();
    FeedLimits limits =
        FeedLimits.documents()
            .keeping(begun.candleRing(), begun.openInterestKept(), begun.ratioHistory());
    feed =
        new FeedDesk(
            symbol,
            by.feed(),
            new FeedAudience(symbol, limits, Metrics.NONE, () -> Instant.EPOCH, new Deaf()),
            InputSink.NONE);
    Instrument known = instrument;
    if (known != null) {
      engines.make(by.pipeline(), known);
    }
    if (decider == null) {
      beginDeciding();
    }
    listener.began(begun, millis);
  }

  /** What was lost or jumped is in the recording, with what came of it. */
  private static final class Deaf implements FeedAudience.Shell {
    @Override
    public void readMissing(long fromId, long toId) {}

    @Override
    public void priceGap(double before, double after, long eventTimeMillis) {}
  }

  // ---- what the feed and its engines are told

  private void onInput(Input input, long millis) {
    FeedDesk desk = Objects.requireNonNull(feed);
    switch (input) {
      case Input.FeedBegan ignored -> {}
      case Input.Traded(
              long id,
              double price,
              double quantity,
              boolean buyerIsMaker,
              long timeMillis) ->
          desk.onTrade(id, price, quantity, buyerIsMaker, timeMillis);
      case Input.Booked(var book, boolean ignored) -> {
        desk.onBook(book, conflated);
        conflated = false;
      }
      case Input.CandleTold(var candle) -> desk.onCandle(candle);
      case Input.Observed(var observation) -> desk.onObservation(observation);
      case Input.Missed(var trades) -> desk.onMissed(trades);
      case Input.Past(var trades) -> desk.onPast(trades);
      case Input.MapKept(var map) -> desk.onMapKept(map);
      case Input.Opened() -> {
        open = true;
        desk.open();
      }
      case Input.EngineBegan(String name) -> {
        if (open) {
          listener.engineBegan(name, millis);
        }
        desk.engineStarted(name, engines.told(name));
      }
      case Input.DecisionBegan() -> desk.decisionStarted(engines::placed);
      case Input.TradingBegan(Instrument told) -> onTrading(told);
      case Input.DeciderBegan() -> beginDeciding();
      case Input.Staleness(var stream, boolean stale) -> desk.staleness(stream, stale);
      case Input.Connection ignored -> {}
      case Input.Malformed ignored -> {}
      case Input.Decided ignored -> {} // A recording holds its parts.
      case Input.Sized sized -> onSized(sized, millis);
      case Input.EntryTold told -> onEntry(told, millis);
    }
  }

  private void onTrading(Instrument told) {
    instrument = told;
    engines.make(Objects.requireNonNull(rules).pipeline(), told);
    beginDeciding();
  }

  private void beginDeciding() {
    Instrument known = instrument;
    TradingRules by = rules;
    if (known != null && by != null) {
      decider = new DecisionEngine(known, by.decision());
      episodes = Episodes.of(by.decision());
      context = EntryContext.unknown();
      entering.clear();
      granted.clear();
    }
  }

  /** The venue changed its rules of the symbol. */
  private void onInstrument(Instrument told) {
    if (!told.equals(instrument)) {
      instrument = told;
      decider = new DecisionEngine(told, Objects.requireNonNull(rules).decision());
    }
  }

  // ---- decisions

  private void onDecided(DecisionMark recorded, long millis) {
    Optional<Map<EngineId, Reading>> readings = engines.at(recorded.mark(), recorded.eventTime());
    DecisionEngine by = decider;
    if (readings.isEmpty() || by == null) {
      missing.clear();
      listener.decided(recorded, Optional.empty(), millis);
      return;
    }
    Mark mark = new Mark(recorded.mark(), recorded.eventTime());
    Decision decision = by.decide(joined(mark, readings.get()), context);
    missing.clear();
    listener.decided(recorded, Optional.of(decision), millis);
    for (Decision worth : Objects.requireNonNull(episodes).on(decision)) {
      listener.kept(worth, millis);
    }
    if (decision.trades()) {
      entering.put(decision.ref(), decision);
      bound(entering);
    }
  }

  private PanelReading joined(Mark mark, Map<EngineId, Reading> readings) {
    Panel panel = new Panel(readings.keySet());
    List<PanelReading> complete = List.of();
    for (Map.Entry<EngineId, Reading> one : readings.entrySet()) {
      complete =
          panel.onReading(
              mark,
              missing.contains(one.getKey())
                  ? Reading.neutral(one.getKey(), Validity.MISSING)
                  : one.getValue());
    }
    return complete.getFirst();
  }

  // ---- entries

  private void onSized(Input.Sized sized, long millis) {
    Decision decision = entering.remove(sized.ref());
    if (decision == null) {
      listener.sized(sized.ref(), sized.sizing(), Optional.empty(), millis);
      return;
    }
    EntrySizing sizing = new EntrySizing(Objects.requireNonNull(rules).risk(), sized.symbols());
    sizing.restore(sized.basis());
    Sizing again = sizing.size(decision, sized.leverage());
    listener.sized(sized.ref(), sized.sizing(), Optional.of(again), millis);
    if (again instanceof Sizing.Accepted accepted) {
      granted.put(sized.ref(), accepted);
      bound(granted);
      entering.put(sized.ref(), decision);
    }
  }

  private void onEntry(Input.EntryTold told, long millis) {
    Sizing.Accepted accepted = granted.remove(told.ref());
    Decision decision = entering.remove(told.ref());
    if (accepted != null && decision != null && told.number().isPresent()) {
      listener.intended(
          EntrySizing.plan(
              decision,
              accepted,
              told.number().get(),
              Objects.requireNonNull(run).profile(),
              SignalsJson.of(decision.readings())),
          millis);
    }
  }

  private static void bound(TreeMap<String, ?> pending) {
    while (pending.size() > PENDING_MAX) {
      pending.pollFirstEntry();
    }
  }
}
