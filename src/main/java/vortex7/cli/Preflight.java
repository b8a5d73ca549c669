package vortex7.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.settings.Settings;
import vortex7.settings.VenueName;

/** The single checks of {@code check}; each looks and changes nothing. */
final class Preflight {
  private static final int JDK_MIN = 21;
  private static final long DISK_MIN_BYTES = 1L << 30;
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final long SKEW_MAX_MILLIS = 500;

  private Preflight() {}

  static List<Finding> of(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    Optional<RunFile> running =
        RunFile.read(settings.data()).filter(file -> ProcessHandle.of(file.pid()).isPresent());
    if (running.isPresent()) {
      findings.add(
          Finding.warning(
              "data folder",
              settings.data()
                  + " is in use by a running daemon (process "
                  + running.get().pid()
                  + "), so its ports are taken as well"));
    } else {
      findings.add(dataFolder(settings.data()));
      findings.addAll(ports(settings));
    }
    findings.add(DatabaseCheck.of(settings));
    findings.add(clock(settings));
    FeeTokenCheck.of(settings).ifPresent(findings::add);
    TopAltCheck.of(settings).ifPresent(findings::add);
    findings.addAll(MinutesCheck.of(settings));
    return findings;
  }

  static Finding jdk(Runtime.Version version) {
    return version.feature() >= JDK_MIN
        ? Finding.ok("jdk", version.toString())
        : Finding.failure("jdk", "must be " + JDK_MIN + " or newer, is " + version);
  }

  private static Finding dataFolder(Path data) {
    Path existing = data.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.failure("data folder", data + " cannot be created or written");
    }
    try {
      FileStore store = Files.getFileStore(existing);
      long free = store.getUsableSpace();
      return free < DISK_MIN_BYTES
          ? Finding.warning("data folder", data + ": only " + (free >> 20) + " MiB free")
          : Finding.ok("data folder", data + ", " + (free >> 30) + " GiB free");
    } catch (IOException e) {
      return Finding.failure("data folder", data + ": " + e.getMessage());
    }
  }

  private static List<Finding> ports(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(ownPorts(settings));
    if (settings.venue() == VenueName.SIMULATED) {
      findings.add(port("sim", settings.sim().host(), settings.sim().port()));
    }
    return findings;
  }

  private static List<Finding> ownPorts(Settings settings) {
    String host = settings.http().host();
    return List.of(
        port("api", host, settings.http().port()),
        port("metrics", host, settings.http().metricsPort()),
        port("management", host, settings.http().managementPort()),
        port("remoting", settings.cluster().host(), settings.cluster().remotingPort()));
  }

  /**
   * Looks for a port that is taken before anything trades that would have to be ended again.
   *
   * @throws CommandFailure naming each
   */
  static void requireOwnPorts(Settings settings) {
    List<String> taken =
        ownPorts(settings).stream()
            .filter(found -> found.level() == Finding.Level.FAILURE)
            .map(Finding::detail)
            .toList();
    if (!taken.isEmpty()) {
      throw CommandFailure.unavailable("port: " + String.join("; ", taken));
    }
  }

  static Finding port(String name, String host, int port) {
    if (port == 0) {
      return Finding.ok("port", name + ": a free one will be picked");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return Finding.ok("port", name + " " + host + ":" + port + " is free");
    } catch (IOException e) {
      return Finding.failure(
          "port", name + " " + host + ":" + port + " is not to be had: " + e.getMessage());
    }
  }

  private static Finding clock(Settings settings) {
    if (settings.venue() == VenueName.SIMULATED) {
      return Finding.ok("clock", "the simulated venue's own");
    }
    URI time = settings.live().rest(settings.mode()).resolve("/fapi/v1/time");
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      long before = System.currentTimeMillis();
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(time).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      long after = System.currentTimeMillis();
      long venue = new ObjectMapper().readTree(answer.body()).path("serverTime").asLong();
      long skew = venue - (before + after) / 2;
      String detail = "differs by " + skew + " ms from the venue's, round trip " + (after - before);
      return Math.abs(skew) > SKEW_MAX_MILLIS
          ? Finding.warning("clock", detail + " ms; synchronise it (NTP)")
          : Finding.ok("clock", detail + " ms");
    } catch (IOException e) {
      return Finding.failure("clock", "the venue does not answer at " + time + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.failure("clock", "interrupted");
    }
  }
}
