package vortex7.admin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Finds out who sent a request: by session cookie, bearer token, or Basic user and password.
 *
 * <p>After too many wrong logins an address is turned away unread, cookies excepted; where a route
 * is exempt, a valid token still works.
 */
final class Authentication {
  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  private final Credentials credentials;
  private final Sessions sessions;
  private final LoginGuard guard;
  private final Executor blocking;

  /**
   * Somebody who was let in.
   *
   * @param newCookie the value of a session cookie to set
   */
  record Login(Principal principal, Optional<String> newCookie) {}

  Authentication(Credentials credentials, Sessions sessions, LoginGuard guard, Executor blocking) {
    this.credentials = credentials;
    this.sessions = sessions;
    this.guard = guard;
    this.blocking = blocking;
  }

  /** Fails with an {@link ApiProblem} for whoever is not let in. */
  CompletionStage<Login> login(
      Optional<String> authorization, Optional<String> cookie, String address, boolean exempt) {
    Optional<Principal> bySession = cookie.flatMap(sessions::byCookie);
    if (bySession.isPresent()) {
      return in(bySession.get());
    }
    Optional<String> token = after(BEARER, authorization);
    Optional<Duration> wait = guard.wait(address);
    if (wait.isPresent()) {
      Optional<Principal> owner = exempt ? token.flatMap(credentials::byToken) : Optional.empty();
      return owner.map(Authentication::in).orElseGet(() -> turnedAway(wait.get()));
    }
    if (token.isPresent()) {
      return credentials
          .byToken(token.get())
          .map(Authentication::in)
          .orElseGet(() -> wrong(address));
    }
    Optional<String> basic = after(BASIC, authorization);
    if (basic.isPresent()) {
      return byPassword(basic.get(), address);
    }
    return authorization.isPresent()
        ? wrong(address)
        : CompletableFuture.failedStage(unauthorized("log in with a token or a password"));
  }

  private CompletionStage<Login> byPassword(String encoded, String address) {
    String[] pair;
    try {
      pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
    } catch (IllegalArgumentException notBase64) {
      return wrong(address);
    }
    if (pair.length != 2) {
      return wrong(address);
    }
    String user = pair[0];
    String password = pair[1];
    Optional<Principal> known = sessions.byVerified(user, password);
    if (known.isPresent()) {
      return in(known.get());
    }
    // Argon2 takes tens of milliseconds and 19 MiB: never on a thread that serves.
    return CompletableFuture.supplyAsync(() -> credentials.byPassword(user, password), blocking)
        .thenCompose(
            found -> {
              if (found.isEmpty()) {
                return wrong(address);
              }
              sessions.remember(user, password, found.get());
              return CompletableFuture.completedStage(
                  new Login(found.get(), Optional.of(sessions.issue(found.get()))));
            });
  }

  private static CompletionStage<Login> in(Principal principal) {
    return CompletableFuture.completedStage(new Login(principal, Optional.empty()));
  }

  private CompletionStage<Login> wrong(String address) {
    guard.wrong(address);
    return CompletableFuture.failedStage(unauthorized("wrong token, user or password"));
  }

  private static CompletionStage<Login> turnedAway(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return CompletableFuture.failedStage(
        new ApiProblem(429, "Too many wrong logins", "try again in " + seconds + " s")
            .header("Retry-After", Long.toString(seconds)));
  }

  private static ApiProblem unauthorized(String detail) {
    return new ApiProblem(401, "Not logged in", detail)
        .header("WWW-Authenticate", "Basic realm=\"vortex7\", charset=\"UTF-8\"");
  }

  private static Optional<String> after(String scheme, Optional<String> authorization) {
    return authorization
        .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
        .map(value -> value.substring(scheme.length()).strip());
  }
}
