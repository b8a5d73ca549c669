package vortex7.cli.simbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;

/** How long {@code vortex7 sim} takes from the start of its process to its first market event. */
final class FirstTick {
  private static final int RUNS = 3;
  private static final long PATIENCE_SECONDS = 30;
  private static final String STREAMS = "streams ";

  private FirstTick() {}

  /** The median of some starts, each on a folder of its own. */
  static Figure measure(Path folder, String mainClass) throws IOException, InterruptedException {
    start(folder.resolve("first-tick"), mainClass); // The first after a build prepares the others.
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      starts.add(start(folder.resolve("first-tick-" + i), mainClass));
    }
    double median = starts.stream().sorted().skip(RUNS / 2).findFirst().orElseThrow();
    return Figure.atMost("process start to first tick, median of 3", median, "ms", 2_000);
  }

  private static double start(Path data, String mainClass)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command(data, mainClass))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      URI streams = streams(lines);
      tick(streams).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return (System.nanoTime() - begun) / 1e6;
    } catch (ExecutionException | TimeoutException nothing) {
      throw new IllegalStateException("no market event from " + command(data, mainClass), nothing);
    } finally {
      process.destroy();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  /** This very program, as it was started: by the launcher, or bare. */
  private static List<String> command(Path data, String mainClass) {
    List<String> command = new ArrayList<>();
    Optional<Path> launcher = launcher();
    if (launcher.isPresent()) {
      command.add(launcher.get().toString());
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    }
    command.addAll(List.of("sim", "--sim", "0", "--data", data.toString()));
    return command;
  }

  /** The launcher, when it started this process: what it runs is a copy named by its content. */
  private static Optional<Path> launcher() {
    String home = System.getProperty("vortex7.home", "");
    boolean started = System.getProperty("java.class.path").matches(".*/vortex7-\\d+\\.jar");
    return started
        ? Optional.of(Path.of(home, "vortex7")).filter(Files::isExecutable)
        : Optional.empty();
  }

  private static URI streams(BufferedReader lines) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.strip().startsWith(STREAMS)) {
        return URI.create(line.strip().substring(STREAMS.length()).strip());
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("the venue did not start: " + said);
  }

  private static CompletableFuture<Void> tick(URI venue) {
    CompletableFuture<Void> heard = new CompletableFuture<>();
    String symbol = Symbol.of("BTCUSDT").code().toLowerCase(Locale.ROOT);
    var unused =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                venue.resolve("/public/ws/" + symbol + "@bookTicker"),
                new WebSocket.Listener() {
                  @Override
                  public @Nullable CompletionStage<?> onText(
                      WebSocket socket, CharSequence data, boolean last) {
                    heard.complete(null);
                    socket.abort();
                    return null;
                  }

                  @Override
                  public void onError(WebSocket socket, Throwable error) {
                    heard.completeExceptionally(error);
                  }
                })
            .exceptionally(
                refused -> {
                  heard.completeExceptionally(refused);
                  return null;
                });
    return heard;
  }
}
