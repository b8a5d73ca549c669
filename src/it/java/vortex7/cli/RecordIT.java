package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vortex7.matching.replay.RecordedEvent;
import vortex7.venue.simulated.recording.FileRecording;
import vortex7.venue.simulated.recording.RecordingFiles;

/** What is recorded of a venue is what the venue says that it sent, and it can be replayed. */
class RecordIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("unset");
  private SimProcess venue;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void startVenue() throws IOException {
    venue = SimProcess.on(folder.resolve("sim")).start();
  }

  @AfterEach
  void endVenue() throws InterruptedException {
    venue.close();
    http.close();
  }

  private Process record() throws IOException {
    Path log = folder.resolve("record.log");
    Process process =
        DaemonProcess.program(
            log,
            Map.of(),
            List.of(
                "record",
                "--symbols",
                "BTCUSDT",
                "--url",
                "ws://127.0.0.1:" + venue.port(),
                "--into",
                recordings().toString()));
    await("both connections, see " + log)
        .atMost(SOON)
        .until(() -> Files.readString(log).split("connected", -1).length == 3);
    return process;
  }

  private Path recordings() {
    return folder.resolve("recordings");
  }

  /** The books that another client is sent, by update id. */
  private SortedMap<Long, JsonNode> books() {
    SortedMap<Long, JsonNode> books = new ConcurrentSkipListMap<>();
    StringBuilder frame = new StringBuilder();
    http.newWebSocketBuilder()
        .buildAsync(
            URI.create(
                "ws://127.0.0.1:" + venue.port() + "/public/stream?streams=btcusdt@depth20@100ms"),
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                frame.append(data);
                if (last) {
                  JsonNode book = parse(frame.toString()).path("data");
                  books.put(book.path("u").asLong(), book);
                  frame.setLength(0);
                }
                socket.request(1);
                return null;
              }
            })
        .join();
    return books;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private JsonNode trades(long fromId) throws Exception {
    return parse(
        http.send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:%d/fapi/v1/aggTrades?symbol=BTCUSDT&limit=1000&fromId=%d"
                                .formatted(venue.port(), fromId)))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private List<RecordedEvent> recorded(List<String> notes) {
    List<RecordedEvent> events = new ArrayList<>();
    for (FileRecording recording : RecordingFiles.open(List.of(recordings()))) {
      RecordedEvent event = new RecordedEvent();
      while (recording.next(event)) {
        events.add(event.copy());
      }
      notes.addAll(recording.notes());
    }
    return events;
  }

  private static List<RecordedEvent> of(List<RecordedEvent> events, RecordedEvent.Kind kind) {
    return events.stream().filter(event -> event.kind == kind).toList();
  }

  /** Every trade from the first to the last, as the venue's history has it. */
  private void requireTrades(List<RecordedEvent> events) throws Exception {
    List<RecordedEvent> trades = of(events, RecordedEvent.Kind.TRADE);
    assertThat(trades).hasSizeGreaterThan(10);
    JsonNode truth = trades(trades.getFirst().updateId);
    for (int i = 0; i < Math.min(trades.size(), 1_000); i++) {
      RecordedEvent trade = trades.get(i);
      JsonNode row = truth.path(i);
      assertThat(trade.updateId).isEqualTo(row.path("a").asLong());
      assertThat(trade.price).isEqualTo(scaled(row.path("p")));
      assertThat(trade.quantity).isEqualTo(scaled(row.path("q")));
      assertThat(trade.timeMillis).isEqualTo(row.path("T").asLong());
      assertThat(trade.buyerIsMaker).isEqualTo(row.path("m").asBoolean());
    }
  }

  private static long scaled(JsonNode text) {
    return new java.math.BigDecimal(text.asText()).movePointRight(8).longValueExact();
  }

  private static void requireBooks(List<RecordedEvent> events, Map<Long, JsonNode> sent) {
    List<RecordedEvent> books = of(events, RecordedEvent.Kind.TOP);
    int compared = 0;
    for (RecordedEvent book : books) {
      JsonNode same = sent.get(book.updateId);
      if (same != null) {
        compared++;
        assertThat(book.timeMillis).isEqualTo(same.path("T").asLong());
        requireLevels(book.bids, book.bidPrice, book.bidQuantity, same.path("b"));
        requireLevels(book.asks, book.askPrice, book.askQuantity, same.path("a"));
      }
    }
    assertThat(compared).isGreaterThan(10);
  }

  private static void requireLevels(int n, long[] prices, long[] quantities, JsonNode sent) {
    assertThat(n).isEqualTo(sent.size());
    for (int i = 0; i < n; i++) {
      assertThat(prices[i]).isEqualTo(scaled(sent.path(i).path(0)));
      assertThat(quantities[i]).isEqualTo(scaled(sent.path(i).path(1)));
    }
  }

  private long bytes() {
    if (!Files.isDirectory(recordings())) {
      return 0;
    }
    try (Stream<Path> files = Files.list(recordings())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_interrupted_recording_is_whole_equals_the_venues_truth_and_is_replayed()
      throws Exception {
    Process process = record();
    SortedMap<Long, JsonNode> sent = books();
    await().atMost(SOON).until(() -> sent.size() > 60);
    process.destroy(); // SIGTERM, as Ctrl-C.
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("record.log")))
        .containsPattern("BTCUSDT: \\d+ lines");
    List<String> notes = new ArrayList<>();
    List<RecordedEvent> events = recorded(notes);
    assertThat(notes).isEmpty();
    requireTrades(events);
    requireBooks(events, new TreeMap<>(sent));
    assertThat(of(events, RecordedEvent.Kind.MARK_PRICE)).isNotEmpty();
    StringWriter out = new StringWriter();
    CommandLine backtest = Main.commandLine("backtest").setOut(new PrintWriter(out, true));
    int status =
        backtest.execute(
            "backtest",
            recordings().toString(),
            "--json",
            "--cache",
            folder.resolve("c").toString());
    assertThat(status).as(out.toString()).isZero();
    JsonNode result = parse(out.toString());
    assertThat(result.path("decisions").asInt()).isGreaterThan(30);
    assertThat(result.path("data")).isEmpty();
  }

  @Test
  void a_killed_recording_is_read_up_to_its_last_block() throws Exception {
    Process process = record();
    SortedMap<Long, JsonNode> sent = books();
    await().atMost(SOON).until(() -> sent.size() > 40 && bytes() > 4_000);
    long killedAt = sent.lastKey();
    process.destroyForcibly();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    List<String> notes = new ArrayList<>();
    List<RecordedEvent> events = recorded(notes);
    assertThat(notes).singleElement().asString().contains("its process was killed");
    requireTrades(events);
    requireBooks(events, new TreeMap<>(sent));
    long last = of(events, RecordedEvent.Kind.TOP).getLast().updateId;
    assertThat(sent.subMap(last, killedAt)).as("books of the last block").hasSizeLessThan(40);
  }
}
