package vortex7.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
  private static final Principal OPERATOR = new Principal("operator", Role.OPERATOR);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final Sessions sessions = new Sessions(AdminRules.documents(), now::get);

  @Test
  void a_cookie_holds_for_twelve_hours() {
    String cookie = sessions.issue(OPERATOR);

    now.updateAndGet(time -> time.plus(Duration.ofHours(12)).minusSeconds(1));
    assertThat(sessions.byCookie(cookie)).contains(OPERATOR);
    now.updateAndGet(time -> time.plusSeconds(1));
    assertThat(sessions.byCookie(cookie)).isEmpty();
  }

  @Test
  void a_cookie_that_claims_more_is_refused() {
    String signature = sessions.issue(OPERATOR).split("\\.", 2)[1];
    String claim = "operator|ADMIN|" + now.get().plusSeconds(60).getEpochSecond();
    String forged = Base64.getUrlEncoder().encodeToString(claim.getBytes(StandardCharsets.UTF_8));

    assertThat(sessions.byCookie(forged + "." + signature)).isEmpty();
  }

  @Test
  void a_cookie_of_another_run_is_refused() {
    Sessions before = new Sessions(AdminRules.documents(), now::get);

    assertThat(sessions.byCookie(before.issue(OPERATOR))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "x.y", "%%%.%%%", "a.b.c"})
  void nonsense_is_refused(String cookie) {
    assertThat(sessions.byCookie(cookie)).isEmpty();
  }

  @Test
  void a_verified_password_is_known_again_and_no_other() {
    sessions.remember("operator", "secret", OPERATOR);

    assertThat(sessions.byVerified("operator", "secret")).contains(OPERATOR);
    assertThat(sessions.byVerified("operator", "Secret")).isEmpty();
    assertThat(sessions.byVerified("admin", "secret")).isEmpty();
    now.updateAndGet(time -> time.plus(Duration.ofHours(12)));
    assertThat(sessions.byVerified("operator", "secret")).isEmpty();
  }
}
