package vortex7.venue.simulated;

import akka.http.impl.engine.ws.FrameEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import vortex7.market.Symbol;

/**
 * Who hears what: every open socket by market stream and by listen key. A frame is rendered once
 * and shared by all who subscribed. Thread-safe; publishing never blocks.
 */
final class StreamHub {
  /** The subscribers of one market stream. */
  static final class Topic {
    private final StreamName name;
    private final CopyOnWriteArrayList<StreamConnection> subscribers = new CopyOnWriteArrayList<>();
    private volatile long nextDueMillis = Long.MIN_VALUE;

    private Topic(StreamName name) {
      this.name = name;
    }

    StreamName name() {
      return name;
    }

    /** Whether a paced stream's next frame is due; asking sets the time of the following one. */
    boolean due(long nowMillis) {
      if (nowMillis < nextDueMillis) {
        return false;
      }
      long pace = Math.max(1, name.paceMillis());
      nextDueMillis = (Math.floorDiv(nowMillis, pace) + 1) * pace;
      return true;
    }

    /** Sends one event to all, bare or wrapped as each socket wants it. */
    void publish(String data) {
      FrameEvent bare = null;
      FrameEvent wrapped = null;
      for (StreamConnection subscriber : subscribers) {
        FrameEvent frame;
        if (subscriber.wrapped()) {
          wrapped = wrapped == null ? wrap(name.text(), data) : wrapped;
          frame = wrapped;
        } else {
          bare = bare == null ? WebSocketFrames.text(data) : bare;
          frame = bare;
        }
        subscriber.offer(frame); // A socket that is gone takes leave of the hub by itself.
      }
    }
  }

  /** A kind of stream of a symbol, or of all. */
  private record Key(Optional<Symbol> symbol, StreamName.Kind kind) {}

  /** Changed under this object's lock, read by the engine without one. */
  private final ConcurrentHashMap<String, Topic> topics = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<Key, CopyOnWriteArrayList<Topic>> byKey =
      new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Long, StreamConnection> connections =
      new ConcurrentSkipListMap<>();

  static FrameEvent wrap(String stream, String data) {
    return WebSocketFrames.text("{\"stream\":\"" + stream + "\",\"data\":" + data + "}");
  }

  synchronized void opened(StreamConnection connection) {
    connections.put(connection.id(), connection);
    refresh(connection);
  }

  /** The socket is gone. */
  synchronized void closed(StreamConnection connection) {
    connections.remove(connection.id());
    for (Topic topic : topics.values()) {
      leave(topic, connection);
    }
  }

  /** Its subscriptions changed; one that has closed meanwhile stays gone. */
  synchronized void refresh(StreamConnection connection) {
    if (!connections.containsKey(connection.id())) {
      return;
    }
    List<StreamName> wanted = connection.marketStreams();
    for (StreamName name : wanted) {
      join(name, connection);
    }
    Set<StreamName> kept = Set.copyOf(wanted);
    for (Topic topic : topics.values()) {
      if (!kept.contains(topic.name)) {
        leave(topic, connection);
      }
    }
  }

  private void join(StreamName name, StreamConnection connection) {
    Topic topic = topics.computeIfAbsent(name.text(), ignored -> new Topic(name));
    topic.subscribers.addIfAbsent(connection);
    byKey
        .computeIfAbsent(
            new Key(name.symbol(), name.kind()), ignored -> new CopyOnWriteArrayList<>())
        .addIfAbsent(topic);
  }

  /** A topic without subscribers is forgotten, whatever its name was. */
  private void leave(Topic topic, StreamConnection connection) {
    if (!topic.subscribers.remove(connection) || !topic.subscribers.isEmpty()) {
      return;
    }
    topics.remove(topic.name.text());
    Key key = new Key(topic.name.symbol(), topic.name.kind());
    List<Topic> siblings = byKey.get(key);
    if (siblings != null && siblings.remove(topic) && siblings.isEmpty()) {
      byKey.remove(key);
    }
  }

  /** The streams of one kind and symbol that somebody hears now. */
  List<Topic> heard(Symbol symbol, StreamName.Kind kind) {
    return heard(new Key(Optional.of(symbol), kind));
  }

  /** The streams of one kind of all symbols that somebody hears now. */
  List<Topic> heard(StreamName.Kind kind) {
    return heard(new Key(Optional.empty(), kind));
  }

  private List<Topic> heard(Key key) {
    List<Topic> heard = byKey.get(key);
    return heard == null ? List.of() : heard;
  }

  /** Whether anybody hears any market stream. */
  boolean marketHeard() {
    return !topics.isEmpty();
  }

  /** Sends a user-data event to the sockets that listen with the key and want such events. */
  void publishUser(String listenKey, String eventType, String data) {
    for (StreamConnection connection : connections.values()) {
      Set<String> events = connection.eventsOf(listenKey);
      if (events != null && (events.isEmpty() || events.contains(eventType))) {
        connection.offer(connection.wrapped() ? wrap(listenKey, data) : WebSocketFrames.text(data));
      }
    }
  }

  /** Ends the sockets that listen with a key which was deleted. */
  void closeListeners(String listenKey) {
    for (StreamConnection connection : connections.values()) {
      if (connection.eventsOf(listenKey) != null) {
        connection.end(StreamConnection.GOING_AWAY, "the listen key was deleted");
      }
    }
  }

  /** Cuts the sockets that are meant, without a word. */
  void cut(Predicate<StreamConnection> meant) {
    connections.values().stream().filter(meant).forEach(connection -> connection.cut("a fault"));
  }

  /** Frames that wait for the slowest socket. */
  int longestQueue() {
    return connections.values().stream().mapToInt(StreamConnection::queued).max().orElse(0);
  }

  /** Every open socket. */
  Collection<StreamConnection> connections() {
    return connections.values();
  }

  int connectionCount() {
    return connections.size();
  }

  /** Market streams that somebody hears. */
  int topicCount() {
    return topics.size();
  }

  void closeAll() {
    connections
        .values()
        .forEach(connection -> connection.end(StreamConnection.GOING_AWAY, "the venue goes"));
  }
}
