package vortex7.venue.simulated.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.SharedData;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;

/** A data file that cannot be used is refused with file, line, column and value. */
class BadDataTest {
  private static final String AGG =
      "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n";
  private static final String ROW = "7,64000.1,0.002,70,71,1721260800005,true\n";

  @TempDir private Path folder = Path.of("unset");

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> readAll(Path... files) {
    RecordedEvent event = new RecordedEvent();
    List<String> notes = new java.util.ArrayList<>();
    for (FileRecording recording : RecordingFiles.open(List.of(files))) {
      while (recording.next(event)) {
        assertThat(event.timeMillis).isPositive();
      }
      notes.addAll(recording.notes());
    }
    return notes;
  }

  private static void refused(String message, Path... files) {
    assertThatThrownBy(() -> readAll(files))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a price below 0     | 8,-1,0.002,70,71,1721260800006,true       | 3: price must be a price or quantity of at most 8 decimals, at least 0, was '-1'
          no price            | 8,0,0.002,70,71,1721260800006,true        | 3: price must be above 0, was '0'
          a word for a price  | 8,abc,0.002,70,71,1721260800006,true      | 3: price must be a price or quantity of at most 8 decimals, at least 0, was 'abc'
          nine decimals       | 8,1.123456789,0.002,70,71,1721260800006,true | 3: price must be a price or quantity of at most 8 decimals, at least 0, was '1.123456789'
          nothing for a price | 8,,0.002,70,71,1721260800006,true         | 3: price must be a price or quantity of at most 8 decimals, at least 0, was ''
          two points          | 8,1.2.3,0.002,70,71,1721260800006,true    | 3: price must be a price or quantity of at most 8 decimals, at least 0, was '1.2.3'
          nothing bought      | 8,64000.1,0.000,70,71,1721260800006,true  | 3: quantity must be above 0, was '0.000'
          seconds for a time  | 8,64000.1,0.002,70,71,1721260800,true     | 3: transact_time must be a time after August 2019 in epoch milliseconds, was '1721260800'
          another day         | 8,64000.1,0.002,70,71,1721347200000,true  | 3: transact_time must be in 2024-07-18, which the file is named after, was '1721347200000'
          the day before      | 8,64000.1,0.002,70,71,1721260799999,true  | 3: transact_time must be in 2024-07-18, which the file is named after, was '1721260799999'
          maybe               | 8,64000.1,0.002,70,71,1721260800006,maybe | 3: is_buyer_maker must be true or false, was 'maybe'
          maker 2             | 8,64000.1,0.002,70,71,1721260800006,2     | 3: is_buyer_maker must be true or false, was '2'
          the row twice       | 7,64000.1,0.002,70,71,1721260800005,true  | 3: agg_trade_id must be above 7: unsorted, or rows stand twice, was '7'
          unsorted            | 6,64000.1,0.002,70,71,1721260800005,true  | 3: agg_trade_id must be above 7: unsorted, or rows stand twice, was '6'
          id of letters       | x8,64000.1,0.002,70,71,1721260800005,true | 3: agg_trade_id must be a whole number, was 'x8'
          a row cut short     | 8,64000.1                                 | 3: has 2 columns, the first line names 7
          """)
  void a_bad_row_is_refused(String what, String row, String message) throws IOException {
    refused(
        "BTCUSDT-aggTrades-2024-07-18.csv:" + message,
        file("BTCUSDT-aggTrades-2024-07-18.csv", AGG + ROW + row + "\n"));
  }

  @Test
  void time_may_not_go_back_by_more_than_a_late_publication() throws IOException {
    String name = "ETHUSDT-aggTrades-2024-07-18.csv";
    String at = "7,64000.1,0.002,70,71,1721260840000,true\n";
    assertThat(readAll(file(name, AGG + at + "8,64000.1,0.002,70,71,1721260810000,true\n")))
        .isEmpty();
    refused(
        name + ":3: time goes back by 30 s: the file is not sorted",
        file(name, AGG + at + "8,64000.1,0.002,70,71,1721260809999,true\n"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BTCUSDT-aggTrades-2024-07-18.csv | agg_trade_id,price,quantity,is_buyer_maker | :1: aggTrades lacks the columns [first_trade_id, last_trade_id, transact_time]
          trades.csv   | symbol,timestamp,id,price,amount  | :1: tape of trades lacks the columns [side]
          unknown.csv  | a,b,c                             | :1: no known kind of file has the columns [a, b, c]
          unknown.csv  | 1,2,3                             | :1: names no columns, and its name does not tell its kind
          BTCUSDT-metrics-2024-07-18.csv | create_time,symbol | :1: metrics lacks the columns [sum_open_interest
          okx | wss://ws.okx.com:8443/ws/v5/public <-> 1652459224.5 | :1: messages of OKX are not replayed
          """)
  void missing_or_unknown_columns_are_named(String name, String line, String message)
      throws IOException {
    refused(name + message, file(name, line + "\n"));
  }

  @Test
  void candles_and_statistics_are_no_market() throws IOException {
    refused(
        "BTCUSDT-1m.csv: holds candles, neither trades nor books",
        file("BTCUSDT-1m.csv", "open_time,open,high,low,close,volume\n"));
    refused("f.csv: holds funding", file("f.csv", "funding_time_ms,funding_rate\n"));
  }

