package vortex7.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The file {@code DATA/halt} and the fence in front of every request that may open or enlarge a
 * position. While it is engaged nothing of the kind leaves this process, whatever the journal and
 * the actors do; it outlives a kill of the process.
 *
 * <p>Thread-safe. When {@link #engage} returns, no such request is being handed over any more.
 */
public final class KillSwitch {
  /** The causes that the file names. */
  static final String STOP = "STOP";

  static final String PANIC = "PANIC";

  private final Path file;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile Optional<String> engaged;

  private KillSwitch(Path file, Optional<String> engaged) {
    this.file = file;
    this.engaged = engaged;
  }

  /**
   * Reads {@code data/halt}.
   *
   * @throws UncheckedIOException when it is there and cannot be read: then nothing may trade
   */
  public static KillSwitch in(Path data) {
    Path file = data.resolve("halt");
    try {
      Files.createDirectories(data);
      return new KillSwitch(
          file,
          Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  /**
   * Writes the file, fsyncs it, and fences. The fence falls even when the disk refuses the file. A
   * stop after a panic leaves the panic standing.
   *
   * @throws UncheckedIOException when the file could not be written; the fence stands all the same
   */
  public synchronized void engage(String cause, String who, String reason, Instant at) {
    String fresh = at + " " + cause + " by " + oneLine(who) + ": " + oneLine(reason);
    Optional<String> panic = engaged.filter(standing -> cause.equals(STOP) && isPanic(standing));
    // A stop beside a panic is another line: who ends the panic now does not end the stop.
    write(panic.map(standing -> standing + "; " + fresh).orElse(fresh));
  }

  private void write(String line) {
    try {
      Durable.replace(file, line + "\n");
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot write " + file, refused);
    } finally {
      fence(line);
    }
  }

  /**
   * Fences for the rest of this process and writes nothing: the daemon is about to end, and the
   * next one may trade.
   */
  public void fenceUntilExit(String reason) {
    fence(reason);
  }

  private void fence(String line) {
    lock.writeLock().lock();
    try {
      engaged = Optional.of(line);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Deletes the file and takes the fence away, if {@code line} is what still engages: who ends one
   * stop does not end a later one.
   *
   * @return whether nothing engages any more
   * @throws UncheckedIOException when the file could not be deleted; the fence then stays
   */
  public synchronized boolean release(String line) {
    if (!engaged.equals(Optional.of(line))) {
      return engaged.isEmpty();
    }
    try {
      Files.deleteIfExists(file);
      Durable.folderOf(file);
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot delete " + file, refused);
    }
    lock.writeLock().lock();
    try {
      engaged = Optional.empty();
    } finally {
      lock.writeLock().unlock();
    }
    return true;
  }

  /** Ends the panic of {@code line} and leaves the stop that stands beside it. */
  public synchronized void leaveStop(String line) {
    if (engaged.equals(Optional.of(line)) && isPanic(line)) {
      write(line.replaceFirst(" " + PANIC + " ", " " + STOP + " "));
    }
  }

  /** When, by whom and why it was engaged; empty while it is not. */
  public Optional<String> engaged() {
    return engaged;
  }

  /** Whether {@code line}, as {@link #engaged} gives it, was a panic rather than a stop. */
  static boolean isPanic(String line) {
    String[] words = line.split(" ", 3);
    return words.length > 1 && words[1].equals(PANIC);
  }

  /** Runs {@code handOver} unless engaged, and never while {@link #engage} sets the fence. */
  public <T> Optional<T> unlessEngaged(Supplier<T> handOver) {
    lock.readLock().lock();
    try {
      return engaged.isPresent() ? Optional.empty() : Optional.of(handOver.get());
    } finally {
      lock.readLock().unlock();
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
