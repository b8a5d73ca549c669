package vortex7.journal;

import java.io.NotSerializableException;

/**
 * The journal holds something that this program cannot read: written by a newer one, or damaged. A
 * recovery that meets it fails; nothing is skipped.
 */
public final class UnknownManifest extends NotSerializableException {
  private static final long serialVersionUID = 1L;

  UnknownManifest(String message) {
    super(message);
  }

  UnknownManifest(String message, Throwable cause) {
    super(message);
    initCause(cause);
  }
}
