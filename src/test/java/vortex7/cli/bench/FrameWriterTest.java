package vortex7.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.venue.binance.FrameDecoder;
import vortex7.venue.binance.FrameDecoder.Frame;

class FrameWriterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
  private static Tape tape = Tape.synthetic(3, 1_000);

  private final FrameWriter writer = new FrameWriter(tape, InstantSource.fixed(NOW));
  private final FrameDecoder decoder = new FrameDecoder();

  @BeforeAll
  static void record() {
    tape = Tape.synthetic(3, 1_000);
  }

  @Test
  void every_frame_is_what_the_decoder_reads_and_no_id_is_left_out_at_the_seam() {
    long trade = 0;
    long book = 1;
    int trades = 0;
    int books = 0;
    for (int i = 0; i < 2 * tape.events().size() + 10; i++) {
      Frame frame = decoder.decode(writer.next());
      assertThat(decoder.isFor(tape.symbol())).isTrue();
      assertThat(decoder.eventTime()).isEqualTo(NOW.toEpochMilli());
      if (frame == Frame.TRADE) {
        assertThat(decoder.tradeId()).isEqualTo(++trade);
        assertThat(decoder.price()).isBetween(tape.lowest(), tape.highest());
        trades++;
      } else {
        assertThat(frame).isEqualTo(Frame.BOOK);
        assertThat(decoder.snapshot().previousUpdateId).isEqualTo(book);
        book = decoder.snapshot().updateId;
        assertThat(decoder.snapshot().bids).isEqualTo(20);
        assertThat(decoder.snapshot().bidPrice[0]).isLessThan(decoder.snapshot().askPrice[0]);
        books++;
      }
    }
    assertThat(trades).isGreaterThan(100);
    assertThat(books).isGreaterThan(100);
  }

  @Test
  void a_candle_is_what_the_decoder_reads() {
    Candle candle =
        new CalmCandles(tape.middle(), NOW.toEpochMilli())
            .at(Timeframe.M3, NOW.toEpochMilli(), true);
    assertThat(decoder.decode(writer.candle(candle))).isEqualTo(Frame.CANDLE);
    assertThat(decoder.timeframe()).isEqualTo(Timeframe.M3);
    assertThat(decoder.openTime()).isEqualTo(candle.openTime());
    assertThat(decoder.closed()).isTrue();
    assertThat(decoder.high()).isGreaterThan(decoder.low());
  }

  @Test
  void the_same_seed_gives_the_same_tape() {
    assertThat(Tape.synthetic(5, 200)).isEqualTo(Tape.synthetic(5, 200));
    assertThat(Tape.synthetic(5, 200)).isNotEqualTo(Tape.synthetic(6, 200));
  }
}
