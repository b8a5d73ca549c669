package vortex7.backtest.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What a file is known by: its size and 64 bits of two checksums that the processor computes as
 * fast as memory gives the bytes. It guards against other files and broken ones, not against people
 * who forge.
 */
record SourceStamp(long bytes, long checksum) {
  private static final int CHUNK = 1 << 20;

  /** Reads all of the file. */
  static SourceStamp of(Path file) throws IOException {
    CRC32C first = new CRC32C();
    CRC32 second = new CRC32();
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    long bytes = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(chunk) >= 0) {
        chunk.flip();
        bytes += chunk.remaining();
        first.update(chunk);
        chunk.rewind();
        second.update(chunk);
        chunk.clear();
      }
    }
    return new SourceStamp(bytes, first.getValue() << 32 | second.getValue());
  }

  /** As it stands in a file's name. */
  String text() {
    return HexFormat.of().toHexDigits(checksum);
  }
}
