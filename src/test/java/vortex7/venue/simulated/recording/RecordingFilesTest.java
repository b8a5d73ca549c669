package vortex7.venue.simulated.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.SharedData;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.QueueModel;
import vortex7.matching.replay.Recording;
import vortex7.matching.replay.RecordingException;
import vortex7.matching.replay.ReplayMarket;
import vortex7.matching.replay.ReplayedSymbol;
import vortex7.matching.synthetic.SyntheticSettings;

class RecordingFilesTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Symbol ETH = Symbol.of("ETHUSDT");
  private static final Path SAMPLE = Path.of("src", "test", "resources", "recordings");

  @TempDir Path folder = Path.of("unused");

  private static final class Count implements ExchangeListener {
    private final List<Long> times = new ArrayList<>();

    @Override
    public void onTrade(
        Symbol symbol, long id, long price, long quantity, boolean maker, long time) {
      times.add(time);
    }
  }

  private static ReplayMarket market(Path... paths) {
    List<Recording> recordings = List.copyOf(RecordingFiles.open(List.of(paths)));
    return new ReplayMarket(symbols(List.of()), recordings, QueueModel.PROPORTIONAL);
  }

  private static List<ReplayedSymbol> symbols(List<Candle> history) {
    return SyntheticSettings.documents().symbols().stream()
        .map(symbol -> new ReplayedSymbol(symbol.instrument(), history))
        .toList();
  }

  @Test
  void what_was_recorded_is_replayed_to_the_same_books() throws IOException {
    Exchange recorded = SampleRecording.write(SyntheticSettings.documents(), 5_000, folder);
    Count count = new Count();
    Exchange replayed = new Exchange(ExchangeRules.documents(), count);
    ReplayMarket market = market(folder);
    market.attach(replayed);
    market.advance(SampleRecording.START + 5_000);
    assertThat(market.exhausted()).isTrue();
    assertThat(market.gaps()).isZero();
    assertThat(count.times).isNotEmpty().isSorted();
    for (Symbol symbol : List.of(BTC, ETH)) {
      BookSnapshot before = new BookSnapshot();
      BookSnapshot after = new BookSnapshot();
      recorded.market(symbol).copyTop(before, BookSnapshot.DEPTH);
      replayed.market(symbol).copyTop(after, BookSnapshot.DEPTH);
      assertThat(after.bidPrice).isEqualTo(before.bidPrice);
      assertThat(after.bidQuantity).isEqualTo(before.bidQuantity);
      assertThat(after.askPrice).isEqualTo(before.askPrice);
      assertThat(after.askQuantity).isEqualTo(before.askQuantity);
    }
  }

  @Test
  void the_sample_replays_with_whole_books_and_trades_of_both_symbols() {
    Count count = new Count();
    Exchange exchange = new Exchange(ExchangeRules.documents(), count);
    ReplayMarket market = market(SAMPLE);
    market.attach(exchange);
    BookSnapshot book = new BookSnapshot();
    for (long t = market.startMillis(); !market.exhausted(); t += 100) {
      market.advance(t);
      for (Symbol symbol : List.of(BTC, ETH)) {
        exchange.market(symbol).copyTop(book, BookSnapshot.DEPTH);
        assertThat(book.wellFormed()).isTrue();
        assertThat(Math.min(book.bids, book.asks)).isEqualTo(BookSnapshot.DEPTH);
      }
    }
    assertThat(count.times).hasSizeGreaterThan(100);
    assertThat(RecordingFiles.symbols(List.of(SAMPLE))).containsExactly("BTCUSDT", "ETHUSDT");
  }

  @Test
  void files_of_one_symbol_follow_each_other_over_midnight() {
    Path before = SharedData.file("usdm/btcusdt_20240718.gz");
    Path after = SharedData.file("usdm/btcusdt_20240719.gz");
    List<FileRecording> recordings = RecordingFiles.open(List.of(after, before));
    assertThat(recordings).hasSize(1);
    assertThat(recordings.getFirst().files()).containsExactly(before, after);

    Count count = new Count();
    Exchange exchange = new Exchange(ExchangeRules.documents(), count);
    ReplayMarket market =
        new ReplayMarket(
            symbols(List.of()).subList(0, 1), List.copyOf(recordings), QueueModel.PROPORTIONAL);
    market.attach(exchange);
    market.advance(market.startMillis() + 600_000);
    assertThat(market.exhausted()).isTrue();
    assertThat(market.gaps()).isZero();
    // All but the few trades before the snapshot, of 10 701.
    assertThat(count.times).hasSizeBetween(10_690, 10_701).isSorted();
    assertThat(exchange.market(BTC).bestBid()).isLessThan(exchange.market(BTC).bestAsk());
  }

  @Test
  void a_recording_with_a_history_of_real_candles_has_500_of_each_timeframe() {
    Path history = SharedData.file("klines/BTCUSDT-1m.csv.gz");
    Path recording = SharedData.file("usdm/btcusdt_20240718.gz");
    List<Candle> minutes = CandleFile.read(history);
    ReplayMarket market =
        new ReplayMarket(
            symbols(minutes).subList(0, 1),
            List.copyOf(RecordingFiles.open(List.of(recording))),
            QueueModel.RISK_AVERSE);
    for (Timeframe timeframe : Timeframe.values()) {
      assertThat(market.history(BTC, timeframe, 500)).hasSize(500);
    }
    Candle last = market.history(BTC, Timeframe.M1, 1).getLast();
    assertThat(last.close()).isBetween(63_940.0, 63_950.0);
    assertThat(Timeframe.M1.openOf(market.startMillis())).isEqualTo(last.closeTime() + 1);
  }

  @Test
  void errors_name_the_file_and_the_line() throws IOException {
    Path file = folder.resolve("broken.txt");
    String trade =
        "1 {\"stream\":\"btcusdt@trade\",\"data\":{\"T\":5,\"p\":\"1.0\",\"q\":\"1\",\"m\":true}}\n";
    Files.writeString(file, trade + "2 {\"stream\":7}\n", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> market(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("broken.txt:2: expected");

    Path offTick = folder.resolve("offtick.txt");
    Files.writeString(offTick, trade + trade.replace("1.0\"", "1.05\"").replace(":5,", ":6,"));
    ReplayMarket market = market(offTick);
    market.attach(new Exchange(ExchangeRules.documents(), new Count()));
    assertThatThrownBy(() -> market.advance(10))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("offtick.txt:2: price 1.05");
  }

  @Test
  void a_file_cut_short_an_empty_folder_and_a_missing_file_are_told() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> RecordingFiles.open(List.of(folder.resolve("empty"))))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("no recording in");
    assertThatThrownBy(() -> RecordingFiles.open(List.of(folder.resolve("missing.gz"))))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("missing.gz");

    assertThatThrownBy(() -> RecordingFiles.symbols(List.of(folder.resolve("missing.gz"))))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("missing.gz: there is no such file");

    SampleRecording.write(SyntheticSettings.documents(), 3_000, folder);
    byte[] whole = Files.readAllBytes(folder.resolve("btcusdt_20251119.gz"));
    Path cut = folder.resolve("cut.gz");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> playToTheEnd(cut))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("cut.gz:")
        .hasMessageContaining("cannot be read");
  }

  private static void playToTheEnd(Path file) {
    ReplayMarket market = market(file);
    market.attach(new Exchange(ExchangeRules.documents(), new Count()));
    market.advance(SampleRecording.START + 10_000);
  }
}
