package vortex7.backtest.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.Recording;

/**
 * A folder of files as columns, one for each source file: made when they are asked for the first
 * time, and anew when the source, the layout or the readers have changed or a checksum does not
 * hold. A cache file has its name only once it is whole. Single-threaded; several processes may
 * share the folder.
 */
public final class EventCache {
  /** The text that a cache is made of, read from first to last. */
  public interface Text extends Recording, AutoCloseable {
    /** What was passed over or mended, known at the end. */
    List<String> notes();

    /** Bytes of the source file that were read so far. */
    long bytesRead();

    @Override
    void close();
  }

  /** Told while a cache is made. */
  public interface Progress {
    void begins(Path source, long bytes);

    void read(long bytes);

    /** Also when it failed; may be called without a beginning. */
    void ends();
  }

  private static final int EVENTS_A_STEP = 4_096;

  private final Path folder;
  private final int readers;
  private final Progress progress;
  private final SortedMap<Path, Path> checked = new TreeMap<>();

  /**
   * @param folder where the cache files are; made when it is not there
   * @param readers version of what reads the text: other versions' caches are made anew
   */
  public EventCache(Path folder, int readers, Progress progress) {
    this.folder = folder;
    this.readers = readers;
    this.progress = progress;
  }

  /**
   * The events of a file.
   *
   * @param text opens the file's text, if need be
   * @throws CacheException when the cache cannot be written
   * @throws UncheckedIOException when the source cannot be read
   * @throws vortex7.matching.replay.RecordingException from the text
   */
  public CachedEvents open(Path source, Supplier<Text> text) {
    String name = String.valueOf(source);
    try {
      Path known = checked.get(source);
      if (known != null) {
        return new CachedEvents(known, name);
      }
      SourceStamp stamp = SourceStamp.of(source);
      Path file = folder.resolve(source.getFileName() + "-" + stamp.text() + CacheFormat.SUFFIX);
      CachedEvents events = usable(file, name, stamp);
      if (events == null) {
        build(source, stamp, file, text);
        events = new CachedEvents(file, name);
      }
      checked.put(source, file);
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + source, e);
    }
  }

  private @Nullable CachedEvents usable(Path file, String name, SourceStamp stamp)
      throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      CachedEvents events = new CachedEvents(file, name);
      return events.isOf(stamp, readers) ? events : null;
    } catch (CacheException damaged) {
      return null; // Made anew: it is only a copy.
    }
  }

  private void build(Path source, SourceStamp stamp, Path file, Supplier<Text> text)
      throws IOException {
    Path part = part(file);
    try (Text events = text.get();
        CacheWriter writer = new CacheWriter(part)) {
      progress.begins(source, stamp.bytes());
      RecordedEvent event = new RecordedEvent();
      while (events.next(event)) {
        append(writer, event, file);
        if (writer.events() % EVENTS_A_STEP == 0) {
          progress.read(events.bytesRead());
        }
      }
      finish(writer, stamp, events.notes(), part, file);
    } finally {
      progress.ends();
      Files.deleteIfExists(part);
    }
  }

  private Path part(Path file) {
    try {
      Files.createDirectories(folder);
      // As every other file for others to read; a killed process of our number is over.
      Path part =
          folder.resolve(file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
      Files.deleteIfExists(part);
      return part;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static void append(CacheWriter writer, RecordedEvent event, Path file) {
    try {
      writer.append(event);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private void finish(
      CacheWriter writer, SourceStamp stamp, List<String> notes, Path part, Path file) {
    try {
      writer.finish(stamp, readers, notes);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static CacheException unwritable(Path file, IOException e) {
    return new CacheException("the cache " + file + " cannot be written: " + e, e);
  }
}
