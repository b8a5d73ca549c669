package vortex7.live.recorder;

import akka.actor.ActorSystem;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.live.recorder.RecordingWriter.Rotation;
import vortex7.market.Symbol;

/**
 * Writes down what the daemon's decisions rest on: rotating compressed files of each symbol, of
 * which the oldest are deleted. On threads of its own; whoever hands something over never waits:
 * what finds no room is counted, and that is written down as well. A disk that fails is tried again
 * after a while, and the daemon trades on.
 */
public final class DaemonRecorder implements InputSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonRecorder.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration TRIM_EVERY = Duration.ofSeconds(20);
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final List<String> STREAMS =
      List.of("aggTrade", "depth20@100ms", "kline_1m", "kline_3m", "kline_5m", "kline_15m");

  private final Path folder;
  private final RecorderRules rules;
  private final RunFacts run;
  private final InstantSource clock;
  private final Consumer<Symbol> lost;
  private final ActorSystem system;
  private final Map<Symbol, Writing> writings = new ConcurrentHashMap<>();
  private final AtomicLong unrecorded = new AtomicLong();
  private volatile boolean closed;

  /** One symbol's writer, and what makes its lines; both are replaced when the disk failed. */
  private static final class Writing {
    volatile RecordingWriter writer;
    volatile InputLines lines;

    Writing(RecordingWriter writer, InputLines lines) {
      this.writer = writer;
      this.lines = lines;
    }
  }

  private DaemonRecorder(
      Path folder, RecorderRules rules, RunFacts run, InstantSource clock, Consumer<Symbol> lost) {
    this.folder = folder;
    this.rules = rules;
    this.run = run;
    this.clock = clock;
    this.lost = lost;
    system =
        ActorSystem.create(
            "vortex7-recorder",
            ConfigFactory.parseString(
                    """
                    akka.jvm-exit-on-fatal-error = off
                    akka.log-dead-letters = off
                    akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    akka.jvm-shutdown-hooks = off
                    akka.loggers = ["akka.event.slf4j.Slf4jLogger"]
                    akka.logging-filter = "akka.event.slf4j.Slf4jLoggingFilter"
                    akka.actor.default-dispatcher.fork-join-executor {
                      parallelism-min = 1
                      parallelism-max = 1
                    }
                    akka.actor.default-blocking-io-dispatcher.thread-pool-executor {
                      fixed-pool-size = 2
                    }
                    """)
                .withFallback(ConfigFactory.load()));
  }

  /**
   * Begins to write.
   *
   * @param folder where the files go; made if it is not there
   * @param clock the venue's time, by which lines are dated and files named
   * @param lost told of each input that found no room
   * @throws UncheckedIOException when the folder cannot be made
   */
  public static DaemonRecorder start(
      Path folder, RecorderRules rules, RunFacts run, InstantSource clock, Consumer<Symbol> lost) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    DaemonRecorder recorder = new DaemonRecorder(folder, rules, run, clock, lost);
    recorder.trimLater(Duration.ZERO);
    return recorder;
  }

  private Writing begun(Symbol symbol) {
    return new Writing(writer(symbol), new InputLines(symbol, run));
  }

  private RecordingWriter writer(Symbol symbol) {
    Rotation usual = Rotation.usual();
    RecordingWriter writer =
        new RecordingWriter(
            system,
            folder,
            symbol.code().toLowerCase(Locale.ROOT),
            new Rotation(
                rules.rotateAfter(), usual.bytes(), rules.flushEvery(), usual.blockLines()),
            rules.queue(),
            this::nanos,
            begun ->
                RecordingLines.header(begun, run.program(), run.venue(), List.of(symbol), STREAMS));
    writer
        .finished()
        .whenComplete(
            (done, fault) -> {
              if (fault != null && !closed) {
                LOG.error("event=recording_failed symbol={} folder={}", symbol, folder, fault);
                later(rules.retryAfter(), () -> again(symbol));
              }
            });
    return writer;
  }

  private void again(Symbol symbol) {
    if (closed) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException still) {
      LOG.error("event=recording_failed symbol={} folder={}", symbol, folder, still);
      later(rules.retryAfter(), () -> again(symbol));
      return;
    }
    Writing writing = Objects.requireNonNull(writings.get(symbol));
    RecordingWriter begun = writer(symbol);
    begun.append(RecordingLines.lost(nanos(), writing.writer.dropped()));
    writing.lines = new InputLines(symbol, run);
    writing.writer = begun;
    LOG.info("event=recording_again symbol={}", symbol);
  }

  private long nanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * SECOND_NANOS + now.getNano();
  }

  @Override
  public void took(Symbol symbol, Input input) {
    if (!closed) {
      Writing known = writings.get(symbol);
      Writing writing = known == null ? writings.computeIfAbsent(symbol, this::begun) : known;
      long nanos = nanos();
      InputLines lines = writing.lines;
      if (!writing.writer.append(() -> lines.lines(nanos, input))) {
        unrecorded.incrementAndGet();
        lost.accept(symbol);
      }
    }
  }

  /** Notes that the daemon ends; what comes until {@link #close} is still taken. */
  public void ending() {
    long nanos = nanos();
    for (Writing writing : writings.values()) {
      writing.writer.append(RecordingLines.ending(nanos));
    }
  }

  /** Inputs that found no room, of all symbols. */
  public long lost() {
    return unrecorded.get();
  }

  private void trimLater(Duration delay) {
    later(
        delay,
        () -> {
          trim();
          trimLater(TRIM_EVERY);
        });
  }

  private void trim() {
    try {
      for (Path gone :
          RecordingFolder.trim(folder, rules.maxBytes(), rules.maxAge(), clock.instant())) {
        LOG.info("event=recording_deleted file={}", gone.getFileName());
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("event=recordings_not_trimmed folder={}", folder, e);
    }
  }

  private void later(Duration delay, Runnable what) {
    if (!closed) {
      system
          .scheduler()
          .scheduleOnce(
              delay,
              what,
              system.dispatchers().lookup("akka.actor.default-blocking-io-dispatcher"));
    }
  }

  /** Takes no more, closes the files; what cannot be written any more is only logged. */
  @Override
  public void close() {
    closed = true;
    for (Writing writing : writings.values()) {
      await(writing.writer.finish(), "event=recording_not_closed");
    }
    system.terminate();
    await(system.getWhenTerminated(), "event=recorder_not_ended");
  }

  private static void await(CompletionStage<?> stage, String otherwise) {
    try {
      stage.toCompletableFuture().get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException fault) {
      LOG.warn(otherwise, fault);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn(otherwise, e);
    }
  }
}
