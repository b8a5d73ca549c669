package vortex7.venue.simulated;

import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import java.util.ArrayList;
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
 * frames. A client too slow for its queue is disconnected, as on the venue. Thread-safe: the engine
 * offers frames while the socket's thread changes subscriptions.
 */
final class StreamConnection {
  /**
   * @param trafficClass of the path; the legacy paths are PUBLIC
   * @param wrapped whether frames come as {@code {"stream":…,"data":…}}
   */
  record Form(StreamName.TrafficClass trafficClass, boolean wrapped) {}

  private final long id;
  private final StreamName.TrafficClass trafficClass;
  private volatile boolean wrapped;
  private final BoundedSourceQueue<Message> queue;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /** Everything asked for, served or not, in the order of its text. */
  private final TreeSet<String> subscribed = new TreeSet<>();

  /** Listen keys with the events wanted of them; an empty set wants all. */
  private final TreeMap<String, Set<String>> listenKeys = new TreeMap<>();

  StreamConnection(long id, Form form, BoundedSourceQueue<Message> queue) {
    this.id = id;
    this.trafficClass = form.trafficClass();
    this.wrapped = form.wrapped();
    this.queue = queue;
  }

  long id() {
    return id;
  }

  StreamName.TrafficClass trafficClass() {
    return trafficClass;
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

  synchronized int subscriptionCount() {
    return subscribed.size();
  }

  /** The market streams among the subscriptions that this socket's class carries. */
  synchronized List<StreamName> marketStreams() {
    List<StreamName> served = new ArrayList<>();
    for (String text : subscribed) {
      Optional<StreamName> name = StreamName.parse(text);
      if (name.isPresent() && name.get().kind().trafficClass() == trafficClass) {
        served.add(name.get());
      }
    }
    return served;
  }

  synchronized Map<String, Set<String>> listening() {
    return trafficClass == StreamName.TrafficClass.PRIVATE ? Map.copyOf(listenKeys) : Map.of();
  }

  synchronized @Nullable Set<String> eventsOf(String listenKey) {
    return trafficClass == StreamName.TrafficClass.PRIVATE ? listenKeys.get(listenKey) : null;
  }

  /**
   * Hands a frame to the socket without blocking.
   *
   * @return false when the socket is gone, or was too slow and is now closed
   */
  boolean offer(TextMessage frame) {
    if (!open.get()) {
      return false;
    }
    QueueOfferResult result = queue.offer(frame);
    if (result.isEnqueued()) {
      return true;
    }
    close();
    return false;
  }

  /** Ends the socket; what is queued is still sent. */
  void close() {
    if (open.compareAndSet(true, false)) {
      try {
        queue.complete();
      } catch (IllegalStateException alreadyDone) {
        // The stream ended from the other side in the meantime.
        return;
      }
    }
  }

  /** Frames that wait for the socket. */
  int queued() {
    return queue.size();
  }

  boolean isOpen() {
    return open.get();
  }
}
