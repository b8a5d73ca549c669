package vortex7.venue.simulated;

import akka.http.javadsl.model.ws.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
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

    boolean heard() {
      return !subscribers.isEmpty();
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
      TextMessage bare = null;
      TextMessage wrapped = null;
      for (StreamConnection subscriber : subscribers) {
        TextMessage frame;
        if (subscriber.wrapped()) {
          wrapped = wrapped == null ? wrap(name.text(), data) : wrapped;
          frame = wrapped;
        } else {
          bare = bare == null ? TextMessage.create(data) : bare;
          frame = bare;
        }
        if (!subscriber.offer(frame)) {
          subscribers.remove(subscriber);
        }
      }
    }
  }

  private final ConcurrentSkipListMap<String, Topic> topics = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<Long, StreamConnection> connections =
      new ConcurrentSkipListMap<>();

  static TextMessage wrap(String stream, String data) {
    return TextMessage.create("{\"stream\":\"" + stream + "\",\"data\":" + data + "}");
  }

  void opened(StreamConnection connection) {
    connections.put(connection.id(), connection);
    refresh(connection);
  }

  /** The socket is gone. */
  void closed(StreamConnection connection) {
    connections.remove(connection.id());
    for (Topic topic : topics.values()) {
      topic.subscribers.remove(connection);
    }
  }

  /** Its subscriptions changed. */
  void refresh(StreamConnection connection) {
    List<StreamName> wanted = connection.marketStreams();
    for (StreamName name : wanted) {
      Topic topic = topics.computeIfAbsent(name.text(), ignored -> new Topic(name));
      topic.subscribers.addIfAbsent(connection);
    }
    Set<StreamName> kept = Set.copyOf(wanted);
    for (Topic topic : topics.values()) {
      if (!kept.contains(topic.name)) {
        topic.subscribers.remove(connection);
      }
    }
  }

  /** The streams of one kind and symbol that somebody hears now. */
  List<Topic> heard(Symbol symbol, StreamName.Kind kind) {
    List<Topic> heard = new ArrayList<>();
    for (Topic topic : topics.values()) {
      StreamName name = topic.name;
      if (name.kind() == kind && topic.heard() && name.symbol().equals(symbol)) {
        heard.add(topic);
      }
    }
    return heard;
  }

  /** Whether anybody hears any market stream. */
  boolean marketHeard() {
    return topics.values().stream().anyMatch(Topic::heard);
  }

  /** Sends a user-data event to the sockets that listen with the key and want such events. */
  void publishUser(String listenKey, String eventType, String data) {
    for (StreamConnection connection : connections.values()) {
      Set<String> events = connection.eventsOf(listenKey);
      if (events != null && (events.isEmpty() || events.contains(eventType))) {
        connection.offer(connection.wrapped() ? wrap(listenKey, data) : TextMessage.create(data));
      }
    }
  }

  /** Ends the sockets that listen with a key which was deleted. */
  void closeListeners(String listenKey) {
    for (StreamConnection connection : connections.values()) {
      if (connection.eventsOf(listenKey) != null) {
        connection.close();
      }
    }
  }

  /** Frames that wait for the slowest socket. */
  int longestQueue() {
    return connections.values().stream().mapToInt(StreamConnection::queued).max().orElse(0);
  }

  int connectionCount() {
    return connections.size();
  }

  void closeAll() {
    connections.values().forEach(StreamConnection::close);
  }
}
