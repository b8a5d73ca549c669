package vortex7.admin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
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
  private static final String WRONG = "wrong token, user or password";

  private final Credentials credentials;
  private final Sessions sessions;
  private final LoginGuard guard;
  private final Executor hashing;
  private final Map<String, CompletableFuture<Optional<Principal>>> verifying = new HashMap<>();

  /**
   * Somebody who was let in.
   *
   * @param newCookie the value of a session cookie to set
   */
  record Login(Principal principal, Optional<String> newCookie) {}

  Authentication(Credentials credentials, Sessions sessions, LoginGuard guard, Executor hashing) {
    this.credentials = credentials;
    this.sessions = sessions;
    this.guard = guard;
    this.hashing = hashing;
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
    return known.isPresent() ? in(known.get()) : verified(user, password, address);
  }

  /** Hashes a pair once for all who send it meanwhile; nothing is hashed without a permit. */
  private CompletionStage<Login> verified(String user, String password, String address) {
    String pair = sessions.fingerprint(user, password);
    CompletableFuture<Optional<Principal>> mine = new CompletableFuture<>();
    synchronized (verifying) {
      CompletableFuture<Optional<Principal>> others = verifying.get(pair);
      if (others != null) {
        return others.thenCompose(
            found -> found.isPresent() ? withCookie(found.get()) : wrong(address));
      }
      Optional<Duration> wait = guard.begin(address);
      if (wait.isPresent()) {
        return turnedAway(wait.get());
      }
      verifying.put(pair, mine);
    }
    hashed(user, password)
        .whenComplete(
            (found, fault) -> {
              if (fault == null && found.isPresent()) {
                guard.right(address);
                sessions.remember(user, password, found.get());
              }
              synchronized (verifying) {
                verifying.remove(pair);
              }
              if (fault == null) {
                mine.complete(found);
              } else {
                mine.completeExceptionally(fault);
              }
            });
    return mine.thenCompose(
        found ->
            found.isPresent()
                ? withCookie(found.get())
                : CompletableFuture.failedStage(unauthorized(WRONG)));
  }

  /** Argon2 takes tens of milliseconds and 19 MiB: never on a thread that serves. */
  private CompletionStage<Optional<Principal>> hashed(String user, String password) {
    return CompletableFuture.supplyAsync(() -> credentials.byPassword(user, password), hashing);
  }

  private CompletionStage<Login> withCookie(Principal principal) {
    return CompletableFuture.completedStage(
        new Login(principal, Optional.of(sessions.issue(principal))));
  }

  private static CompletionStage<Login> in(Principal principal) {
    return CompletableFuture.completedStage(new Login(principal, Optional.empty()));
  }

  private CompletionStage<Login> wrong(String address) {
    return guard
        .begin(address)
        .map(Authentication::turnedAway)
        .orElseGet(() -> CompletableFuture.failedStage(unauthorized(WRONG)));
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
