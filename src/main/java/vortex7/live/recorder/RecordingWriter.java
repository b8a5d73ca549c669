package vortex7.live.recorder;

import akka.Done;
import akka.actor.ClassicActorSystemProvider;
import akka.japi.function.Creator;
import akka.japi.function.Function;
import akka.stream.BoundedSourceQueue;
import akka.stream.IOResult;
import akka.stream.QueueOfferResult;
import akka.stream.alpakka.file.javadsl.LogRotatorSink;
import akka.stream.javadsl.Compression;
import akka.stream.javadsl.FileIO;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import akka.util.ByteStringBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Writes lines to compressed files that follow each other: an Akka stream with Alpakka's rotating
 * sink. Lines are gathered into blocks, of which each is compressed and handed to the system before
 * the next; a process that is killed so loses at most the block that was being gathered, and its
 * file is readable up to there. Never blocks; lines for which there is no room are counted, and
 * that is written down as soon as there is.
 */
public final class RecordingWriter {
  private static final int ROOM = 65_536;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * When a file and a block end.
   *
   * @param file that is older, by the times of receipt, is followed by another
   * @param bytes of lines after which a file is followed by another
   * @param block so long lines are gathered at the most
   * @param blockLines so many lines are a block in any case
   */
  public record Rotation(Duration file, long bytes, Duration block, int blockLines) {
    public Rotation {
      if (file.toSeconds() < 1 || bytes < 1 || !block.isPositive() || blockLines < 1) {
        throw new IllegalArgumentException(
            "file must be at least 1 s, bytes, block and blockLines above 0, were %s, %d, %s, %d"
                .formatted(file, bytes, block, blockLines));
      }
    }

    /** A file an hour or each 512 MB of text, a block a second. */
    public static Rotation usual() {
      return new Rotation(Duration.ofHours(1), 512_000_000L, Duration.ofSeconds(1), 4_096);
    }
  }

  private final BoundedSourceQueue<Supplier<String>> queue;
  private final CompletionStage<Done> finished;
  private final LongSupplier nanos;

  /** Ends when all files so far are closed; fails when one could not be written. */
  private volatile CompletionStage<Done> files =
      CompletableFuture.completedStage(Done.getInstance());

  private final AtomicLong underWay = new AtomicLong();
  private final CompletableFuture<Done> drained = new CompletableFuture<>();
  private volatile boolean ending;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong droppedInAll = new AtomicLong();
  private final AtomicLong written = new AtomicLong();

  /**
   * Starts to write.
   *
   * @param folder where the files go; it must be there
   * @param name what each file's name begins with, before its time
   * @param nanos epoch nanoseconds
   * @param header the first line of a file that begins at a time, in epoch nanoseconds
   */
  public RecordingWriter(
      ClassicActorSystemProvider system,
      Path folder,
      String name,
      Rotation rotation,
      LongSupplier nanos,
      LongFunction<String> header) {
    this(system, folder, name, rotation, ROOM, nanos, header);
  }

  /**
   * The same.
   *
   * @param room lines that may wait for the disk
   */
  public RecordingWriter(
      ClassicActorSystemProvider system,
      Path folder,
      String name,
      Rotation rotation,
      int room,
      LongSupplier nanos,
      LongFunction<String> header) {
    this.nanos = nanos;
    Creator<Function<ByteString, Optional<Path>>> rotate =
        () -> new Rotate(folder, name, rotation, nanos)::fileFor;
    var started =
        Source.<Supplier<String>>queue(room)
            .groupedWithin(rotation.blockLines(), rotation.block())
            .map(this::block)
            .concatLazy(
                Source.lazyCompletionStage(this::drained).mapConcat(all -> List.<ByteString>of()))
            .toMat(
                LogRotatorSink.withSinkFactory(rotate, file -> sink(system, file, header)),
                Keep.both())
            .run(system);
    queue = started.first();
    // The rotating sink is done before its newest file is.
    finished = started.second().thenCompose(done -> files);
  }

  private ByteString block(List<Supplier<String>> lines) {
    ByteStringBuilder block = ByteString.createBuilder();
    for (Supplier<String> line : lines) {
      block.append(ByteString.fromString(line.get()));
    }
    written.addAndGet(lines.size());
    underWay.incrementAndGet();
    return block.result();
  }

