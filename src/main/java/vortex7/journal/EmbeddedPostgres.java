package vortex7.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.settings.Secret;

/**
 * The PostgreSQL server that a daemon without a configured database starts under {@code DATA/pg}.
 *
 * <p>It listens on loopback only, asks for a password that is drawn once and kept in {@code
 * DATA/secrets/postgres} (0600), and writes through: {@code fsync} and {@code synchronous_commit}
 * are on, and a start that finds otherwise refuses. It is a process of its own, in its own session:
 * neither Ctrl-C nor the daemon's death ends it, so a restarted daemon finds it and goes on with
 * it. When it dies, a watching thread starts it again on the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String DATABASE = "postgres";
  private static final int PORT_ATTEMPTS = 5;
  private static final Duration WATCH_INTERVAL = Duration.ofMillis(250);

  private final ServerPrograms programs;
  private final Path cluster;
  private final Secret password;
  private final int port;
  private final Duration startupTimeout;
  private final Thread watch;
  private final CountDownLatch attempted = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile boolean up;
  private volatile @Nullable JournalException problem;

  private EmbeddedPostgres(
      ServerPrograms programs,
      Path cluster,
      Secret password,
      int port,
      Duration startupTimeout,
      boolean up) {
    this.up = up;
    this.programs = programs;
    this.cluster = cluster;
    this.password = password;
    this.port = port;
    this.startupTimeout = startupTimeout;
    this.watch = Thread.ofPlatform().daemon().name("postgres-watch").unstarted(this::watch);
  }

  /**
   * Starts the server of {@code dataFolder}, whose lock the caller holds; on the first start it
   * creates the database. A server that still runs after a kill of its daemon is taken over.
   *
   * @throws DatabaseRefused when the folder is of another version, or the server is not durable
   * @throws DatabaseUnavailable when it cannot be started
   */
  public static EmbeddedPostgres start(Path dataFolder, JournalSettings settings) {
    try {
      Path folder = dataFolder.toAbsolutePath().resolve("pg");
      Files.createDirectories(folder);
      Path files = ServerFiles.unpackInto(settings.serverFiles().orElse(folder));
      ServerPrograms programs =
          new ServerPrograms(files, folder.resolve("server.log"), settings.startupTimeout());
      Path cluster = ClusterFolder.cluster(dataFolder);
      Path secret = ClusterFolder.secret(dataFolder);
      if (!Files.exists(cluster)) {
        ClusterFolder.create(programs, cluster, secret);
      }
      ClusterFolder.requireOwnVersion(cluster);
      Secret password = ClusterFolder.read(secret);
      int port = running(cluster, password, settings.embeddedPort(), programs);
      if (port == 0) {
        port = startNew(programs, cluster, settings.embeddedPort());
      }
      EmbeddedPostgres server =
          new EmbeddedPostgres(programs, cluster, password, port, settings.startupTimeout(), true);
      server.requireDurable();
      server.attempted.countDown();
      server.watch.start();
      return server;
    } catch (IOException e) {
      throw notStarted(ClusterFolder.cluster(dataFolder), e);
    }
  }

  /**
   * The server of a folder in which it has run before: answers at once with the address that it
   * will have, and a thread brings it up, again and again until it is. Whatever keeps it down is
   * its {@link #problem()}; nothing is created anew.
   *
   * @throws DatabaseUnavailable when the disk refuses
   */
  public static EmbeddedPostgres awaited(Path dataFolder, JournalSettings settings) {
    Path cluster = ClusterFolder.cluster(dataFolder);
    try {
      Path folder = dataFolder.toAbsolutePath().resolve("pg");
      Files.createDirectories(folder);
      Path files = ServerFiles.unpackInto(settings.serverFiles().orElse(folder));
      ServerPrograms programs =
          new ServerPrograms(files, folder.resolve("server.log"), settings.startupTimeout());
      Path secret = ClusterFolder.secret(dataFolder);
      Secret password = Files.exists(secret) ? ClusterFolder.read(secret) : Secret.of("");
      int port = settings.embeddedPort();
      if (port == 0) {
        Optional<PostmasterFile> alive = ClusterFolder.alive(cluster);
        port = alive.isPresent() ? alive.get().port() : freePort();
      }
      EmbeddedPostgres server =
          new EmbeddedPostgres(programs, cluster, password, port, settings.startupTimeout(), false);
      server.watch.start();
      return server;
    } catch (IOException e) {
      throw notStarted(cluster, e);
    }
  }

  /**
   * The address of the server that works in {@code dataFolder} now, whoever started it; empty when
   * none does.
   *
   * @throws DatabaseUnavailable when the folder cannot be read
   */
  public static Optional<DatabaseAddress> running(Path dataFolder) {
    Path cluster = ClusterFolder.cluster(dataFolder);
    try {
      Optional<PostmasterFile> alive =
          Files.exists(cluster) ? ClusterFolder.alive(cluster) : Optional.empty();
      if (alive.isEmpty()) {
        return Optional.empty();
      }
      Secret password = ClusterFolder.read(ClusterFolder.secret(dataFolder));
      return Optional.of(
          new DatabaseAddress(url(alive.get().port()), ClusterFolder.USER, password));
    } catch (IOException e) {
      throw new DatabaseUnavailable("the data folder " + dataFolder + " cannot be read: " + e, e);
    }
  }

  private static DatabaseUnavailable notStarted(Path cluster, IOException e) {
    return new DatabaseUnavailable(
        "the embedded PostgreSQL in " + cluster + " cannot be started: " + e, e);
  }

  /** Waits until it is up, or was found not to come up now, or so much time has passed. */
  public void awaitAttempt(Duration atMost) {
    try {
      if (!attempted.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("database=embedded state=starting after={}", atMost);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What keeps it down; empty while it is up, or comes up. */
  public Optional<JournalException> problem() {
    return Optional.ofNullable(problem);
  }

  public DatabaseAddress address() {
    return new DatabaseAddress(url(port), ClusterFolder.USER, password);
  }

  public int port() {
    return port;
  }

  /** The server's process, empty while it is down. */
  public Optional<Long> pid() {
    try {
      Path folder = cluster.toRealPath();
      return PostmasterFile.read(cluster)
          .map(PostmasterFile::pid)
          .filter(pid -> PostmasterFile.worksIn(pid, folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the server cleanly; open connections are cut. */
  @Override
  public void close() {
    closed = true;
    watch.interrupt();
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      if (Files.exists(cluster)) {
        programs.stop(cluster);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not stop", e);
    }
  }

  /** Leaves the server running and only stops watching it, as a killed daemon would. */
  void abandon() {
    closed = true;
    watch.interrupt();
  }

  /** The port of the server that already works in {@code cluster}, 0 when none is left. */
  private static int running(Path cluster, Secret password, int wantedPort, ServerPrograms programs)
      throws IOException {
    Optional<PostmasterFile> found = PostmasterFile.read(cluster);
    if (found.isEmpty()) {
      return 0;
    }
    boolean alive = PostmasterFile.worksIn(found.get().pid(), cluster.toRealPath());
    int port = found.get().port();
    boolean wanted = wantedPort == 0 || wantedPort == port;
    if (alive && wanted && answers(port, cluster, password)) {
      LOG.info("database=embedded takeover=true pid={} port={}", found.get().pid(), port);
      return port;
    }
    if (alive) {
      programs.stop(cluster);
      return 0;
    }
    programs.clearAfterKill(cluster);
    return 0;
  }

  private static boolean answers(int port, Path cluster, Secret password) {
    try (Connection connection = connect(port, password)) {
      return show(connection, "data_directory").equals(cluster.toRealPath().toString());
    } catch (SQLException | IOException e) {
      LOG.warn("database=embedded takeover=false reason={}", e.getMessage());
      return false;
    }
  }

  private static int startNew(ServerPrograms programs, Path cluster, int wantedPort)
      throws IOException {
    if (wantedPort != 0) {
      programs.start(cluster, wantedPort);
      return wantedPort;
    }
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      try {
        programs.start(cluster, port);
        return port;
      } catch (DatabaseUnavailable taken) {
        // Somebody else may have bound the port between the look and the start.
        if (attempt == PORT_ATTEMPTS || !programs.saysPortTaken()) {
          throw taken;
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void requireDurable() {
    try (Connection connection = connect(port, password)) {
      Durability.require(connection);
    } catch (SQLException e) {
      throw new DatabaseUnavailable("the embedded PostgreSQL does not answer", e);
    }
  }

  private void watch() {
    while (!closed) {
      try {
        if (up) {
          Thread.sleep(WATCH_INTERVAL);
        }
        if (!closed) {
          look();
        }
      } catch (InterruptedException closing) {
        return;
      } catch (IOException e) {
        down(notStarted(cluster, e));
      } catch (UncheckedIOException e) {
        down(notStarted(cluster, new IOException(e.getMessage(), e)));
      } catch (JournalException e) {
        down(e);
      }
    }
  }

  private void look() throws IOException {
    if (!up) {
      ClusterFolder.requireOwnVersion(cluster);
      if (running(cluster, password, port, programs) == 0) {
        programs.start(cluster, port);
      }
      requireDurable();
      up = true;
      problem = null;
      attempted.countDown();
      LOG.info("database=embedded state=up port={}", port);
    } else if (pid().isEmpty()) {
      LOG.warn("database=embedded state=gone action=restart port={}", port);
      programs.clearAfterKill(cluster);
      programs.start(cluster, port);
      problem = null;
      LOG.info("database=embedded state=up port={}", port);
    }
  }

  private void down(JournalException why) {
    if (closed) {
      return;
    }
    problem = why;
    attempted.countDown();
    LOG.error("database=embedded state=down reason={}", why.getMessage());
    pause(startupTimeout.dividedBy(20));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static Connection connect(int port, Secret password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", ClusterFolder.USER);
    properties.setProperty("password", password.reveal());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(url(port), properties);
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
