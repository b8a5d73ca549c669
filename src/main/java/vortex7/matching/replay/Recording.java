package vortex7.matching.replay;

/** Recorded events one after the other; the reader of files behind it closes them at the end. */
@FunctionalInterface
public interface Recording {
  /**
   * Reads the next event that a replay uses.
   *
   * @return false when there is none, and {@code into} is as it was
   * @throws RecordingException naming file and line when the recording is broken
   */
  boolean next(RecordedEvent into);
}
