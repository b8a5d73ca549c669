package vortex7.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The system's Chromium without a window, spoken to by its DevTools protocol. */
final class HeadlessBrowser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());

  /** Where it is, if it is. */
  static Optional<Path> program() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  HeadlessBrowser(Path program, Path profile) throws IOException {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Path told = profile.resolve("DevToolsActivePort");
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> Files.exists(told) && Files.readAllLines(told).size() >= 2);
      String port = Files.readAllLines(told).getFirst();
      socket =
          http.newWebSocketBuilder()
              .buildAsync(URI.create(page(port)), new Listener())
              .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .join();
    } catch (RuntimeException | IOException failed) {
      kill();
      throw failed;
    }
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", node -> {});
    }
  }

  private String page(String port) throws IOException {
    try {
      JsonNode targets =
          JSON.readTree(
              http.send(
                      java.net.http.HttpRequest.newBuilder(
                              URI.create("http://127.0.0.1:" + port + "/json/list"))
                          .build(),
                      java.net.http.HttpResponse.BodyHandlers.ofString())
                  .body());
      for (JsonNode target : targets) {
        if (target.path("type").asText().equals("page")) {
          return target.path("webSocketDebuggerUrl").asText();
        }
      }
      throw new IOException("the browser has no page: " + targets);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          take(JSON.readTree(text.toString()));
        } catch (IOException broken) {
          throw new IllegalStateException(broken);
        } finally {
          text.setLength(0);
        }
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  private void take(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt());
      if (answer != null) {
        answer.complete(message);
      }
    } else {
      events.add(message);
    }
  }

  private JsonNode call(String method, java.util.function.Consumer<ObjectNode> parameters) {
    int id = lastId.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    parameters.accept(message.putObject("params"));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode said = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (said.has("error")) {
      throw new IllegalStateException(method + ": " + said.path("error"));
    }
    return said.path("result");
  }

  /** A window of that size, light or dark. */
  void look(int width, int height, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        node ->
            node.put("width", width)
                .put("height", height)
                .put("deviceScaleFactor", 1)
                .put("mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        node ->
            node.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light"));
  }

  /** Opens the file and waits until its script has run to its end or failed. */
  void open(Path file) {
    events.clear();
    call("Page.navigate", node -> node.put("url", file.toUri().toString()));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                events.stream()
                    .anyMatch(
                        event -> event.path("method").asText().equals("Page.loadEventFired")));
  }

  /** The value of an expression in the page. */
  JsonNode value(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            node -> node.put("expression", expression).put("returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Exceptions, errors of the console and what the page's policy refused. */
  List<String> complaints() {
    List<String> all = new ArrayList<>();
    for (JsonNode event : List.copyOf(events)) {
      JsonNode said = event.path("params");
      switch (event.path("method").asText()) {
        case "Runtime.exceptionThrown" -> all.add(said.path("exceptionDetails").toString());
        case "Runtime.consoleAPICalled" -> all.add(said.path("args").toString());
        case "Log.entryAdded" -> all.add(said.path("entry").toString());
        default -> {}
      }
    }
    return all;
  }

  /** Addresses that the page asked for, apart from itself and what is in it. */
  List<String> requests() {
    List<String> all = new ArrayList<>();
    for (JsonNode event : List.copyOf(events)) {
      String url = event.path("params").path("request").path("url").asText();
      if (event.path("method").asText().equals("Network.requestWillBeSent")
          && !url.startsWith("data:")
          && !event.path("params").path("type").asText().equals("Document")) {
        all.add(url);
      }
    }
    return all;
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
    kill();
  }

  private void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    Awaitility.await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }
}
