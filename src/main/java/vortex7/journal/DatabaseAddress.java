package vortex7.journal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.settings.Secret;

/**
 * Where a PostgreSQL database is and who asks it; the URL holds neither user nor password, so it
 * may be printed.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with the parameters that are not secrets
 */
public record DatabaseAddress(String url, String user, Secret password) {
  private static final String JDBC = "jdbc:";
  private static final int DEFAULT_PORT = 5432;

  /**
   * Reads {@code postgresql://user:pass@host:port/db?…}, {@code postgres://…} or {@code
   * jdbc:postgresql://host/db?user=…&password=…}.
   *
   * @throws IllegalArgumentException when it is neither, without repeating what was given
   */
  public static DatabaseAddress parse(Secret text) {
    String plain = text.reveal().strip();
    URI uri = uri(plain.startsWith(JDBC) ? plain.substring(JDBC.length()) : plain);
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
    String host = uri.getHost();
    String path = Optional.ofNullable(uri.getPath()).orElse("");
    if (!(scheme.equals("postgresql") || scheme.equals("postgres"))
        || host == null
        || path.length() < 2) {
      throw malformed();
    }
    String user = "";
    String password = "";
    String userInfo = uri.getRawUserInfo();
    if (userInfo != null) {
      String[] parts = userInfo.split(":", 2);
      user = decoded(parts[0]);
      password = parts.length > 1 ? decoded(parts[1]) : "";
    }
    List<String> kept = new ArrayList<>();
    for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
      if (pair.startsWith("user=")) {
        user = decoded(pair.substring("user=".length()));
      } else if (pair.startsWith("password=")) {
        password = decoded(pair.substring("password=".length()));
      } else if (!pair.isEmpty()) {
        kept.add(pair);
      }
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    String query = kept.isEmpty() ? "" : "?" + String.join("&", kept);
    String url = "jdbc:postgresql://" + host + ":" + port + uri.getRawPath() + query;
    return new DatabaseAddress(url, user, Secret.of(password));
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The cause would repeat the text, and with it the password.
      throw malformed();
    }
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "must be postgresql://user:password@host:port/database or jdbc:postgresql://host/database");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
