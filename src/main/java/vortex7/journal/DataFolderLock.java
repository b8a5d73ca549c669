package vortex7.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The claim of one process on a data folder, held by the operating system for as long as the
 * process lives: a killed daemon leaves no stale claim behind.
 */
public final class DataFolderLock implements AutoCloseable {
  private static final String FILE = "lock";

  private final FileChannel channel;
  private final FileLock lock;

  private DataFolderLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Claims {@code dataFolder}, creating it if need be.
   *
   * @throws DataFolderInUse when another process, or this one, holds it already
   */
  public static DataFolderLock acquire(Path dataFolder) {
    try {
      Files.createDirectories(dataFolder);
      FileChannel channel =
          FileChannel.open(
              dataFolder.resolve(FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = lockOrNull(channel);
      if (lock == null) {
        String holder = read(channel);
        channel.close();
        throw new DataFolderInUse(dataFolder, holder.isBlank() ? "" : " (pid " + holder + ")");
      }
      channel.truncate(0);
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new DataFolderLock(channel, lock);
    } catch (IOException e) {
      throw new UncheckedIOException("data folder " + dataFolder + " cannot be used", e);
    }
  }

  private static @Nullable FileLock lockOrNull(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    channel.read(bytes, 0);
    bytes.flip();
    return StandardCharsets.US_ASCII.decode(bytes).toString().strip();
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder's lock cannot be released", e);
    }
  }
}