  /**
   * Ends when every block has reached its file: the rotating sink drops the first block of a file
   * when it is told of the end before the file has asked for it.
   */
  private CompletionStage<Done> drained() {
    ending = true;
    if (underWay.get() == 0) {
      drained.complete(Done.getInstance());
    }
    return drained;
  }

  private void arrived() {
    if (underWay.decrementAndGet() == 0 && ending) {
      drained.complete(Done.getInstance());
    }
  }

  /**
   * One file, as a stream of its own: within the rotating sink's it would end with that, before
   * what is under way is written. Each element is flushed through the compressor.
   */
  private Sink<ByteString, CompletionStage<IOResult>> sink(
      ClassicActorSystemProvider system, Path file, LongFunction<String> header) {
    var started =
        Source.<ByteString>asSubscriber()
            .statefulMapConcat(() -> new Beginning(header.apply(nanos.getAsLong()))::before)
            .via(Compression.gzip())
            .toMat(FileIO.toPath(file), Keep.both())
            .run(system);
    CompletionStage<IOResult> closed = opened(started.second());
    return Sink.<ByteString>fromSubscriber(started.first()).mapMaterializedValue(none -> closed);
  }

  /** Puts the header before the first block. */
  private final class Beginning {
    private final String header;
    private boolean begun;

    Beginning(String header) {
      this.header = header;
    }

    List<ByteString> before(ByteString block) {
      arrived();
      if (begun) {
        return List.of(block);
      }
      begun = true;
      return List.of(ByteString.fromString(header).concat(block));
    }
  }

  private CompletionStage<IOResult> opened(CompletionStage<IOResult> closed) {
    // Called by one thread at a time: that of the rotating sink.
    files = files.thenCombine(closed, (before, file) -> Done.getInstance());
    return closed;
  }

  /** Says to which file a block goes, when it is another than that of the block before. */
  private static final class Rotate {
    private final Path folder;
    private final String name;
    private final Rotation rotation;
    private final LongSupplier nanos;
    private long begunNanos;
    private long bytes;
    private boolean begun;

    Rotate(Path folder, String name, Rotation rotation, LongSupplier nanos) {
      this.folder = folder;
      this.name = name;
      this.rotation = rotation;
      this.nanos = nanos;
    }

    Optional<Path> fileFor(ByteString block) {
      long now = nanos.getAsLong();
      boolean goesOn =
          begun && now - begunNanos < rotation.file().toNanos() && bytes < rotation.bytes();
      bytes = block.size() + (goesOn ? bytes : 0);
      if (goesOn) {
        return Optional.empty();
      }
      begun = true;
      begunNanos = now;
      return Optional.of(unused(now));
    }

    /** What another process wrote is never written over. */
    private Path unused(long now) {
      String time = NAME.format(Instant.ofEpochSecond(0, now));
      Path file = folder.resolve(name + "_" + time + ".gz");
      for (int i = 2; Files.exists(file); i++) {
        file = folder.resolve(name + "_" + time + "-" + i + ".gz");
      }
      return file;
    }
  }

  /** Appends a line; it must end with a line feed. */
  public void append(String line) {
    append(() -> line);
  }

  /**
   * Appends a line, or several, that are made when they are written: on the writer's thread, in the
   * order of the calls.
   *
   * @return false when there was no room for it
   */
  public boolean append(Supplier<String> line) {
    if (dropped.get() > 0) {
      long count = dropped.getAndSet(0);
      if (!offered(() -> RecordingLines.lost(nanos.getAsLong(), count))) {
        dropped.addAndGet(count);
      }
    }
    boolean taken = offered(line);
    if (!taken) {
      dropped.incrementAndGet();
      droppedInAll.incrementAndGet();
    }
    return taken;
  }

  private boolean offered(Supplier<String> line) {
    return queue.offer(line) == QueueOfferResult.enqueued();
  }

  /** Lines that were handed to the disk. */
  public long written() {
    return written.get();
  }

  /** Lines that were not written, since there was no room. */
  public long dropped() {
    return droppedInAll.get();
  }

  /** Ends when all files are closed; fails with what the disk said. */
  public CompletionStage<Done> finished() {
    return finished;
  }

  /** Takes no more lines and closes the file. */
  public CompletionStage<Done> finish() {
    queue.complete();
    return finished;
  }
}
