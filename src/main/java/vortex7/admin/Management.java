package vortex7.admin;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.Uri;
import akka.management.javadsl.AkkaManagement;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Akka Management on a port of its own, read only: members, shards, health checks. */
public final class Management {
  private static final int START_SECONDS = 10;

  private Management() {}

  /**
   * The settings to lay over an actor system's own before it starts; port 0 becomes a free one,
   * because the management's own port is part of what nodes tell each other.
   *
   * @throws IOException when no port is free
   */
  public static Config config(String host, int port) throws IOException {
    Map<String, Object> values = new HashMap<>();
    values.put("akka.management.http.hostname", host);
    values.put("akka.management.http.port", port == 0 ? freePort(host) : port);
    values.put("akka.management.http.route-providers-read-only", true);
    return ConfigFactory.parseMap(values, "the management's address");
  }

  /**
   * Begins to listen.
   *
   * @return the URL
   * @throws IOException when the port is not to be had
   */
  public static String start(ActorSystem<?> system) throws IOException {
    try {
      Uri uri =
          AkkaManagement.get(system)
              .start()
              .toCompletableFuture()
              .get(START_SECONDS, TimeUnit.SECONDS);
      return uri.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Akka Management started", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Akka Management cannot listen", e);
    }
  }

  private static int freePort(String host) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }
}
