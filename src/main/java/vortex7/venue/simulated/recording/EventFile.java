package vortex7.venue.simulated.recording;

import java.util.List;
import vortex7.matching.replay.Recording;

/** The events of one file, from the first to the last; single-threaded. */
public interface EventFile extends Recording, AutoCloseable {
  /** What of it was passed over or mended, as far as it was read; empty if nothing. */
  List<String> notes();

  /** Bytes of the file, as it lies on the disk, that were read so far. */
  long bytesRead();

  @Override
  void close();
}
