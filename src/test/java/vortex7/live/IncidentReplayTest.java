package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vortex7.decision.Decision;
import vortex7.decision.DecisionEngine;
import vortex7.decision.EntryContext;
import vortex7.decision.FeeRates;
import vortex7.live.recorder.DecisionMark;
import vortex7.live.recorder.Input;
import vortex7.live.recorder.InputLines;
import vortex7.live.recorder.InputSink;
import vortex7.live.recorder.RecordedLine;
import vortex7.live.recorder.RecordingLines;
import vortex7.live.recorder.RunFacts;
import vortex7.market.BookSnapshot;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.TradePlan;
import vortex7.risk.EntrySizing;
import vortex7.risk.Sizing;
import vortex7.settings.EngineChoice;
import vortex7.settings.TradingRules;
import vortex7.signal.EngineId;
import vortex7.signal.FeedStream;
import vortex7.signal.Mark;
import vortex7.signal.Panel;
import vortex7.signal.Reading;
import vortex7.signal.SyntheticStream;
import vortex7.signal.Validity;

/**
 * What is noted of a symbol is replayed to the same decisions; whatever is not the same is told.
 */
class IncidentReplayTest {
  private static final Symbol BTC = LiveFixture.BTC;
  private static final Instrument INSTRUMENT = ScriptedMarket.instrument(BTC);
  private static final long START = 1_700_000_040_000L;
  private static final TradingRules RULES =
      TradingRules.documents()
          .with(new EngineChoice(List.of(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.REGIME)));
  private static final RunFacts RUN =
      new RunFacts(
          "0.1.0",
          "simulated",
          "paper",
          "documents",
          List.of("BTCUSDT"),
          new TreeMap<>(),
          500,
          24,
          288);

  /** A symbol that decides in the place of its actors, and notes what they would. */
  private static final class Stage implements InputSink {
    final List<String> lines = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    private final InputLines writer = new InputLines(BTC, RUN);
    private final Map<EngineId, EngineCore> cores = new EnumMap<>(EngineId.class);
    private final DecisionEngine decider = new DecisionEngine(INSTRUMENT, RULES.decision());
    private final List<EngineId> late = new ArrayList<>();
    private final FeedDesk feed;
    private final SyntheticStream stream = new SyntheticStream(7, START, 60_000);
    private EntryContext context = EntryContext.clear(FeeRates.documents());
    private Map<EngineId, Reading> readings = new EnumMap<>(EngineId.class);
    private long nanos = START * 1_000_000;

    Stage() {
      FeedAudience audience =
          new FeedAudience(
              BTC,
              FeedLimits.documents(),
              Metrics.NONE,
              () -> Instant.EPOCH,
              new FeedAudience.Shell() {
                @Override
                public void readMissing(long fromId, long toId) {}

                @Override
                public void priceGap(double before, double after, long eventTimeMillis) {}
              });
      feed = new FeedDesk(BTC, RULES.feed(), audience, this);
      took(BTC, new Input.TradingBegan(INSTRUMENT));
      took(BTC, new Input.DeciderBegan());
      RULES.pipeline().engines().forEach(this::begin);
      feed.decisionStarted(command -> readings = new EnumMap<>(EngineId.class));
      SyntheticStream.history(7, START, 60_000, 0.0008).forEach(feed::onCandle);
      feed.open();
    }

    void begin(EngineId id) {
      EngineCore core = new EngineCore(id, () -> RULES.pipeline().engine(id, INSTRUMENT));
      cores.put(id, core);
      feed.engineStarted(
          id.code(),
          command -> {
            if (command instanceof EngineActor.Answer(Mark mark)) {
              readings.put(id, core.reading(mark));
              if (readings.size() == cores.size()) {
                decide(mark);
              }
            } else {
              core.tell(command);
            }
          });
    }

