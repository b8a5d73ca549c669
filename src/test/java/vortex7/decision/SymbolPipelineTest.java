package vortex7.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.market.BookSnapshot;
import vortex7.signal.DataFault;
import vortex7.signal.EngineId;
import vortex7.signal.SyntheticStream;
import vortex7.signal.Validity;

class SymbolPipelineTest {
  private static final long START = 1_700_000_000_000L;
  private static final int STEPS = 3_000;

  private final List<Decision> decisions = new ArrayList<>();

  private SymbolPipeline pipeline() {
    SymbolPipeline pipeline =
        new SymbolPipeline(
            TestInstrument.btc(),
            PipelineRules.documents().with(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.REGIME),
            decisions::add);
    SyntheticStream.history(1, START, 60_000, 0.0008).forEach(pipeline::onCandle);
    pipeline.onContext(EntryContext.clear(FeeRates.documents()));
    return pipeline;
  }

  private static SyntheticStream.Sink into(SymbolPipeline pipeline) {
    return new SyntheticStream.Sink() {
      @Override
      public void onTrade(long id, double price, double quantity, boolean maker, long time) {
        pipeline.onTrade(id, price, quantity, maker, time);
      }

      @Override
      public void onBook(BookSnapshot book) {
        pipeline.onBook(book);
      }
    };
  }

  private String run(long seed) {
    decisions.clear();
    SymbolPipeline pipeline = pipeline();
    SyntheticStream stream = new SyntheticStream(seed, START, 600_000);
    for (int i = 0; i < STEPS; i++) {
      stream.step(into(pipeline));
    }
    DecisionHash hash = new DecisionHash();
    decisions.forEach(hash);
    return hash.value();
  }

  @Test
  void the_same_events_give_the_same_decisions_and_others_give_others() {
    String once = run(3);
    assertThat(decisions).hasSizeGreaterThanOrEqualTo(STEPS);
    assertThat(run(3)).isEqualTo(once);
    assertThat(run(4)).isNotEqualTo(once);
  }

  @Test
  void bursts_are_traded_in_their_direction_and_calm_stretches_are_not() {
    run(3);
    assertThat(decisions).anyMatch(decision -> decision.action() == Action.LONG);
    assertThat(decisions).anyMatch(decision -> decision.action() == Action.SHORT);
    long trading = decisions.stream().filter(Decision::trades).count();
    assertThat(trading).isLessThan(decisions.size() / 10);
    assertThat(decisions)
        .filteredOn(Decision::trades)
        .allSatisfy(decision -> assertThat(decision.bracket()).isPresent());
  }

  @Test
  void every_mark_is_decided_once_and_in_order() {
    run(5);
    for (int i = 0; i < decisions.size(); i++) {
      assertThat(decisions.get(i).mark().number()).isEqualTo(i + 1L);
      if (i > 0) {
        assertThat(decisions.get(i).mark().eventTime())
            .isGreaterThanOrEqualTo(decisions.get(i - 1).mark().eventTime());
      }
    }
  }

  @Test
  void nothing_trades_before_the_context_is_known() {
    SymbolPipeline pipeline =
        new SymbolPipeline(TestInstrument.btc(), PipelineRules.documents(), decisions::add);
    SyntheticStream stream = new SyntheticStream(3, START, 600_000);
    for (int i = 0; i < STEPS; i++) {
      stream.step(into(pipeline));
    }
    assertThat(decisions).isNotEmpty().noneMatch(Decision::trades);
    assertThat(decisions.getLast().failedGates()).contains(Gate.TRADING_ENABLED);
  }

  @Test
  void lost_trades_silence_the_engines_until_the_windows_are_warm_again() {
    SymbolPipeline pipeline = pipeline();
    SyntheticStream stream = new SyntheticStream(3, START, 600_000);
    for (int i = 0; i < 800; i++) {
      stream.step(into(pipeline));
    }
    assertThat(decisions.getLast().readings().validity(EngineId.TICK)).isEqualTo(Validity.VALID);
    pipeline.onTrade(1_000_000, 60_000, 1, false, stream.now());
    pipeline.onBook(book(stream.now() + 100));
    assertThat(decisions.getLast().readings().validity(EngineId.TICK)).isEqualTo(Validity.GAP);
    assertThat(decisions.getLast().readings().validity(EngineId.ORDER_FLOW))
        .isEqualTo(Validity.GAP);
    assertThat(decisions.getLast().failedGates()).contains(Gate.READINGS);
    pipeline.onBook(book(stream.now() + 5_100));
    assertThat(decisions.getLast().readings().validity(EngineId.TICK)).isEqualTo(Validity.NOT_WARM);
    assertThat(pipeline.feed().guard().count(DataFault.TRADE_GAP)).isEqualTo(1);
  }

  private static BookSnapshot book(long time) {
    BookSnapshot book = new BookSnapshot();
    book.addBid(60_000, 1);
    book.addAsk(60_000.1, 1);
    book.eventTime = time;
    return book;
  }

  @Test
  void a_reading_that_was_missing_when_recorded_is_missing_in_the_replay() {
    SymbolPipeline pipeline = pipeline();
    pipeline.onMissing(EngineId.TICK);
    pipeline.onBook(book(START));
    pipeline.onBook(book(START + 100));
    assertThat(decisions.get(0).readings().validity(EngineId.TICK)).isEqualTo(Validity.MISSING);
    assertThat(decisions.get(1).readings().validity(EngineId.TICK)).isEqualTo(Validity.NOT_WARM);
  }

  @Test
  void absurd_input_is_counted_and_never_decides() {
    SymbolPipeline pipeline = pipeline();
    pipeline.onTrade(1, Double.NaN, 1, true, START);
    pipeline.onTrade(2, -1, 1, true, START);
    BookSnapshot crossed = book(START);
    crossed.bidPrice[0] = 70_000;
    pipeline.onBook(crossed);
    pipeline.onBook(new BookSnapshot());
    assertThat(decisions).isEmpty();
    assertThat(pipeline.feed().guard().count(DataFault.NOT_FINITE)).isEqualTo(1);
    assertThat(pipeline.feed().guard().count(DataFault.NOT_POSITIVE)).isEqualTo(1);
    assertThat(pipeline.feed().guard().count(DataFault.CROSSED_BOOK)).isEqualTo(1);
    assertThat(pipeline.feed().guard().count(DataFault.EMPTY_BOOK)).isEqualTo(1);
  }
}
