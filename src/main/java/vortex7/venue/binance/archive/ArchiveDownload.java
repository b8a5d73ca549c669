package vortex7.venue.binance.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Fetches files of the venue's public archive into a folder: each is checked against the sum that
 * is published beside it, a download that was cut goes on where it ended, and a file has its name
 * only once it is whole. Not thread-safe.
 */
public final class ArchiveDownload {
  private static final int CHUNK = 1 << 16;
  private static final int CHECKSUM_BYTES_MAX = 4_096;
  private static final int TOO_MANY = 429;

  /**
   * How patient it is.
   *
   * @param connect until a connection stands
   * @param read without a single byte
   * @param attempts at one file before it is given up
   * @param pause before the second attempt, doubled before each further one
   */
  public record Patience(Duration connect, Duration read, int attempts, Duration pause) {
    public static Patience usual() {
      return new Patience(
          Duration.ofSeconds(10), Duration.ofSeconds(30), 5, Duration.ofMillis(500));
    }
  }

  /** What became of one file. */
  public enum Outcome {
    /** It was there already, with the published sum. */
    PRESENT,
    FETCHED,
    /** The archive does not have it: too new, too old, or never published. */
    NOT_PUBLISHED
  }

  /** The archive answered with something that will be no better a little later. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private final URI archive;
  private final Path folder;
  private final Patience patience;
  private final LongConsumer progress;

  /**
   * @param archive such as {@code https://data.binance.vision}
   * @param folder where the files go, flat, by their names
   * @param progress is told of each stretch of bytes that came
   */
  public ArchiveDownload(URI archive, Path folder, Patience patience, LongConsumer progress) {
    this.archive = archive;
    this.folder = folder;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Makes sure that a file is in the folder, whole.
   *
   * @throws ArchiveException when the archive does not give it, or gives another
   * @throws IOException when the folder cannot be written
   */
  public Outcome fetch(ArchiveFile file)
      throws ArchiveException, IOException, InterruptedException {
    try {
      return fetched(file);
    } catch (UncheckedIOException disk) {
      throw disk.getCause();
    }
  }

  private Outcome fetched(ArchiveFile file)
      throws ArchiveException, IOException, InterruptedException {
    Files.createDirectories(folder);
    Optional<String> sum = checksum(file);
    if (sum.isEmpty()) {
      return Outcome.NOT_PUBLISHED;
    }
    Path whole = folder.resolve(file.name());
    if (Files.exists(whole) && Checksum.of(whole).equals(sum.get())) {
      return Outcome.PRESENT;
    }
    Path part = folder.resolve(file.name() + ".part");
    boolean resumed = Files.exists(part);
    read(file, part);
    String got = Checksum.of(part);
    if (resumed && !got.equals(sum.get())) {
      // What lay there may have been of a file that was issued again meanwhile.
      Files.delete(part);
      read(file, part);
      got = Checksum.of(part);
    }
    if (!got.equals(sum.get())) {
      Files.delete(part);
      throw new ArchiveException(
          file.name() + ": its SHA-256 is " + got + ", published is " + sum.get());
    }
    Files.writeString(folder.resolve(file.name() + ".CHECKSUM"), Checksum.line(got, file.name()));
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return Outcome.FETCHED;
  }

  private Optional<String> checksum(ArchiveFile file)
      throws ArchiveException, IOException, InterruptedException {
    String[] text = {""};
    boolean there =
        patiently(
            file.name(),
            () -> {
              HttpURLConnection connection = open(file.checksumPath(), 0);
              try (InputStream in = answer(connection)) {
                text[0] = new String(in.readNBytes(CHECKSUM_BYTES_MAX), StandardCharsets.US_ASCII);
              }
            });
    if (!there) {
      return Optional.empty();
    }
    Optional<String> sum = Checksum.told(text[0], file.name());
    if (sum.isEmpty()) {
      throw new ArchiveException(
          file.name() + ": its checksum file does not hold its sum: " + excerpt(text[0]));
    }
    return sum;
  }

  private void read(ArchiveFile file, Path part)
      throws ArchiveException, IOException, InterruptedException {
    if (!patiently(file.name(), () -> readOnce(file, part))) {
      throw new ArchiveException(file.name() + ": the archive has its checksum and not the file");
    }
  }

  /** Goes on behind what is there already, if the archive lets it. */
  private void readOnce(ArchiveFile file, Path part) throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    HttpURLConnection connection = open(file.path(), have);
    if (connection.getResponseCode() == 416) { // Nothing behind it: whole, or of another file.
      connection.disconnect();
      return;
    }
    try (InputStream in = answer(connection)) {
      boolean continued = connection.getResponseCode() == HttpURLConnection.HTTP_PARTIAL;
      long expected = connection.getContentLengthLong();
      long came = append(in, part, continued);
      if (expected >= 0 && came != expected) {
        throw new IOException("ended after " + came + " of " + expected + " bytes");
      }
    }
  }

  private long append(InputStream in, Path part, boolean continued) throws IOException {
    StandardOpenOption how =
        continued ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    long came = 0;
    try (FileChannel out =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
        write(out, bytes);
        came += read;
        progress.accept(read);
      }
      out.force(true);
    }
    return came;
  }

  /** A full disk is no fault of the network, and no better at the next attempt. */
  private static void write(FileChannel out, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  // The network.

  private interface Attempt {
    void run() throws IOException;
  }

  /** False when the archive says that it has no such thing. */
  private boolean patiently(String name, Attempt attempt)
      throws ArchiveException, InterruptedException {
    Duration pause = patience.pause();
    for (int i = 1; ; i++) {
      try {
        attempt.run();
        return true;
      } catch (FileNotFoundException none) {
        return false;
      } catch (IOException failed) {
        if (i >= patience.attempts() || failed instanceof Refused) {
          throw new ArchiveException(
              name + ": " + failed.getMessage() + " (attempt " + i + " at " + archive + ")");
        }
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private HttpURLConnection open(String path, long from) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(archive + path).toURL().openConnection();
    connection.setConnectTimeout(Math.toIntExact(patience.connect().toMillis()));
    connection.setReadTimeout(Math.toIntExact(patience.read().toMillis()));
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    return connection;
  }

  private static InputStream answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_NOT_FOUND) {
      throw new FileNotFoundException(connection.getURL().getPath());
    }
    String said = "the archive answered HTTP " + status;
    if (status >= 500 || status == TOO_MANY || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT) {
      throw new IOException(said);
    }
    if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
      throw new Refused(said);
    }
    return connection.getInputStream();
  }

  private static String excerpt(String text) {
    String line = text.strip();
    return line.isEmpty() ? "it is empty" : line.substring(0, Math.min(80, line.length()));
  }
}
