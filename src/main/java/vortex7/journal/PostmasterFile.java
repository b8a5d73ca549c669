package vortex7.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server's {@code postmaster.pid} says: line 1 its process, line 4 its port (see
 * PostgreSQL's miscadmin.h). It outlives a killed server, whose number another process may have by
 * now.
 */
record PostmasterFile(long pid, int port) {
  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file(cluster));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    if (lines.size() < 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PostmasterFile(
              Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip())));
    } catch (NumberFormatException torn) {
      return Optional.empty();
    }
  }

  static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /**
   * The processes that work in {@code cluster}, the server and its children: every one of them has
   * the folder as its working directory. A process that ended but was not collected has none.
   */
  static List<Long> processesIn(Path cluster) throws IOException {
    Path folder = cluster.toRealPath();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(ProcessHandle::pid).filter(pid -> worksIn(pid, folder)).toList();
    }
  }

  static boolean worksIn(long pid, Path folder) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).equals(folder);
    } catch (IOException | SecurityException goneOrForeign) {
      return false;
    }
  }
}
