package vortex7.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs {@code initdb} and {@code pg_ctl}. PostgreSQL refuses to run as root; there it runs in a
 * user namespace of its own ({@code unshare -U}), in which it is nobody.
 */
final class ServerPrograms {
  private static final long LOG_BYTES_MAX = 10L << 20;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration ORPHANS_TIMEOUT = Duration.ofSeconds(10);

  private final Path files;
  private final Path log;
  private final Duration startupTimeout;
  private volatile long logBytesBefore;

  ServerPrograms(Path files, Path log, Duration startupTimeout) {
    this.files = files;
    this.log = log;
    this.startupTimeout = startupTimeout;
  }

  /** Creates a cluster whose only user must show the password of {@code passwordFile}. */
  void create(Path cluster, String user, Path passwordFile) throws IOException {
    Result result =
        run(
            startupTimeout,
            "initdb",
            "--pgdata=" + cluster,
            "--username=" + user,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--data-checksums");
    if (result.exitCode != 0) {
      throw new DatabaseUnavailable("initdb failed: " + result.lastLines());
    }
  }

  /** Returns when the server takes connections. */
  void start(Path cluster, int port) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
      Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    logBytesBefore = Files.exists(log) ? Files.size(log) : 0;
    // pg_ctl hands the options to a shell: each is quoted.
    String options =
        ClusterFolder.serverSettings(port).stream()
            .map(setting -> "-c '" + setting + "'")
            .collect(Collectors.joining(" "));
    Result result =
        run(
            startupTimeout.plusSeconds(5),
            "pg_ctl",
            "--pgdata=" + cluster,
            "--log=" + log,
            "--wait",
            "--timeout=" + startupTimeout.toSeconds(),
            "--options=" + options,
            "start");
    if (result.exitCode != 0) {
      throw new DatabaseUnavailable(
          "the embedded PostgreSQL did not start on port %d: %s".formatted(port, newestLog()));
    }
  }

  /** Whether the last failed start found its port taken. */
  boolean saysPortTaken() throws IOException {
    return newestLog().contains("Address already in use");
  }

  /** Stops what runs in {@code cluster}: in order, and if it does not listen, by force. */
  void stop(Path cluster) throws IOException {
    if (PostmasterFile.processesIn(cluster).isEmpty()) {
      return;
    }
    for (String mode : List.of("fast", "immediate")) {
      run(
          STOP_TIMEOUT.plusSeconds(5),
          "pg_ctl",
          "--pgdata=" + cluster,
          "--mode=" + mode,
          "--wait",
          "--timeout=" + STOP_TIMEOUT.toSeconds(),
          "stop");
      if (PostmasterFile.processesIn(cluster).isEmpty()) {
        return;
      }
    }
    clearAfterKill(cluster);
  }

  /**
   * Makes a cluster whose server was killed ready to start: waits until its last child is gone,
   * then removes a pid file that names a process which is somebody else by now. That order matters:
   * a child that still writes and a new server would destroy the data.
   *
   * @throws DatabaseUnavailable when children stay
   */
  void clearAfterKill(Path cluster) throws IOException {
    long deadline = System.nanoTime() + ORPHANS_TIMEOUT.toNanos();
    while (!PostmasterFile.processesIn(cluster).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new DatabaseUnavailable(
            "processes of a killed PostgreSQL still work in %s: %s"
                .formatted(cluster, PostmasterFile.processesIn(cluster)));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DatabaseUnavailable("interrupted while waiting for a killed PostgreSQL", e);
      }
    }
    Files.deleteIfExists(PostmasterFile.file(cluster));
  }

  private String newestLog() throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    byte[] all = Files.readAllBytes(log);
    int from = (int) Math.min(all.length, logBytesBefore);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
  }

  private Result run(Duration timeout, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("unshare");
      command.add("--user");
    }
    command.add(files.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    // A pipe would stay open as long as the server that pg_ctl leaves behind.
    Path output = Files.createTempFile(files.resolve(".."), program, ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("LC_ALL", "C");
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Result(-1, program + " took longer than " + timeout);
      }
      return new Result(process.exitValue(), Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("interrupted while " + program + " ran", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private record Result(int exitCode, String output) {
    String lastLines() {
      List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }
  }
}
