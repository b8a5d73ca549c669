package vortex7.venue.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;
import vortex7.matching.Latency;
import vortex7.venue.simulated.fault.Fault;
import vortex7.venue.simulated.fault.FaultBoard;
import vortex7.venue.simulated.fault.Firing;
import vortex7.venue.simulated.fault.FrameFault;
import vortex7.venue.simulated.fault.Target;

/**
 * What leaves the venue by its sockets: each frame as late as its latency says, in the order of its
 * stream, and as the faults have it. Lives on the engine's thread; times are epoch milliseconds of
 * the venue.
 */
final class Delivery {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> AFTER_TRIGGER =
      Set.of("TRIGGERING", "TRIGGERED", "FINISHED", "REJECTED");

  /** One frame and where it goes: to a market topic, or to whoever listens with a key. */
  private record Frame(
      StreamHub.@Nullable Topic topic, String lane, String type, String data, long bornMillis) {
    Frame with(String otherData) {
      return new Frame(topic, lane, type, otherData, bornMillis);
    }
  }

  private record Held(long dueMillis, long sequence, Frame frame) implements Comparable<Held> {
    @Override
    public int compareTo(Held other) {
      int byTime = Long.compare(dueMillis, other.dueMillis);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /** Frames that let the next one pass, and until when they wait for it. */
  private record Waiting(Frame frame, long untilMillis) {}

  private static final class Lane {
    private long lastDueMillis;
    private final List<Waiting> waiting = new ArrayList<>();
  }

  /** How late frames of the two sorts are. */
  record Latencies(Latency market, Latency user) {}

  private final StreamHub hub;
  private final FaultBoard board;
  private final Latencies latencies;
  private final SplittableRandom random;
  private final PriorityQueue<Held> held = new PriorityQueue<>();
  private final TreeMap<String, Lane> lanes = new TreeMap<>();
  private final TreeMap<Symbol, Long> newestBooks = new TreeMap<>();

  /** Conditional orders whose trigger nobody is told of, and the ids of their silent children. */
  private final TreeSet<Long> silentAlgos = new TreeSet<>();

  private final TreeSet<Long> audibleAlgos = new TreeSet<>();
  private final TreeSet<String> silentChildren = new TreeSet<>();
  private long sequence;
  private int waitingFrames;

  Delivery(StreamHub hub, FaultBoard board, Latencies latencies, long seed) {
    this.hub = hub;
    this.board = board;
    this.latencies = latencies;
    this.random = new SplittableRandom(seed);
  }

  /** A market event for all who hear the topic. */
  void market(StreamHub.Topic topic, String data, long now) {
    String stream = topic.name().text();
    Frame frame = new Frame(topic, stream, "", data, now);
    if (!disturbed(latencies.market())) {
      publish(frame);
      return;
    }
    boolean book = stream.contains("@depth");
    boolean bookOrTicker = book || stream.contains("ookTicker");
    List<Firing<FrameFault>> firing =
        board.all(
            FrameFault.class,
            fault -> meant(fault, true) && (!booksOnly(fault) || bookOrTicker),
            () -> Target.stream(stream, symbolOf(topic)),
            now);
    send(frame, firing, latencies.market(), now);
  }

  private static String symbolOf(StreamHub.Topic topic) {
    String text = topic.name().text();
    int at = text.indexOf('@');
    return at <= 0 ? "" : text.substring(0, at).toUpperCase(java.util.Locale.ROOT);
  }

  /** A user event for whoever listens to the account with its key. */
  void user(String account, String key, String type, String data, long now) {
    Frame frame = new Frame(null, key, type, data, now);
    if (!disturbed(latencies.user())) {
      publish(frame);
      return;
    }
    List<Firing<FrameFault>> firing = List.of();
    if (board.any(FrameFault.class)) {
      JsonNode event = read(data);
      JsonNode order = type.equals(UserFrames.LITE) ? event : event.path("o");
      String clientId = order.path(type.equals(UserFrames.ALGO) ? "caid" : "c").asText("");
      Target target = Target.event(account, type, order.path("s").asText(""), clientId);
      if (silent(type, order, target, now)) {
        return;
      }
      boolean fill = type.equals(UserFrames.ORDER) && order.path("x").asText().equals("TRADE");
      firing =
          board.all(
              FrameFault.class,
              fault -> meant(fault, false) && (form(fault) != FrameFault.Form.SHUFFLE || fill),
              () -> target,
              now);
    }
    send(frame, firing, latencies.user(), now);
  }

  private static JsonNode read(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException own) {
      throw new IllegalStateException("the venue's own frame must be JSON: " + data, own);
    }
  }

  private static FrameFault.Form form(Fault fault) {
    return ((FrameFault) fault.effect()).form();
  }

