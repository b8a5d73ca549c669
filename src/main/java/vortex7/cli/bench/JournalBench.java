package vortex7.cli.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.SpawnProtocol;
import akka.actor.typed.javadsl.AskPattern;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.JournalConfig;
import vortex7.journal.JournalScope;
import vortex7.journal.JournalSettings;
import vortex7.position.ClientOrderId;
import vortex7.position.PositionEvent;

/**
 * P9 and P10: what the journal takes and how fast it is read again. One side persists a position's
 * fills through the journal's own format, tags and snapshots; the other, in turns on the same
 * plugin and database, as many bare bytes.
 */
public final class JournalBench implements AutoCloseable {
  /** As {@code performance} has them: position entities that write at once. */
  private static final int WRITERS = 64;

  private static final int WRITES = 50;
  private static final int BYTES = 200;
  private static final int BATCH = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PER_SECOND = 1_000;
  private static final long LATENESS_NANOS = 300_000_000L;

  private static final PositionEvent FILL =
      new PositionEvent.FillCounted(
          1,
          ClientOrderId.Leg.ENTRY,
          0,
          7,
          new BigDecimal("64000.10"),
          new BigDecimal("0.0010"),
          new BigDecimal("0.00000123"),
          "BNB",
          Optional.of(new BigDecimal("0.0008")),
          true,
          Instant.parse("2026-03-01T12:00:00Z"));

  private final ActorSystem<SpawnProtocol.Command> system;
  private final byte[] bare = new byte[BYTES];
  private final String run = Long.toString(System.nanoTime());

  /** On a database that has this program's tables. */
  public JournalBench(DatabaseAddress address, JournalSettings settings) {
    Config quiet = ConfigFactory.parseString("akka.loglevel = OFF\nakka.actor.provider = local\n");
    system =
        ActorSystem.create(
            SpawnProtocol.create(),
            "journal-bench",
            quiet
                .withFallback(
                    JournalConfig.render(address, new JournalScope("simulated", "paper"), settings))
                .withFallback(ConfigFactory.load()));
  }

  /**
   * Measures.
   *
   * @param events that are read again at a recovery
   */
  public JournalBenchReport run(int rounds, int events, long seed)
      throws InterruptedException, ExecutionException, TimeoutException {
    Machine machine = Machine.now();
    Histogram lateness = Spans.histogram();
    PacedSender sender = new PacedSender(PER_SECOND);
    Spans ours = new Spans();
    Spans peer = new Spans();
    for (int round = -1; round < rounds; round++) {
      ours.add(round, persist("ours-" + round, FILL, true));
      peer.add(round, persist("bare-" + round, bare, false));
      if (round >= 0) {
        sender.run(LATENESS_NANOS, lateness, () -> {});
      }
    }
    fill("replay", FILL, false, events);
    fill("replay-bare", bare, false, events);
    fill("snapshot", FILL, true, events);
    Spans replayed = new Spans();
    Spans replayedBare = new Spans();
    Spans fromSnapshot = new Spans();
    for (int round = -1; round < rounds; round++) {
      replayed.add(round, recover("replay", FILL, false));
      replayedBare.add(round, recover("replay-bare", bare, false));
      fromSnapshot.add(round, recover("snapshot", FILL, true));
    }
    return new JournalBenchReport(
        machine, lateness, WRITERS, ours, peer, events, replayed, replayedBare, fromSnapshot, seed);
  }

  /** Nanoseconds that an event took, of all writers at once. */
  private long persist(String name, Object event, boolean snapshots)
      throws InterruptedException, ExecutionException, TimeoutException {
    CountDownLatch recovered = new CountDownLatch(WRITERS);
    CountDownLatch done = new CountDownLatch(WRITERS);
    List<ActorRef<JournalWriter.Command>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(spawn(new JournalWriter.Plan(id(name + "-" + i), event, snapshots, recovered)));
    }
    await(recovered);
    long begun = System.nanoTime();
    writers.forEach(writer -> writer.tell(new JournalWriter.Write(WRITES, 1, done)));
    await(done);
    long nanos = System.nanoTime() - begun;
    writers.forEach(writer -> writer.tell(new JournalWriter.Stop()));
    return nanos / (WRITERS * WRITES);
  }

  private void fill(String name, Object event, boolean snapshots, int events)
      throws InterruptedException, ExecutionException, TimeoutException {
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch recovered = new CountDownLatch(1);
    ActorRef<JournalWriter.Command> writer =
        spawn(new JournalWriter.Plan(id(name), event, snapshots, recovered));
    int batch = Math.min(BATCH, events);
    writer.tell(new JournalWriter.Write(events / batch, batch, done));
    await(done);
    writer.tell(new JournalWriter.Stop());
  }

  /** Nanoseconds from the start of an entity until it has read what it wrote. */
  private long recover(String name, Object event, boolean snapshots)
      throws InterruptedException, ExecutionException, TimeoutException {
    CountDownLatch recovered = new CountDownLatch(1);
    long begun = System.nanoTime();
    ActorRef<JournalWriter.Command> writer =
        spawn(new JournalWriter.Plan(id(name), event, snapshots, recovered));
    await(recovered);
    long nanos = System.nanoTime() - begun;
    writer.tell(new JournalWriter.Stop());
    return nanos;
  }

  private String id(String name) {
    return "bench|" + run + "|" + name;
  }

  private ActorRef<JournalWriter.Command> spawn(JournalWriter.Plan plan)
      throws InterruptedException, ExecutionException, TimeoutException {
    return AskPattern.<SpawnProtocol.Command, ActorRef<JournalWriter.Command>>ask(
            system,
            replyTo ->
                new SpawnProtocol.Spawn<>(JournalWriter.create(plan), "", Props.empty(), replyTo),
            PATIENCE,
            system.scheduler())
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static void await(CountDownLatch latch) throws InterruptedException, TimeoutException {
    if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new TimeoutException("the journal did not answer within " + PATIENCE);
    }
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
