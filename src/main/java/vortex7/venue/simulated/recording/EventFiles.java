package vortex7.venue.simulated.recording;

import java.nio.file.Path;

/** Opens files of events: from their text, or from a copy of it that is quicker to read. */
@FunctionalInterface
public interface EventFiles {
  /** Raised whenever a reader understands a file otherwise: copies made before are made anew. */
  int VERSION = 1;

  /** From their text. */
  EventFiles TEXT = FileKind::open;

  /**
   * @throws vortex7.matching.replay.RecordingException when there is no such file, or it is of no
   *     kind that holds events
   * @throws java.io.UncheckedIOException when it cannot be read
   */
  EventFile open(Path file);
}
