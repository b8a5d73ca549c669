package vortex7.venue.simulated;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may use {@code /sim}: whoever brings the token, when there is one; without one anybody on
 * this machine, and nobody when the venue can be reached from elsewhere. Never a page in a browser.
 */
final class SimAccess {
  private static final String BEARER = "Bearer ";

  private final Optional<String> token;
  private final boolean loopback;

  /**
   * @param host that the venue is bound to
   * @param token from the configuration
   */
  SimAccess(String host, Optional<String> token) {
    this.token = token;
    this.loopback = loopback(host);
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false; // Binding to it says what is wrong; until then nobody is let in.
    }
  }

  /** Why the request is refused; empty when it is not. */
  Optional<VenueRefusal> refusal(HttpRequest request) {
    if (request.getHeader("Origin").isPresent()) {
      return refuse(403, "/sim is not for pages in a browser.");
    }
    if (token.isPresent()) {
      String given = request.getHeader("Authorization").map(HttpHeader::value).orElse("");
      return matches(given, token.get())
          ? Optional.empty()
          : refuse(401, "/sim needs the header Authorization: Bearer TOKEN.");
    }
    return loopback
        ? Optional.empty()
        : refuse(
            403,
            "/sim is closed: this venue listens beyond loopback and has no VORTEX7_SIM_TOKEN.");
  }

  private static boolean matches(String given, String token) {
    return given.startsWith(BEARER)
        && MessageDigest.isEqual(
            given.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<VenueRefusal> refuse(int status, String text) {
    return Optional.of(new VenueRefusal(status, -1002, text));
  }
}
