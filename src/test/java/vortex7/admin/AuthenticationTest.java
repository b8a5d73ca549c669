package vortex7.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticationTest {
  private static final String PASSWORD = "operator-secret-16";
  private static final String TOKEN = "operator-token-16";
  private static final String HERE = "1.2.3.4";

  @TempDir private Path data = Path.of("");
  private final Deque<Runnable> hashing = new ArrayDeque<>();
  private @Nullable Authentication opened;

  @BeforeEach
  void open() {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    AdminRules rules = AdminRules.documents();
    opened =
        new Authentication(
            Credentials.open(data, CredentialsTest.secrets(TOKEN, PASSWORD, "", ""), rules),
            new Sessions(rules, clock),
            new LoginGuard(rules, clock),
            hashing::add);
  }

  private Authentication authentication() {
    return Objects.requireNonNull(opened);
  }

  private CompletableFuture<Authentication.Login> login(String password) {
    String pair =
        Base64.getEncoder()
            .encodeToString(("operator:" + password).getBytes(StandardCharsets.UTF_8));
    return authentication()
        .login(Optional.of("Basic " + pair), Optional.empty(), HERE, false)
        .toCompletableFuture();
  }

  private void hashAll() {
    while (!hashing.isEmpty()) {
      hashing.remove().run();
    }
  }

  private static int status(CompletableFuture<Authentication.Login> login) {
    return login
        .handle(
            (in, fault) ->
                fault == null
                    ? 200
                    : ((ApiProblem) (fault.getCause() == null ? fault : fault.getCause())).status())
        .join();
  }

  @Test
  void no_more_wrong_passwords_are_hashed_than_may_be_tried_however_many_come_at_once() {
    List<CompletableFuture<Authentication.Login>> logins = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      logins.add(login("wrong-" + i));
    }
    assertThat(hashing).hasSize(5);
    hashAll();
    assertThat(logins.stream().filter(login -> status(login) == 401)).hasSize(5);
    assertThat(logins.stream().filter(login -> status(login) == 429)).hasSize(995);
  }

  @Test
  void the_right_password_sent_by_many_requests_at_once_is_hashed_once_and_lets_all_in() {
    List<CompletableFuture<Authentication.Login>> logins = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      logins.add(login(PASSWORD));
    }
    assertThat(hashing).hasSize(1);
    hashAll();
    assertThat(logins).allSatisfy(login -> assertThat(status(login)).isEqualTo(200));
    assertThat(status(login(PASSWORD))).isEqualTo(200);
    assertThat(hashing).isEmpty();
  }

  @Test
  void the_same_wrong_password_sent_at_once_counts_as_often_as_it_was_sent() {
    List<CompletableFuture<Authentication.Login>> logins = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      logins.add(login("wrong"));
    }
    assertThat(hashing).hasSize(1);
    hashAll();
    assertThat(logins.stream().filter(login -> status(login) == 401)).hasSize(5);
    assertThat(logins.stream().filter(login -> status(login) == 429)).hasSize(15);
  }

  @Test
  void a_valid_token_needs_no_permit_while_passwords_are_being_hashed() {
    assertThat(login("wrong")).isNotDone();
    for (int i = 0; i < 20; i++) {
      assertThat(
              authentication()
                  .login(Optional.of("Bearer " + TOKEN), Optional.empty(), HERE, false)
                  .toCompletableFuture()
                  .join()
                  .principal())
          .isEqualTo(new Principal("operator", Role.OPERATOR));
    }
    assertThatThrownBy(
            () ->
                authentication()
                    .login(Optional.of("Bearer no"), Optional.empty(), HERE, false)
                    .toCompletableFuture()
                    .join())
        .hasCauseInstanceOf(ApiProblem.class);
  }
}
