package vortex7.cli;

import akka.actor.ActorSystem;
import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import vortex7.live.recorder.RecordingLines;
import vortex7.live.recorder.RecordingWriter;
import vortex7.live.recorder.RecordingWriter.Rotation;
import vortex7.market.Symbol;
import vortex7.venue.binance.BinanceSettings;
import vortex7.venue.binance.RawMarket;

/** Sockets of the venue's public streams, and a writer of files for each symbol. */
final class Recorder implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(8);
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final ActorSystem system;
  private final SortedMap<Symbol, RecordingWriter> writers = new TreeMap<>();
  private final PrintWriter out;
  private final InstantSource clock = InstantSource.system();
  private Optional<RawMarket> market = Optional.empty();

  private Recorder(ActorSystem system, PrintWriter out) {
    this.system = system;
    this.out = out;
  }

  /** Begins to listen and to write; the folder must be there. */
  static Recorder start(
      BinanceSettings venue,
      List<Symbol> symbols,
      List<String> streams,
      Path into,
      Rotation rotation,
      PrintWriter out) {
    Recorder recorder = new Recorder(system(), out);
    for (Symbol symbol : symbols) {
      recorder.writers.put(
          symbol,
          new RecordingWriter(
              recorder.system,
              into,
              symbol.code().toLowerCase(Locale.ROOT),
              rotation,
              recorder::nanos,
              begun ->
                  RecordingLines.header(
                      begun,
                      Version.text(),
                      venue.streams().toString(),
                      List.of(symbol),
                      streams)));
    }
    recorder.market =
        Optional.of(
            RawMarket.open(
                recorder.system, venue, recorder::nanos, symbols, streams, recorder.new Written()));
    return recorder;
  }

  private static ActorSystem system() {
    return ActorSystem.create(
        "vortex7-record",
        ConfigFactory.parseString(
                """
                akka.jvm-exit-on-fatal-error = off
                akka.log-dead-letters = off
                akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                akka.jvm-shutdown-hooks = off
                """)
            .withFallback(ConfigFactory.load()));
  }

  private long nanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * SECOND_NANOS + now.getNano();
  }

  /** Ends, with a failure, when a file cannot be written. */
  CompletableFuture<Object> broken() {
    return CompletableFuture.anyOf(
        writers.values().stream()
            .map(writer -> writer.finished().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Listens no longer and closes the files.
   *
   * @throws CompletionException when one cannot be written
   */
  void finish() {
    market.ifPresent(RawMarket::close);
    for (var one : writers.entrySet()) {
      RecordingWriter writer = one.getValue();
      writer
          .finish()
          .toCompletableFuture()
          .orTimeout(CLOSING.toMillis(), TimeUnit.MILLISECONDS)
          .join();
      out.println(
          "%s: %d lines%s"
              .formatted(
                  one.getKey(),
                  writer.written(),
                  writer.dropped() == 0 ? "" : ", " + writer.dropped() + " lost to a slow disk"));
    }
    out.flush();
  }

  @Override
  public void close() {
    market.ifPresent(RawMarket::close);
    system.terminate();
  }

  /** Writes down what comes. */
  private final class Written implements RawMarket.Listener {
    @Override
    public void frame(Symbol symbol, String text, long receivedNanos) {
      append(symbol, RecordingLines.frame(receivedNanos, text));
    }

    @Override
    public void connected(Symbol symbol, String streams) {
      append(symbol, RecordingLines.connection(nanos(), symbol, true, streams));
      out.println(symbol + ": connected, " + streams);
      out.flush();
    }

    @Override
    public void disconnected(Symbol symbol, String reason) {
      append(symbol, RecordingLines.connection(nanos(), symbol, false, reason));
      out.println(symbol + ": not connected, " + reason);
      out.flush();
    }

    private void append(Symbol symbol, String line) {
      Optional.ofNullable(writers.get(symbol)).ifPresent(writer -> writer.append(line));
    }
  }
}
