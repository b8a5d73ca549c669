package vortex7.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vortex7.settings.Settings;
import vortex7.venue.simulated.recording.EventFiles;

/** Where the columns of files are kept that were read once. */
final class CacheOptions {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "keeps data files as columns, so that they are read once (default: DATA/cache)")
  private @Nullable Path folder;

  @Option(names = "--no-cache", description = "read the data files as they are, and keep nothing")
  private boolean none;

  private @Nullable CachedFiles cached;

  /** What opens files of events. */
  EventFiles files(Settings settings) {
    if (none) {
      if (folder != null) {
        throw CommandFailure.usage("--cache and --no-cache exclude each other");
      }
      return EventFiles.TEXT;
    }
    CachedFiles files = cached;
    if (files == null) {
      Path place = folder;
      files = new CachedFiles(place == null ? settings.data().resolve("cache") : place);
      cached = files;
    }
    return files;
  }

  /** What was passed over or mended in the files that were opened; none is told without a cache. */
  List<String> notes() {
    CachedFiles files = cached;
    return files == null ? List.of() : files.notes();
  }
}