    private void decide(Mark mark) {
      Panel panel = new Panel(RULES.pipeline().engines());
      readings.forEach(
          (id, reading) ->
              panel
                  .onReading(
                      mark, late.contains(id) ? Reading.neutral(id, Validity.MISSING) : reading)
                  .forEach(
                      joined -> {
                        Decision decision = decider.decide(joined, context);
                        decisions.add(decision);
                        took(BTC, new Input.Decided(decision, context, INSTRUMENT));
                      }));
    }

    @Override
    public void took(Symbol symbol, Input input) {
      lines.add(writer.lines(nanos, input));
    }

    void run(int steps) {
      for (int i = 0; i < steps; i++) {
        stream.step(
            new SyntheticStream.Sink() {
              @Override
              public void onTrade(
                  long id, double price, double quantity, boolean maker, long time) {
                nanos = time * 1_000_000;
                feed.onTrade(id, price, quantity, maker, time);
              }

              @Override
              public void onBook(BookSnapshot book) {
                BookSnapshot own = new BookSnapshot();
                own.copyFrom(book);
                nanos = book.eventTime * 1_000_000;
                feed.onBook(own, false);
              }
            });
      }
    }
  }

  /** What a replay told. */
  private static final class Told implements IncidentReplay.Listener {
    final List<DecisionMark> recorded = new ArrayList<>();
    final List<Optional<Decision>> again = new ArrayList<>();
    final List<String> begun = new ArrayList<>();
    final List<Sizing> sizes = new ArrayList<>();
    final List<Optional<Sizing>> sizesAgain = new ArrayList<>();
    final List<TradePlan> plans = new ArrayList<>();
    final List<Decision> kept = new ArrayList<>();
    long lost;

    @Override
    public void began(RunFacts run, long millis) {
      begun.add("run of " + run.program());
    }

    @Override
    public void decided(DecisionMark mark, Optional<Decision> decision, long millis) {
      recorded.add(mark);
      again.add(decision);
    }

    @Override
    public void kept(Decision decision, long millis) {
      kept.add(decision);
    }

    @Override
    public void sized(String ref, Sizing was, Optional<Sizing> is, long millis) {
      sizes.add(was);
      sizesAgain.add(is);
    }

    @Override
    public void intended(TradePlan plan, long millis) {
      plans.add(plan);
    }

    @Override
    public void engineBegan(String name, long millis) {
      begun.add(name);
    }

    @Override
    public void ending(long millis) {
      begun.add("end");
    }

    @Override
    public void lost(long inputs, long millis) {
      lost += inputs;
    }

    long equal() {
      long equal = 0;
      for (int i = 0; i < recorded.size(); i++) {
        equal += again.get(i).map(DecisionMark::of).equals(Optional.of(recorded.get(i))) ? 1 : 0;
      }
      return equal;
    }
  }

  private static Told replay(List<String> texts) throws IOException {
    Told told = new Told();
    IncidentReplay replay = new IncidentReplay(BTC, (run, symbol) -> RULES, told);
    for (String text : texts) {
      for (String line : text.split("\n")) {
        replay.onLine(RecordedLine.parse(line));
      }
    }
    return told;
  }

  @Test
  void every_decision_is_made_again_to_the_last_bit() throws IOException {
    Stage stage = new Stage();
    stage.run(1_500);
    Told told = replay(stage.lines);
    assertThat(stage.decisions).hasSizeGreaterThan(1_000);
    assertThat(told.again.stream().flatMap(Optional::stream)).isEqualTo(stage.decisions);
    assertThat(told.equal()).isEqualTo(stage.decisions.size());
    assertThat(told.begun).containsExactly("run of 0.1.0");
    assertThat(told.kept).isNotEmpty();
  }

  @Test
  void a_changed_frame_changes_decisions_from_there_on() throws IOException {
    Stage stage = new Stage();
    stage.run(1_500);
    List<String> lines = new ArrayList<>(stage.lines);
    int at = lines.size() / 2;
    while (!lines.get(at).contains("@depth20")) {
      at++;
    }
    lines.set(at, lines.get(at).replaceFirst("(\"b\":\\[\\[\"[0-9.]+\",\")[0-9.]+", "$1" + "77.5"));
    Told told = replay(lines);
    assertThat(told.equal()).isLessThan(stage.decisions.size()).isGreaterThan(400);
    Decision first = stage.decisions.getFirst();
    assertThat(told.again.getFirst()).contains(first);
  }