  private static boolean meant(Fault fault, boolean market) {
    FrameFault effect = (FrameFault) fault.effect();
    return effect.market() == market && effect.form() != FrameFault.Form.SILENT_TRIGGER;
  }

  private static boolean booksOnly(Fault fault) {
    return ((FrameFault) fault.effect()).booksOnly();
  }

  /** Whether the event tells of a trigger that nobody is to hear of; drawn once an order. */
  private boolean silent(String type, JsonNode order, Target target, long now) {
    if (type.equals(UserFrames.ALGO)) {
      long algo = order.path("aid").asLong();
      if (!AFTER_TRIGGER.contains(order.path("X").asText())) {
        return false;
      }
      if (!silentAlgos.contains(algo) && audibleAlgos.add(algo)) {
        board
            .first(
                FrameFault.class,
                fault -> form(fault) == FrameFault.Form.SILENT_TRIGGER,
                () -> target,
                now)
            .ifPresent(
                firing -> {
                  silentAlgos.add(algo);
                  if (firing.effect().alsoOrders()) {
                    silentChildren.add(target.clientId());
                  }
                });
      }
      return silentAlgos.contains(algo);
    }
    boolean ofOrder = type.equals(UserFrames.ORDER) || type.equals(UserFrames.LITE);
    return ofOrder && silentChildren.contains(target.clientId());
  }

  private boolean disturbed(Latency latency) {
    return !latency.none() || board.any(FrameFault.class) || !held.isEmpty() || waitingFrames > 0;
  }

  private void send(Frame frame, List<Firing<FrameFault>> firing, Latency latency, long now) {
    long due = now + latency.drawMillis(random);
    int copies = 1;
    long letsPassUntil = 0;
    String data = frame.data();
    for (Firing<FrameFault> fires : firing) {
      FrameFault fault = fires.effect();
      switch (fault.form()) {
        case DROP -> {
          return;
        }
        case DELAY -> due += fault.delayMillis() + fires.below(fault.jitterMillis() + 1);
        case DUPLICATE -> copies += fault.copies();
        case REORDER -> letsPassUntil = now + fault.delayMillis();
        case SHUFFLE -> letsPassUntil = now + 1;
        case GARBLE -> data = data.substring(0, 1 + (int) fires.below(data.length() - 1L));
        case CROSS -> data = BookFrames.crossed(data);
        case EMPTY ->
            data =
                BookFrames.empty(data, !fault.side().equals("asks"), !fault.side().equals("bids"));
        case SILENT_TRIGGER -> throw new IllegalStateException("drawn where orders are known");
      }
    }
    Frame out = frame.with(data);
    Lane lane = lanes.computeIfAbsent(frame.lane(), ignored -> new Lane());
    for (int i = 0; i < copies; i++) {
      if (letsPassUntil > 0) {
        lane.waiting.add(new Waiting(out, letsPassUntil));
        waitingFrames++;
      } else {
        hold(lane, out, due);
      }
    }
    if (letsPassUntil == 0) {
      letFollow(lane, Long.MAX_VALUE, due);
    }
  }

  private void hold(Lane lane, Frame frame, long due) {
    lane.lastDueMillis = Math.max(lane.lastDueMillis, due);
    held.add(new Held(lane.lastDueMillis, sequence++, frame));
  }

  /** Frames that waited, in their order, behind what has passed them. */
  private void letFollow(Lane lane, long untilMillis, long due) {
    for (Waiting waiting : List.copyOf(lane.waiting)) {
      if (waiting.untilMillis() <= untilMillis) {
        lane.waiting.remove(waiting);
        waitingFrames--;
        hold(lane, waiting.frame(), due);
      }
    }
  }

  /** Sends what is due by now. */
  void release(long now) {
    if (waitingFrames > 0) {
      lanes.values().forEach(lane -> letFollow(lane, now, now));
    }
    for (Held next = held.peek(); next != null && next.dueMillis() <= now; next = held.peek()) {
      held.remove();
      publish(next.frame());
    }
    if (held.isEmpty() && waitingFrames == 0) {
      lanes.clear();
    }
  }

  private void publish(Frame frame) {
    StreamHub.Topic topic = frame.topic();
    if (topic == null) {
      hub.publishUser(frame.lane(), frame.type(), frame.data());
      return;
    }
    topic.publish(frame.data());
    if (topic.name().kind() == StreamName.Kind.PARTIAL_BOOK) {
      topic.name().symbol().ifPresent(of -> newestBooks.put(of, frame.bornMillis()));
    }
  }

  /** Whether something waits for time to pass. */
  boolean waits() {
    return !held.isEmpty() || waitingFrames > 0;
  }

  /** Time of the newest book of a symbol that somebody was sent; 0 before the first. */
  long newestBookMillis(Symbol symbol) {
    return newestBooks.getOrDefault(symbol, 0L);
  }
}
