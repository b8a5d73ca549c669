package vortex7.venue.simulated;

import akka.http.impl.engine.ws.FrameEvent;
import akka.util.ByteString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client's WebSocket: what it subscribed to, on which traffic class, and its bounded queue of
 * frames. A client too slow for its queue is cut, as on the venue, and so is one that does not
 * answer pings. Thread-safe: the engine offers frames while the socket's thread changes
 * subscriptions.
 */
final class StreamConnection {
  /** A policy was violated, of those codes that the protocol has for the end of a socket. */
  static final int POLICY = 1008;

  /** The venue goes, or the socket has lived its life. */
  static final int GOING_AWAY = 1001;

  /**
   * @param trafficClass of the path; the legacy paths are PUBLIC
   * @param wrapped whether frames come as {@code {"stream":…,"data":…}}
   */
  record Form(StreamName.TrafficClass trafficClass, boolean wrapped) {}

  /** The way to the client. */
  interface Outlet {
    /** Without blocking; false when there is no room, or nobody left. */
    boolean offer(FrameEvent frame);

    /** Ends the socket when all that waits has been sent. */
    void complete();

    /** Ends the socket at once; what waits is lost. */
    void cut(String reason);

    /** Frames that wait. */
    int waiting();
  }

  /** A ping on its way. */
  private record Ping(ByteString payload, long sentNanos) {}

  private final long id;
  private final StreamName.TrafficClass trafficClass;
  private volatile boolean wrapped;
  private final Outlet outlet;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final long openedNanos;

  /** Everything asked for, served or not, in the order of its text. */
  private final TreeSet<String> subscribed = new TreeSet<>();

  /** Listen keys with the events wanted of them; an empty set wants all. */
  private final TreeMap<String, Set<String>> listenKeys = new TreeMap<>();

  private final Deque<Ping> unanswered = new ArrayDeque<>();
  private long pingedNanos;

  /** Since when a message has been coming that has not ended; 0 when none is. */
  private volatile long unfinishedNanos;

  StreamConnection(long id, Form form, Outlet outlet, long nowNanos) {
    this.id = id;
    this.trafficClass = form.trafficClass();
    this.wrapped = form.wrapped();
    this.outlet = outlet;
    this.openedNanos = nowNanos;
    this.pingedNanos = nowNanos;
  }

  long id() {
    return id;
  }

  boolean wrapped() {
    return wrapped;
  }

  void wrap(boolean yes) {
    wrapped = yes;
  }

  synchronized void subscribe(String stream) {
    subscribed.add(stream);
  }

  synchronized void unsubscribe(String stream) {
    subscribed.remove(stream);
    listenKeys.remove(stream);
  }

  synchronized void listen(String listenKey, Set<String> events) {
    subscribed.add(listenKey);
    listenKeys.put(listenKey, Set.copyOf(events));
  }

  synchronized List<String> subscriptions() {
    return new ArrayList<>(subscribed);
  }

  synchronized boolean hasRoomFor(String stream, int most) {
    return subscribed.size() < most || subscribed.contains(stream);
  }

  /** The market streams among the subscriptions that this socket's class carries. */
  synchronized List<StreamName> marketStreams() {
    List<StreamName> served = new ArrayList<>();
    for (String text : subscribed) {
      Optional<StreamName> name = StreamName.parse(text);
      if (name.isPresent() && name.get().kind().servedOn(trafficClass)) {
        served.add(name.get());
      }
    }
    return served;
  }

  synchronized @Nullable Set<String> eventsOf(String listenKey) {
    return trafficClass == StreamName.TrafficClass.PRIVATE ? listenKeys.get(listenKey) : null;
  }

  synchronized Map<String, Set<String>> listening() {
    return Map.copyOf(listenKeys);
  }

  /**
   * Hands a frame to the socket without blocking.
   *
   * @return false when the socket is gone, or was too slow and is now cut
   */
  boolean offer(FrameEvent frame) {
    if (!open.get()) {
      return false;
    }
    if (outlet.offer(frame)) {
      return true;
    }
    cut("too slow for what it asked for");
    return false;
  }

  /** The client answered a ping; what it sends unasked means nothing. */
  synchronized void ponged(ByteString payload) {
    boolean known = unanswered.stream().anyMatch(ping -> ping.payload().equals(payload));
    while (known && !unanswered.isEmpty()) {
      known = !unanswered.removeFirst().payload().equals(payload);
    }
  }

  /** A message of the client has begun and not ended, or has ended. */
  void unfinished(boolean yes, long nowNanos) {
    if (!yes) {
      unfinishedNanos = 0;
    } else if (unfinishedNanos == 0) {
      unfinishedNanos = nowNanos == 0 ? 1 : nowNanos;
    }
  }

  /** Time has come to {@code nowNanos}: pings, and ends what has to end. */
  void beat(long nowNanos, SimulatedVenueSettings.Sockets limits, ByteString payload) {
    if (nowNanos - openedNanos >= limits.lifetime().toNanos()) {
      end(GOING_AWAY, "a connection lives for " + limits.lifetime());
      return;
    }
    long since = unfinishedNanos;
    if (since != 0 && nowNanos - since >= limits.controlTimeout().toNanos()) {
      cut("a message did not end");
      return;
    }
    synchronized (this) {
      Ping oldest = unanswered.peekFirst();
      if (oldest == null || nowNanos - oldest.sentNanos() < limits.pongWithin().toNanos()) {
        if (nowNanos - pingedNanos < limits.pingEvery().toNanos()) {
          return;
        }
        pingedNanos = nowNanos;
        unanswered.addLast(new Ping(payload, nowNanos));
        offer(WebSocketFrames.ping(payload));
        return;
      }
    }
    cut("did not answer a ping");
  }

  /** Says why and ends the socket; what waits is still sent, if the client takes it. */
  void end(int code, String reason) {
    if (open.compareAndSet(true, false)) {
      if (outlet.offer(WebSocketFrames.close(code, reason))) {
        outlet.complete();
      } else {
        outlet.cut(reason);
      }
    }
  }

  /** Ends the socket whatever still waits: the client does not take it, or must not have it. */
  void cut(String reason) {
    open.set(false);
    outlet.cut(reason);
  }

  /** The socket has ended by itself. */
  void gone() {
    open.set(false);
  }

  /** Frames that wait for the socket. */
  int queued() {
    return outlet.waiting();
  }

  boolean isOpen() {
    return open.get();
  }
}
