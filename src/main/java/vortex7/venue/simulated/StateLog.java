package vortex7.venue.simulated;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.market.Symbol;

/**
 * The venue's state on disk: an append-only file of lines, each a CRC-32 in hexadecimal, a blank
 * and a {@link VenueState} as JSON. A line torn by a kill ends the file; damage before the end is
 * refused. Not thread-safe.
 */
final class StateLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateLog.class);
  private static final String NAME = "state.log";
  private static final int CRC_DIGITS = 8;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addMixIn(Symbol.class, SymbolText.class)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** A symbol is written as its code. */
  private interface SymbolText {
    @JsonValue
    String code();

    @JsonCreator
    static Symbol of(String code) {
      return Symbol.of(code);
    }
  }

  private final Path file;
  private final FileChannel lockChannel;
  private final FileLock lock;
  private @Nullable FileChannel channel;

  private StateLog(Path file, FileChannel lockChannel, FileLock lock) {
    this.file = file;
    this.lockChannel = lockChannel;
    this.lock = lock;
  }

  /**
   * Opens the log of a folder, which is created, and locks it against a second venue.
   *
   * @throws IOException when the folder is not to be had or another venue runs on it
   */
  static StateLog open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockChannel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = lockChannel.tryLock();
    } catch (java.nio.channels.OverlappingFileLockException heldHere) {
      lock = null;
    }
    if (lock == null) {
      lockChannel.close();
      throw new IOException("another simulated venue runs on " + folder);
    }
    return new StateLog(folder.resolve(NAME), lockChannel, lock);
  }

  /**
   * The sum of all lines; empty when there is no file yet. A torn last line is cut off.
   *
   * @throws IOException when the file cannot be read or a line before the last is damaged
   */
  Optional<VenueState> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    StateFold fold = new StateFold();
    int from = 0;
    while (from < bytes.length) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      boolean whole = end < bytes.length;
      Optional<VenueState> state =
          whole ? parse(Arrays.copyOfRange(bytes, from, end)) : Optional.empty();
      if (state.isEmpty()) {
        if (end + 1 < bytes.length) {
          throw new IOException("damaged line at byte " + from + " of " + file);
        }
        LOG.warn("event=torn_state_line file={} at={} bytes={}", file, from, bytes.length - from);
        try (FileChannel torn = FileChannel.open(file, StandardOpenOption.WRITE)) {
          torn.truncate(from);
          torn.force(true);
        }
        break;
      }
      fold.add(state.get());
      from = end + 1;
    }
    return fold.sum();
  }

  private static Optional<VenueState> parse(byte[] line) {
    if (line.length < CRC_DIGITS + 2 || line[CRC_DIGITS] != ' ') {
      return Optional.empty();
    }
    byte[] json = Arrays.copyOfRange(line, CRC_DIGITS + 1, line.length);
    String crc = new String(line, 0, CRC_DIGITS, StandardCharsets.US_ASCII);
    if (!crc.equals(crc(json))) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(json, VenueState.class));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("a line with the right sum must be readable", unreadable);
    }
  }

  private static String crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** Replaces the whole file by one line, which is on disk when this returns. */
  void replace(VenueState whole) throws IOException {
    FileChannel open = channel;
    if (open != null) {
      open.close();
    }
    Path next = file.resolveSibling(NAME + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeLine(out, whole);
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /**
   * Appends a change.
   *
   * @param durable whether it is on disk when this returns; otherwise it survives the process only
   * @return the length of the file
   */
  long append(VenueState change, boolean durable) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      throw new IllegalStateException("a log is replaced once before it is appended to");
    }
    writeLine(open, change);
    if (durable) {
      open.force(false);
    }
    return open.size();
  }

  private static void writeLine(FileChannel out, VenueState state) throws IOException {
    byte[] json = JSON.writeValueAsBytes(state);
    ByteBuffer line = ByteBuffer.allocate(CRC_DIGITS + json.length + 2);
    line.put(crc(json).getBytes(StandardCharsets.US_ASCII)).put((byte) ' ').put(json);
    line.put((byte) '\n').flip();
    while (line.hasRemaining()) {
      out.write(line);
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      open.close();
    }
    lock.release();
    lockChannel.close();
  }
}
