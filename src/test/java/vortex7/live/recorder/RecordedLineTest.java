package vortex7.live.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vortex7.decision.Action;
import vortex7.decision.Decision;
import vortex7.decision.EntryContext;
import vortex7.decision.FeeRates;
import vortex7.decision.Gate;
import vortex7.decision.GateVerdict;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.matching.replay.CaptureParser;
import vortex7.matching.replay.RecordedEvent;
import vortex7.position.PositionStatus;
import vortex7.risk.AccountTold;
import vortex7.risk.EntrySizing;
import vortex7.risk.Sizing;
import vortex7.risk.Standing;
import vortex7.risk.TradingState;
import vortex7.signal.EngineId;
import vortex7.signal.FeedStream;
import vortex7.signal.LiquidationMap;
import vortex7.signal.LiquidationSide;
import vortex7.signal.Mark;
import vortex7.signal.Observation;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeReading;
import vortex7.signal.SentimentReading;
import vortex7.signal.TechnicalReading;
import vortex7.signal.TickReading;
import vortex7.signal.Validity;

/** What is written of an input is read back as it was, to the last bit. */
class RecordedLineTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final long NANOS = 1_795_306_500_123_456_789L;
  private static final Instant AT = Instant.parse("2026-11-22T00:15:00.123456789Z");
  private static final Instrument INSTRUMENT =
      new Instrument(
          BTC,
          "BTC",
          "USDT",
          new BigDecimal("0.10"),
          new BigDecimal("1"),
          new BigDecimal("1000000"),
          new BigDecimal("0.001"),
          new BigDecimal("0.001"),
          new BigDecimal("1000"),
          new BigDecimal("120"),
          new BigDecimal("100"),
          new BigDecimal("1.0500"),
          new BigDecimal("0.9500"),
          new BigDecimal("0.05"),
          new BigDecimal("0.0500"));
  private static final RunFacts RUN =
      new RunFacts(
          "0.1.0",
          "simulated",
          "paper",
          "documents",
          List.of("BTCUSDT"),
          new TreeMap<>(java.util.Map.of("seed", "7")),
          500,
          24,
          288);

  private final InputLines lines = new InputLines(BTC, RUN);

  private List<RecordedLine> read(Input input) throws IOException {
    List<RecordedLine> read = new java.util.ArrayList<>();
    String text = lines.lines(NANOS, input);
    assertThat(text).endsWith("\n").doesNotContain("\\");
    for (String line : text.split("\n")) {
      read.add(RecordedLine.parse(line));
    }
    return read;
  }

  static List<Input> inputs() {
    Trade odd = new Trade(7, 0.1 + 0.2, 1e-7, true, 1_795_306_500_000L);
    Trade large = new Trade(8, 1.0E7, 12_345_678.25, false, 1_795_306_500_001L);
    AccountTold told =
        new AccountTold(
            Optional.of("epoch1"),
            TradingState.ACTIVE,
            List.of("none"),
            1,
            Optional.of(new BigDecimal("500.10")),
            new Standing(
                1,
                true,
                new BigDecimal("-0.010"),
                new BigDecimal("12.5"),
                List.of(new BigDecimal("-1.20"), new BigDecimal("3")),
                2,
                Optional.of(new BigDecimal("0.01"))),
            List.of(
                new AccountTold.SymbolState(
                    BTC,
                    TradingState.ACTIVE,
                    Optional.of(AT),
                    List.of(),
                    Optional.empty(),
                    Optional.of(AT))));
    EntrySizing.Basis basis =
        new EntrySizing.Basis(
            Optional.of(INSTRUMENT),
            Optional.of(new FeeRates(0.00018, 0.00045)),
            Optional.of(told),
            Optional.of(new PositionStatus(false, true, 4)));
    LiquidationMap.State map =
        new LiquidationMap.State(
            5,
            Double.NaN,
            0.001,
            new LiquidationSide.Buckets(List.of(11_000, 11_001), List.of(0.1 + 0.2, 3.0)),
            LiquidationSide.Buckets.NONE);
    return List.of(
        new Input.Traded(7, 64_000.1, 0.002, true, 1_795_306_500_000L),
        new Input.Traded(8, 0.1 + 0.2, 1e-7, false, 1_795_306_500_000L),
        new Input.Traded(9, 1.0E7, 5, false, 1_795_306_500_000L),
        new Input.CandleTold(
            new Candle(
                Timeframe.M1, 1_795_306_440_000L, 64_000, 64_010.5, 63_990.1, 1e-5, 3, true)),
        new Input.CandleTold(new Candle(Timeframe.M15, 0, 1, 2, 0.5, 1.5, 0, false)),
        new Input.Observed(new Observation.OpenInterest(5, 0.1 + 0.2, 64_000.1)),
        new Input.Observed(
            new Observation.OpenInterestHistory(
                5, List.of(new Observation.OpenInterest(4, 1e9 / 3, 2)))),
        new Input.Observed(new Observation.AccountRatio(5, 1.0 / 3)),
        new Input.Observed(new Observation.TopTraders(5, 0.51)),
        new Input.Observed(new Observation.Funding(5, 64_000.1, 0.0001, 6, 28_800_000)),
        new Input.Observed(new Observation.FundingHistory(5, List.of(1e-5, -1.0 / 3))),
        new Input.Observed(new Observation.Correlation(5, Double.NaN, 0)),
        new Input.Observed(new Observation.LiquidationMapKept(map)),
        new Input.MapKept(new Observation.LiquidationMapKept(map)),
        new Input.Missed(List.of(odd, large)),
        new Input.Past(List.of()),
        new Input.Past(List.of(large)),
        new Input.Opened(),
        new Input.EngineBegan("order-flow"),
        new Input.DecisionBegan(),
        new Input.DeciderBegan(),
        new Input.TradingBegan(INSTRUMENT),
        new Input.Staleness(FeedStream.BOOK, true),
        new Input.Staleness(FeedStream.CANDLES, false),
        new Input.Sized(
            "d_1",
            basis,
            Optional.of(12),
            2,
            new Sizing.Accepted(
                new BigDecimal("0.0010"),
                new BigDecimal("64"),
                new BigDecimal("5.3"),
                new BigDecimal("0.01"),
                new BigDecimal("1"),
                new BigDecimal("1.1"),
                12,
                new BigDecimal("1.6"),
                new BigDecimal("1.4"))),
        new Input.Sized(
            "d_2",
            new EntrySizing.Basis(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            1,
            new Sizing.Refused("NOT_READY", "nobody has answered")),
        new Input.EntryTold("d_1", "SENT", "position 5", Optional.of(5L)),
        new Input.EntryTold("d_2", "REFUSED", "NOT_READY", Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void an_input_is_read_back_as_it_was(Input input) throws IOException {
    assertThat(read(input))
        .containsExactly(new RecordedLine(NANOS, "btcusdt", new RecordedLine.Told(input)));
  }

  private static BookSnapshot book() {
    BookSnapshot book = new BookSnapshot();
    book.addBid(64_000.1, 0.1 + 0.2);
    book.addBid(63_999.9, 2);
    book.addAsk(64_000.2, 1e-3);
    book.eventTime = 1_795_306_500_100L;
    book.transactionTime = 1_795_306_500_099L;
    book.updateId = 12;
    book.previousUpdateId = 10;
    return book;
  }

  @Test
  void a_book_is_read_back_as_it_was_and_said_to_stand_for_others() throws IOException {
    List<RecordedLine> read = read(new Input.Booked(book(), true));
    assertThat(read).hasSize(2);
    assertThat(read.getFirst().content()).isEqualTo(new RecordedLine.Conflated());
    assertThat(read.getLast().content())
        .isInstanceOfSatisfying(
            RecordedLine.Told.class,
            told ->
                assertThat(((Input.Booked) told.input()).book())
                    .usingRecursiveComparison()
                    .isEqualTo(book()));
    assertThat(read(new Input.Booked(book(), false))).hasSize(1);
  }

  @Test
  void market_frames_are_what_replays_of_recordings_read() {
    RecordedEvent event = new RecordedEvent();
    CaptureParser parser = new CaptureParser();
    String book =
        lines.lines(NANOS, new Input.Booked(book(), false)).replace("0.30000000000000004", "0.3");
    assertThat(parser.parse(book, event)).isTrue();
    assertThat(event.kind).isEqualTo(RecordedEvent.Kind.TOP);
    assertThat(event.symbol).isEqualTo("BTCUSDT");
    assertThat(event.timeMillis).isEqualTo(1_795_306_500_099L);
    assertThat(event.bidPrice[1]).isEqualTo(6_399_990_000_000L);
    assertThat(
            parser.parse(lines.lines(NANOS, new Input.Traded(7, 64_000.1, 0.002, true, 5)), event))
        .isTrue();
    assertThat(event.kind).isEqualTo(RecordedEvent.Kind.TRADE);
    assertThat(event.updateId).isEqualTo(7);
    assertThat(event.price).isEqualTo(6_400_010_000_000L);
    assertThat(event.buyerIsMaker).isTrue();
    for (Input own : inputs()) {
      if (!(own instanceof Input.Traded)) {
        assertThat(parser.parse(lines.lines(NANOS, own), event)).as(own.toString()).isFalse();
      }
    }
  }

  @Test
  void a_run_begins_with_what_it_is_run_by() throws IOException {
    assertThat(read(new Input.FeedBegan()))
        .containsExactly(new RecordedLine(NANOS, "btcusdt", new RecordedLine.RunBegan(RUN)));
  }

  private static Input.Decided decided(long mark, boolean busy, Validity tick) {
    PanelReading readings =
        new PanelReading(
            new Mark(mark, 1_795_306_500_000L),
            OrderFlowReading.neutral(Validity.VALID),
            TickReading.neutral(tick),
            TechnicalReading.neutral(Validity.NOT_WARM),
            SentimentReading.neutral(Validity.ABSENT),
            RegimeReading.neutral(Validity.VALID));
    Decision decision =
        new Decision(
            BTC,
            readings.mark(),
            Action.NO_TRADE,
            Optional.empty(),
            0.1 + 0.2,
            1,
            2,
            1,
            List.of(new GateVerdict(Gate.SCORE, GateVerdict.Outcome.FAILED, 0.3, 0.5, "too low")),
            List.of(),
            readings,
            Optional.empty());
    EntryContext context =
        new EntryContext(
            busy,
            1,
            Optional.of(AT),
            Optional.empty(),
            false,
            "a \"quoted\\ reason",
            List.of("HOURLY"),
            true,
            new FeeRates(0.0002, 0.0005));
    return new Input.Decided(decision, context, INSTRUMENT);
  }

  @Test
  void what_a_decision_knew_is_written_when_it_changed_and_anew_in_a_new_run() throws IOException {
    assertThat(read(decided(1, false, Validity.VALID)))
        .extracting(RecordedLine::content)
        .hasExactlyElementsOfTypes(
            RecordedLine.InstrumentTold.class,
            RecordedLine.ContextTold.class,
            RecordedLine.Decided.class);
    assertThat(read(decided(2, false, Validity.VALID))).hasSize(1);
    List<RecordedLine> changed = read(decided(3, true, Validity.VALID));
    assertThat(changed).hasSize(2);
    assertThat(((RecordedLine.ContextTold) changed.getFirst().content()).context())
        .isEqualTo(
            new EntryContext(
                true,
                1,
                Optional.of(AT),
                Optional.empty(),
                false,
                "a 'quoted' reason",
                List.of("HOURLY"),
                true,
                new FeeRates(0.0002, 0.0005)));
    read(new Input.FeedBegan());
    assertThat(read(decided(4, true, Validity.VALID))).hasSize(3);
  }

  @Test
  void a_decision_is_written_by_what_tells_it_from_another() throws IOException {
    Input.Decided decided = decided(5, false, Validity.VALID);
    DecisionMark mark = ((RecordedLine.Decided) read(decided).getLast().content()).decision();
    assertThat(mark).isEqualTo(DecisionMark.of(decided.decision()));
    assertThat(mark.mark()).isEqualTo(5);
    assertThat(mark.eventTime()).isEqualTo(1_795_306_500_000L);
    assertThat(mark.ref()).isEqualTo(decided.decision().ref());
    assertThat(mark.score()).isEqualTo(0.1 + 0.2);
    assertThat(mark.readings()).containsOnlyKeys("E1", "E2", "E3", "E5");
    assertThat(mark.refused()).containsExactly("SCORE");
    assertThat(mark.absent()).isEmpty();
    DecisionMark other = DecisionMark.of(decided(5, false, Validity.STALE).decision());
    assertThat(other.readings().get("E2")).isNotEqualTo(mark.readings().get("E2"));
    assertThat(other.readings().get("E1")).isEqualTo(mark.readings().get("E1"));
  }

  @Test
  void readings_that_came_too_late_have_a_line_of_their_own() throws IOException {
    List<RecordedLine> read = read(decided(6, false, Validity.MISSING));
    assertThat(read.get(2).content())
        .isEqualTo(new RecordedLine.Missing(6, new TreeSet<>(List.of(EngineId.TICK))));
    assertThat(((RecordedLine.Decided) read.getLast().content()).decision().absent())
        .containsExactly("E2");
  }

  @Test
  void connections_and_frames_that_were_none_are_told_and_decide_nothing() throws IOException {
    assertThat(read(new Input.Connection(FeedStream.BOOK, false, "a \"cut\"")))
        .extracting(RecordedLine::content)
        .containsExactly(new RecordedLine.Other("connection"));
    assertThat(read(new Input.Malformed(FeedStream.BOOK, "no JSON: {\"")))
        .extracting(RecordedLine::content)
        .containsExactly(new RecordedLine.Other("malformed"));
    assertThat(RecordedLine.parse(RecordingLines.lost(NANOS, 3).strip()).content())
        .isEqualTo(new RecordedLine.Lost(3));
    assertThat(RecordedLine.parse(RecordingLines.ending(NANOS).strip()).content())
        .isEqualTo(new RecordedLine.Ending());
  }

  @Test
  void what_is_no_line_is_refused() {
    for (String wrong :
        List.of(
            "",
            "5",
            "x {}",
            "5 {\"stream\":\"btcusdt@aggTrade\"}",
            "5 {\"stream\":\"btcusdt\",\"data\":{}}",
            "5 {\"stream\":\"btcusdt@aggTrade\",\"data\":{\"a\":1}}",
            "5 {\"stream\":\"btcusdt@observed\",\"data\":{\"kind\":\"None\",\"value\":{}}}",
            "5 {\"stream\":\"btcusdt@decision\",\"data\":{}")) {
      assertThatThrownBy(() -> RecordedLine.parse(wrong)).as(wrong).isInstanceOf(IOException.class);
    }
  }
}
