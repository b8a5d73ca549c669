package vortex7.venue.simulated.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.SharedData;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordedEvent.Kind;

/** Every kind of data file is known by its columns or its name, and read to the same events. */
class DataFilesTest {
  @TempDir private Path folder = Path.of("unset");

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  static Path zip(Path file, String entry, String text) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static List<String> read(Path file) {
    List<String> events = new ArrayList<>();
    RecordedEvent event = new RecordedEvent();
    try (EventFile open = EventFiles.TEXT.open(file)) {
      while (open.next(event)) {
        events.add(text(event));
      }
    }
    return events;
  }

  private static String text(RecordedEvent event) {
    StringBuilder text = new StringBuilder();
    text.append(event.kind).append(' ').append(event.symbol).append(' ').append(event.timeMillis);
    text.append(" #").append(event.updateId);
    if (event.kind == Kind.TRADE) {
      text.append(' ').append(event.price / 1e8).append(' ').append(event.quantity / 1e8);
      return text.append(event.buyerIsMaker ? " sold" : " bought").toString();
    }
    for (int i = 0; i < event.bids; i++) {
      text.append(" b").append(event.bidPrice[i] / 1e8).append('x');
      text.append(event.bidQuantity[i] / 1e8);
    }
    for (int i = 0; i < event.asks; i++) {
      text.append(" a").append(event.askPrice[i] / 1e8).append('x');
      text.append(event.askQuantity[i] / 1e8);
    }
    return text.toString();
  }

  @Test
  void the_venues_trades_are_read_from_zip_with_and_without_a_header() throws IOException {
    String rows =
        "7,64000.10,0.002,70,71,1721260800005,true\n8,64000.20,1.5,72,72,1721260800006,false\n";
    String header =
        "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n";
    String name = "BTCUSDT-aggTrades-2024-07-18";
    Path with = zip(folder.resolve(name + ".zip"), name + ".csv", header + rows);
    Path without = file(name + ".csv", rows.replace("\n", "\r\n"));
    List<String> expected =
        List.of(
            "TRADE BTCUSDT 1721260800005 #7 64000.1 0.002 sold",
            "TRADE BTCUSDT 1721260800006 #8 64000.2 1.5 bought");
    assertThat(read(with)).isEqualTo(expected);
    assertThat(read(without)).isEqualTo(expected);
    assertThat(FileKind.of(with)).isEqualTo(FileKind.AGG_TRADES);
  }

  @Test
  void single_trades_and_quotes_of_the_venue_are_read() throws IOException {
    assertThat(
            read(
                file(
                    "ETHUSDT-trades-2024-07-18.csv",
                    "id,price,qty,quote_qty,time,is_buyer_maker\n"
                        + "5,3424.98,0.022,75.34,1721260800000,True\n")))
        .containsExactly("TRADE ETHUSDT 1721260800000 #5 3424.98 0.022 sold");
    assertThat(
            read(
                file(
                    "ETHUSDT-bookTicker-2024-07-18.csv",
                    "update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time\n"
                        + "9,3424.98,5,3424.99,6.5,1721260800001,1721260800003\n")))
        .containsExactly("TOP ETHUSDT 1721260800001 #9 b3424.98x5.0 a3424.99x6.5");
  }

  @Test
  void rows_of_one_update_are_one_event() throws IOException {
    String header =
        "TimestampOfReceive,Stream,EventType,EventTime,TransactionTime,Symbol,FirstUpdateId,"
            + "FinalUpdateId,FinalUpdateIdInLastStream,IsAsk,Price,Quantity\n";
    String row = "1,t@depth,depthUpdate,2,1741046400049,TRXUSDT,18,";
    assertThat(
            read(
                file(
                    "depth.csv",
                    header
                        + (row + "20,10,0,0.23098,17739.0\n")
                        + (row + "20,10,1,0.23104,0\n")
                        + (row + "30,20,1,0.23105,7\n"))))
        .containsExactly(
            "DIFF TRXUSDT 1741046400049 #20 b0.23098x17739.0 a0.23104x0.0",
            "DIFF TRXUSDT 1741046400049 #30 a0.23105x7.0");
  }