  @Test
  void what_the_decision_knew_and_what_came_too_late_is_known_again() throws IOException {
    Stage stage = new Stage();
    stage.run(300);
    stage.late.add(EngineId.TICK);
    stage.context = EntryContext.unknown();
    stage.run(300);
    assertThat(stage.decisions.getLast().readings().validity(EngineId.TICK))
        .isEqualTo(Validity.MISSING);
    assertThat(replay(stage.lines).equal()).isEqualTo(stage.decisions.size());
  }

  @Test
  void an_engine_that_began_anew_and_streams_that_fell_silent_are_replayed() throws IOException {
    Stage stage = new Stage();
    stage.run(600);
    stage.begin(EngineId.TICK);
    stage.feed.staleness(FeedStream.TRADES, true);
    stage.run(300);
    stage.feed.staleness(FeedStream.TRADES, false);
    stage.run(300);
    Told told = replay(stage.lines);
    assertThat(told.begun).containsExactly("run of 0.1.0", "tick");
    assertThat(told.equal()).isEqualTo(stage.decisions.size());
  }

  @Test
  void a_mark_that_the_replay_has_not_and_inputs_that_are_lost_are_told() throws IOException {
    Stage stage = new Stage();
    stage.run(300);
    List<String> lines = new ArrayList<>(stage.lines);
    int decision = lines.size() - 1;
    while (!lines.get(decision).contains("@decision")) {
      decision--;
    }
    int book = decision;
    while (!lines.get(book).contains("@depth20")) {
      book--;
    }
    lines.set(book, RecordingLines.lost(START * 1_000_000, 1));
    Told told = replay(lines.subList(0, decision + 1));
    assertThat(told.lost).isEqualTo(1);
    assertThat(told.again.getLast()).isEmpty();
    assertThat(told.equal()).isEqualTo(told.recorded.size() - 1);
  }

  @Test
  void an_engine_that_was_not_there_when_a_mark_was_placed_is_missing() throws IOException {
    Stage stage = new Stage();
    stage.run(50);
    stage.late.addAll(List.of(EngineId.TICK, EngineId.ORDER_FLOW));
    stage.run(1);
    List<String> lines = new ArrayList<>(stage.lines);
    lines.removeIf(line -> line.contains("@engine\"") && !line.contains(EngineId.REGIME.code()));
    Told told = replay(lines);
    int last = told.recorded.size() - 1;
    assertThat(told.recorded.get(last).absent()).containsExactly("E1", "E2");
    assertThat(told.again.get(last).orElseThrow().readings().tick())
        .isEqualTo(stage.decisions.get(last).readings().tick());
    assertThat(told.again.get(last).orElseThrow().readings())
        .isEqualTo(stage.decisions.get(last).readings());
  }

  @Test
  void nothing_is_decided_before_a_run_begins() throws IOException {
    Stage stage = new Stage();
    stage.run(300);
    assertThat(replay(stage.lines.subList(1, stage.lines.size())).recorded).isEmpty();
  }

  @Test
  void a_size_of_a_decision_that_did_not_want_to_enter_has_no_second_one() throws IOException {
    Stage stage = new Stage();
    stage.run(300);
    Sizing refused = new Sizing.Refused("NOT_READY", "nobody has answered");
    stage.took(
        BTC,
        new Input.Sized(
            stage.decisions.getLast().ref(),
            new EntrySizing.Basis(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            1,
            refused));
    Told told = replay(stage.lines);
    assertThat(told.sizes).containsExactly(refused);
    assertThat(told.sizesAgain).containsExactly(Optional.empty());
    assertThat(told.plans).isEmpty();
  }
}
