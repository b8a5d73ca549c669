package vortex7.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import vortex7.backtest.cache.CachedEvents;
import vortex7.backtest.cache.EventCache;
import vortex7.matching.replay.RecordedEvent;
import vortex7.venue.simulated.recording.EventFile;
import vortex7.venue.simulated.recording.EventFiles;

/**
 * Opens files of events from their columns in a folder, which are made of the text with a bar.
 * Several runs may open the same files.
 */
final class CachedFiles implements EventFiles {
  private final EventCache cache;
  private final SortedSet<String> notes = new TreeSet<>();

  CachedFiles(Path folder) {
    cache = new EventCache(folder, EventFiles.VERSION, new Bars());
  }

  @Override
  public EventFile open(Path file) {
    CachedEvents cached = cache.open(file, () -> new Text(EventFiles.TEXT.open(file)));
    synchronized (notes) {
      notes.addAll(cached.notes());
    }
    return new Columns(cached);
  }

  /** What was passed over or mended in all files that were opened. */
  List<String> notes() {
    synchronized (notes) {
      return List.copyOf(notes);
    }
  }

  /** A bar for each file that is made. */
  private static final class Bars implements EventCache.Progress {
    private @Nullable ProgressBar bar;

    @Override
    public void begins(Path source, long bytes) {
      bar = ConsoleBar.of("reading " + source.getFileName(), bytes / 1_000, " kB");
    }

    @Override
    public void read(long bytes) {
      ProgressBar showing = bar;
      if (showing != null) {
        showing.stepTo(bytes / 1_000);
      }
    }

    @Override
    public void ends() {
      ProgressBar showing = bar;
      bar = null;
      if (showing != null) {
        showing.close();
      }
    }
  }

  private record Text(EventFile file) implements EventCache.Text {
    @Override
    public boolean next(RecordedEvent into) {
      return file.next(into);
    }

    @Override
    public List<String> notes() {
      return file.notes();
    }

    @Override
    public long bytesRead() {
      return file.bytesRead();
    }

    @Override
    public void close() {
      file.close();
    }
  }

  private record Columns(CachedEvents events) implements EventFile {
    @Override
    public boolean next(RecordedEvent into) {
      return events.next(into);
    }

    @Override
    public List<String> notes() {
      return events.notes();
    }

    @Override
    public long bytesRead() {
      return events.bytes();
    }

    @Override
    public void close() {
      // The map is released with the last reference to it.
    }
  }
}