  /** What the files of others hold; two hold one trade that is none of the market's. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "usdm/btcusdt_20240718.gz,                       CAPTURE,     BTCUSDT, 0",
        "usdm/btcusdt_20230405.dat.gz,                   CAPTURE,     BTCUSDT, 1",
        "tape/btcusdt_perp_trades_20200222.csv.gz,       TAPE_TRADES, BTCUSDT, 0",
        "tape/btcusdt_perp_quotes_20200222.csv.gz,       TAPE_QUOTES, BTCUSDT, 0",
        "trx/trade_usdm_trxusdt_20250304_positive.csv.gz,     TRADE_ROWS,  TRXUSDT, 1",
        "trx/diffdepth_usdm_trxusdt_20250304_positive.csv.gz, DEPTH_ROWS,  TRXUSDT, 0",
        "trx/merged_usdm_trxusdt_20250414_positive.csv.gz,    MERGED_ROWS, TRXUSDT, 0",
        "streams/usdm_20210417/BINANCE_FUTURES.ws.5.0.gz, DUMP, DENTUSDT KSMUSDT XMRUSDT YFIUSDT,"
            + " 0",
        "streams/usdm_20210417/BINANCE_FUTURES.http.4.0.gz, DUMP, DENTUSDT KSMUSDT XMRUSDT YFIUSDT,"
            + " 0",
        "streams/usdm_20210722/BINANCE_FUTURES.0.gz,     DUMP, -, 0",
        "streams/usdm_20210405/BINANCE_FUTURES-1125a2.0.gz, DUMP, BATUSDT CHRUSDT CTKUSDT NEOUSDT"
            + " SANDUSDT, 0",
      })
  void a_recording_by_others_is_known_and_read_to_its_end(
      String name, FileKind kind, String symbols, int passedOver) {
    Path file = SharedData.file(name);
    assertThat(FileKind.of(file)).isEqualTo(kind);
    TreeSet<String> seen = new TreeSet<>();
    RecordedEvent event = new RecordedEvent();
    try (EventFile open = EventFiles.TEXT.open(file)) {
      while (open.next(event)) {
        seen.add(event.symbol);
      }
      assertThat(open.notes()).hasSize(passedOver);
    }
    assertThat(String.join(" ", seen)).isEqualTo(symbols == null ? "" : symbols);
  }

  @ParameterizedTest
  @CsvSource({
    "klines/BTCUSDT-1m.csv.gz,CANDLES",
    "klines/BTCUSDT-mark8h.csv.gz,CANDLES",
    "klines/BTCUSDT-funding.csv.gz,FUNDING"
  })
  void candles_and_funding_are_known(String name, FileKind kind) {
    assertThat(FileKind.of(SharedData.file(name))).isEqualTo(kind);
  }

  @Test
  void a_merged_file_holds_the_books_of_two_days_their_changes_and_the_trades() {
    Path file = SharedData.file("trx/merged_usdm_trxusdt_20250414_positive.csv.gz");
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    Map<Kind, Integer> levels = new EnumMap<>(Kind.class);
    RecordedEvent event = new RecordedEvent();
    try (EventFile open = EventFiles.TEXT.open(file)) {
      while (open.next(event)) {
        counts.merge(event.kind, 1, Integer::sum);
        levels.merge(event.kind, event.bids + event.asks, Integer::sum);
      }
    }
    assertThat(counts).containsEntry(Kind.TRADE, 199).containsEntry(Kind.SNAPSHOT, 2);
    assertThat(levels).containsEntry(Kind.SNAPSHOT, 7_521).containsEntry(Kind.DIFF, 2_136);
  }

  @Test
  void the_tape_has_all_its_trades_and_its_quotes() {
    assertThat(read(SharedData.file("tape/btcusdt_perp_trades_20200222.csv.gz")))
        .hasSize(9_999)
        .startsWith("TRADE BTCUSDT 1582329602111 #42377944 9682.0 0.132 bought");
    assertThat(read(SharedData.file("tape/btcusdt_perp_quotes_20200222.csv.gz")))
        .hasSize(9_999)
        .startsWith("TOP BTCUSDT 1582329601096 #0 b9681.92x0.67 a9682.0x0.84");
  }

  @Test
  void books_answered_to_requests_and_streams_of_changes_are_merged() {
    Path folder = SharedData.file("streams/usdm_20210722");
    List<FileRecording> recordings = RecordingFiles.open(List.of(folder));
    assertThat(recordings).hasSize(2);
    assertThat(recordings.get(0).files()).hasSize(1);
    assertThat(recordings.get(0).files().getFirst().getFileName().toString()).contains(".ws.");
    assertThat(recordings.get(1).files().getFirst().getFileName().toString()).contains(".http.");
    recordings.forEach(FileRecording::close);
  }
}
