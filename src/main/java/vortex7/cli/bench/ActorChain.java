package vortex7.cli.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import vortex7.live.Threads;

/**
 * The bare peer of P6: five actors in a row that only pass a message on, on the daemon's trading
 * dispatcher and mailboxes, in an actor system of their own.
 */
public final class ActorChain implements AutoCloseable {
  /** Actors that a message passes. */
  public static final int LENGTH = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A message on its way since {@code sentNanos}. */
  private record Hop(long sentNanos) {}

  private final ActorSystem<Hop> system;
  private volatile Histogram arrived = Spans.histogram();
  private volatile long count;

  public ActorChain() {
    system =
        ActorSystem.create(
            Behaviors.setup(
                context -> {
                  ActorRef<Hop> next =
                      context.spawn(
                          Behaviors.receiveMessage(this::last), "last", Threads.trading());
                  for (int i = LENGTH - 2; i > 0; i--) {
                    next = context.spawn(pass(next), "pass-" + i, Threads.trading());
                  }
                  return pass(next);
                }),
            "bench-chain",
            ConfigFactory.parseString("akka.actor.provider = local\nakka.log-dead-letters = off")
                .withFallback(ConfigFactory.parseResources("vortex7-akka.conf"))
                .withFallback(ConfigFactory.load()),
            Threads.trading());
  }

  private static Behavior<Hop> pass(ActorRef<Hop> next) {
    return Behaviors.receiveMessage(
        hop -> {
          next.tell(hop);
          return Behaviors.same();
        });
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the last actor writes.
  private Behavior<Hop> last(Hop hop) {
    arrived.recordValue(Math.max(0, System.nanoTime() - hop.sentNanos()));
    count++;
    return Behaviors.same();
  }

  /** Sends for {@code nanos}; how long each message took to the fifth actor, from its sending. */
  public Histogram run(PacedSender sender, long nanos, Histogram lateness) throws TimeoutException {
    arrived = Spans.histogram();
    long before = count;
    int sent = sender.run(nanos, lateness, () -> system.tell(new Hop(System.nanoTime())));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (count < before + sent) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("messages of the actor chain did not arrive");
      }
      LockSupport.parkNanos(1_000_000);
    }
    return arrived;
  }

  @Override
  public void close() {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
