package vortex7.venue.simulated.recording;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import vortex7.matching.replay.RecordingException;
import vortex7.venue.binance.archive.Checksum;

/**
 * The text of a data file, plain, compressed by gzip, or the one entry of a zip; counts what is
 * read of the file itself. A zip beside which its published checksum lies must have it.
 */
final class SourceStream extends FilterInputStream {
  private static final int BUFFER = 1 << 16;

  private final Counted raw;
  private boolean tolerant;
  private boolean cut;

  private SourceStream(InputStream plain, Counted raw) {
    super(plain);
    this.raw = raw;
  }

  /** The file's own bytes, counted. */
  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      bytes += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      bytes += Math.max(0, count);
      return count;
    }
  }

  /**
   * @throws RecordingException when there is no such file, or it is not the one whose checksum lies
   *     beside it
   */
  static SourceStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RecordingException(file + ": there is no such file");
    }
    Counted raw = new Counted(Files.newInputStream(file));
    try {
      BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
      in.mark(2);
      int first = in.read();
      int second = in.read();
      in.reset();
      if (first == 0x1f && second == 0x8b) {
        return new SourceStream(new GZIPInputStream(in, BUFFER), raw);
      }
      return new SourceStream(first == 'P' && second == 'K' ? entry(file, in) : in, raw);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Text that is not a file's. */
  static SourceStream of(InputStream plain) {
    Counted counted = new Counted(plain);
    return new SourceStream(counted, counted);
  }

  private static InputStream entry(Path file, InputStream in) throws IOException {
    Path published = file.resolveSibling(file.getFileName() + ".CHECKSUM");
    if (Files.exists(published)) {
      verify(file, Files.readString(published));
    }
    try (ZipFile whole = new ZipFile(file.toFile())) {
      if (whole.size() != 1) {
        throw new RecordingException(
            file + ": a data file has one entry, this one has " + whole.size());
      }
    }
    ZipInputStream zip = new ZipInputStream(in);
    ZipEntry entry = zip.getNextEntry();
    if (entry == null || entry.isDirectory()) {
      throw new RecordingException(file + ": its entry is no file");
    }
    return zip;
  }

  private static void verify(Path file, String published) throws IOException {
    String name = file.getFileName().toString();
    String sum = Checksum.of(file);
    String told =
        Checksum.told(published, name)
            .orElseThrow(
                () ->
                    new RecordingException(file + ".CHECKSUM:1: does not hold the sum of " + name));
    if (!told.equals(sum)) {
      throw new RecordingException(
          file + ": its SHA-256 is " + sum + ", published is " + told + ": download it anew");
    }
  }

  /** From now on a file that ends in the middle just ends: {@link #cut} tells. */
  void endWhereItIsCut() {
    tolerant = true;
  }

  /** Whether the file ended in the middle. */
  boolean cut() {
    return cut;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    try {
      return cut ? -1 : super.read(into, from, length);
    } catch (EOFException ends) {
      if (!tolerant) {
        throw ends;
      }
      cut = true;
      return -1;
    }
  }

  /** Bytes of the file that were read so far. */
  long bytesRead() {
    return raw.bytes;
  }
}
