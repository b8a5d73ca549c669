package vortex7.venue.binance.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SHA-256 sums as {@code sha256sum} writes and the archive publishes them. */
public final class Checksum {
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](\\S+)\\s*");
  private static final int CHUNK = 1 << 16;

  private Checksum() {}

  /** The sum of the named file in a checksum file's text; empty when it is not a line of it. */
  public static Optional<String> told(String text, String name) {
    Matcher line = LINE.matcher(text);
    return line.matches() && line.group(2).equals(name)
        ? Optional.of(line.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  static String line(String sum, String name) {
    return sum + "  " + name + "\n";
  }

  /** The sum of a file. */
  public static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
