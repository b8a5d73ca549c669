package vortex7.journal;

import java.nio.file.Path;

/** Another daemon works on the same data folder. */
public final class DataFolderInUse extends JournalException {
  private static final long serialVersionUID = 1L;

  DataFolderInUse(Path folder, String holder) {
    super("data folder " + folder + " is used by another daemon" + holder);
  }
}