  @Test
  void an_empty_file_and_one_with_nothing_but_columns_are_named() throws IOException {
    refused("empty.csv: holds no trade and no book", file("empty.csv", ""));
    refused(
        "BTCUSDT-aggTrades-2024-07-18.csv: holds no trade and no book",
        file("BTCUSDT-aggTrades-2024-07-18.csv", AGG));
  }

  private Path zipped(String text) throws IOException {
    String name = "BTCUSDT-aggTrades-2024-07-18";
    return DataFilesTest.zip(folder.resolve(name + ".zip"), name + ".csv", text);
  }

  private static String many() {
    StringBuilder rows = new StringBuilder(AGG);
    for (int i = 1; i <= 2_000; i++) {
      rows.append(i).append(",64000.").append(i * 7 % 10).append(",0.00").append(1 + i * 3 % 9);
      rows.append(",70,71,172126080").append(1_000 + i).append(",true\n");
    }
    return rows.toString();
  }

  @ParameterizedTest(name = "{0} bytes less")
  @CsvSource({"1", "30", "200", "2000"})
  void a_truncated_zip_is_refused(int less) throws IOException {
    Path zip = zipped(many());
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, bytes.length - less));
    refused("BTCUSDT-aggTrades-2024-07-18.zip:0: cannot be read: ", zip);
  }

  @Test
  void a_zip_whose_bytes_are_not_those_of_its_own_sum_is_refused() throws IOException {
    String name = "BTCUSDT-aggTrades-2024-07-18";
    Path zip = folder.resolve(name + ".zip");
    byte[] text = (AGG + ROW).getBytes(StandardCharsets.UTF_8);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      ZipEntry entry = new ZipEntry(name + ".csv");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(text.length);
      CRC32 sum = new CRC32();
      sum.update(text);
      entry.setCrc(sum.getValue());
      out.putNextEntry(entry);
      out.write(text);
    }
    byte[] bytes = Files.readAllBytes(zip);
    String whole = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[whole.indexOf("64000.1") + 4] ^= 1;
    Files.write(zip, bytes);
    refused("cannot be read: invalid entry CRC", zip);
  }

  @Test
  void a_zip_must_have_the_sum_that_lies_beside_it() throws IOException {
    Path zip = zipped(AGG + ROW);
    Path sum = folder.resolve(zip.getFileName() + ".CHECKSUM");
    Files.writeString(sum, "0".repeat(64) + "  " + zip.getFileName() + "\n");
    refused("zip: its SHA-256 is ", zip);
    refused(", published is 0000", zip);
    Files.writeString(sum, "no sum\n");
    refused("zip.CHECKSUM:1: does not hold the sum of " + zip.getFileName(), zip);
  }

  @Test
  void a_zip_of_two_files_is_refused() throws IOException {
    Path zip = folder.resolve("BTCUSDT-aggTrades-2024-07-18.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a.csv"));
      out.putNextEntry(new ZipEntry("b.csv"));
    }
    refused("zip: a data file has one entry, this one has 2", zip);
  }

  @Test
  void the_same_time_twice_is_refused() throws IOException {
    Path first = file("BTCUSDT-aggTrades-2024-07-18.csv", AGG + ROW);
    refused("is named twice", first, first);
    String later = "8,64000.1,0.002,70,71,1721261800000,true\n";
    Path one = file("BTCUSDT-aggTrades-2024-07-18.csv", AGG + ROW + later);
    Path copied = folder.resolve("copies").resolve("BTCUSDT-aggTrades-2024-07-18.csv");
    Files.createDirectories(copied.getParent());
    Files.copy(one, copied);
    refused(":2: begins at 2024-07-18T00:00:00.005Z, before ", one, copied);
    refused("the files overlap, or one is twice there", one, copied);
  }

  @Test
  void what_is_missing_is_told_and_the_rest_used() throws IOException {
    Path gaps =
        file(
            "BTCUSDT-aggTrades-2024-07-18.csv",
            AGG
                + ROW
                + "9,64000.1,0.002,70,71,1721260800006,true\n"
                + "12,64000.1,0.002,70,71,1721260800007,true\n");
    assertThat(readAll(gaps))
        .containsExactly(
            gaps + ":3: the first of 2 gaps in the trade ids, whose trades are missing");
  }

  @Test
  void injected_faults_of_others_are_found() {
    refused(
        "trade_usdm_trxusdt_20250304_negative.csv.gz:2: price must be a price or quantity of at"
            + " most 8 decimals, at least 0, was '-1'",
        SharedData.file("trx/trade_usdm_trxusdt_20250304_negative.csv.gz"));
    Path changed = SharedData.file("trx/merged_usdm_trxusdt_20250414_negative.csv.gz");
    assertThat(readAll(changed))
        .containsExactly(
            changed
                + ":7697: the first of 1 changes of a book that do not follow the one before: it"
                + " goes on");
  }

  @Test
  void quotes_that_cross_are_refused_and_older_ones_passed_over() throws IOException {
    String name = "BTCUSDT-bookTicker-2024-07-18.csv";
    String header =
        "update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time\n";
    Path older =
        file(
            name,
            header
                + "9,2,5,3,6,1721260800001,1721260800003\n"
                + "8,2,5,3,6,1721260800001,1721260800003\n");
    assertThat(readAll(older))
        .containsExactly(
            older + ":3: the first of 1 quotes older than the one before, passed over");
    refused(
        name + ":2: ask price must be above the bid 3, was '3'",
        file(name, header + "9,3,5,3,6,1721260800001,1721260800003\n"));
  }
}
