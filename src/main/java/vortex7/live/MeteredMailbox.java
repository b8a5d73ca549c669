package vortex7.live;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.WrappedMessage;
import akka.actor.typed.internal.TimerSchedulerImpl;
import akka.dispatch.Envelope;
import akka.dispatch.MailboxType;
import akka.dispatch.MessageQueue;
import akka.dispatch.ProducesMessageQueue;
import akka.persistence.JournalProtocol;
import akka.persistence.SnapshotProtocol;
import com.typesafe.config.Config;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * An unbounded mailbox in which {@link Urgent} messages overtake all others, and whose depth can be
 * read by actor path in {@link MailboxMeters}.
 *
 * <p>The order among urgent messages is kept, and likewise among the others. The journal's answers
 * count as urgent: an actor that persists must not wait for them behind market data. What comes by
 * a message adapter is as urgent as the adapted message, a timer's message as its key; what is
 * piped to the actor's self never is, see {@link Urgently}.
 */
public final class MeteredMailbox
    implements MailboxType, ProducesMessageQueue<MeteredMailbox.TwoLanes> {

  /** The configuration path of this mailbox. */
  static final String PATH = "vortex7-mailbox";

  /** Akka makes mailbox types by this constructor. */
  public MeteredMailbox(ActorSystem.Settings settings, Config config) {
    // Nothing to configure: it is unbounded, and two lanes suffice.
  }

  @Override
  public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
    if (owner.isEmpty() || system.isEmpty()) {
      return new TwoLanes("", new MailboxMeters());
    }
    String path = owner.get().path().toStringWithoutAddress();
    return new TwoLanes(path, MailboxMeters.of(system.get()));
  }

  /** The queue itself; many threads put in, the actor's thread takes out. */
  public static final class TwoLanes implements MessageQueue {
    private final Queue<Envelope> urgent = new ConcurrentLinkedQueue<>();
    private final Queue<Envelope> ordinary = new ConcurrentLinkedQueue<>();
    private final String path;
    private final MailboxMeters meters;
    private final MailboxMeters.Meter meter;

    private TwoLanes(String path, MailboxMeters meters) {
      this.path = path;
      this.meters = meters;
      this.meter = meters.open(path);
    }

    @Override
    public void enqueue(ActorRef receiver, Envelope envelope) {
      meter.entered();
      (overtakes(envelope.message()) ? urgent : ordinary).add(envelope);
    }

    private static boolean overtakes(Object message) {
      if (message instanceof WrappedMessage wrapped) {
        return wrapped.message() instanceof Urgent;
      }
      if (message instanceof TimerSchedulerImpl.TimerMsg timer) {
        return timer.key() instanceof Urgent; // The message itself, unless a key was named.
      }
      return message instanceof Urgent
          || message instanceof JournalProtocol.Response
          || message instanceof SnapshotProtocol.Response;
    }

    @Override
    @SuppressWarnings("NullAway") // Akka's contract: null when there is nothing.
    public @Nullable Envelope dequeue() {
      Envelope next = urgent.poll();
      if (next == null) {
        next = ordinary.poll();
      }
      if (next != null) {
        meter.left();
      }
      return next;
    }

    @Override
    public int numberOfMessages() {
      return meter.depth();
    }

    @Override
    public boolean hasMessages() {
      return !urgent.isEmpty() || !ordinary.isEmpty();
    }

    @Override
    public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
      for (Envelope left = dequeue(); left != null; left = dequeue()) {
        deadLetters.enqueue(owner, left);
      }
      meters.close(path, meter);
    }
  }
}
