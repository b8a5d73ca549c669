package vortex7.venue.simulated.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every error code that the interface names, with its own text and status (protocols, A.12). */
public final class VenueErrors {
  private static final String FILE = "errors.txt";
  private static final SortedMap<Integer, VenueError> ALL = load();

  /** 503 in its first reading: it may have been executed. */
  static final VenueError UNKNOWN =
      new VenueError(503, -1000, "Unknown error, please check your request or try again later.");

  static final VenueError AHEAD =
      new VenueError(
          400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");

  /** The text's time is put in where it is sent. */
  static final VenueError IP_BAN =
      new VenueError(
          418,
          -1003,
          "Way too many requests; IP banned until %s. Please use the websocket for live updates to"
              + " avoid bans.");

  private VenueErrors() {}

  private static SortedMap<Integer, VenueError> load() {
    TreeMap<Integer, VenueError> all = new TreeMap<>();
    try (InputStream in =
            Objects.requireNonNull(VenueErrors.class.getResourceAsStream(FILE), FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split("\\|", 3);
          int code = Integer.parseInt(parts[0]);
          all.put(code, new VenueError(Integer.parseInt(parts[1]), code, parts[2]));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the program's own " + FILE, unreadable);
    }
    return Collections.unmodifiableSortedMap(all);
  }

  /** The error of that code. */
  public static Optional<VenueError> of(int code) {
    return Optional.ofNullable(ALL.get(code));
  }

  /** All of them by code. */
  public static SortedMap<Integer, VenueError> all() {
    return ALL;
  }

  static int codeOfStatus(int status) {
    return switch (status) {
      case 401 -> -2015;
      case 408, 504 -> -1007;
      case 418, 429 -> -1003;
      case 503 -> -1001;
      default -> -1000;
    };
  }

  static String textOfStatus(int status) {
    return switch (status) {
      case 401 -> "Invalid API-key, IP, or permissions for action.";
      case 503 -> "Service Unavailable.";
      case 500, 502, 504 -> "Request occur unknown error.";
      default -> of(codeOfStatus(status)).map(VenueError::message).orElse("");
    };
  }
}
