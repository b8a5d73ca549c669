package vortex7.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginGuardTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final LoginGuard guard = new LoginGuard(AdminRules.documents(), now::get);

  private void wrong(int times, String address) {
    for (int i = 0; i < times; i++) {
      assertThat(guard.begin(address)).isEmpty();
    }
  }

  @Test
  void the_sixth_wrong_login_of_an_address_within_a_minute_has_to_wait() {
    wrong(4, "1.2.3.4");
    assertThat(guard.wait("1.2.3.4")).isEmpty();

    now.updateAndGet(time -> time.plusSeconds(10));
    wrong(1, "1.2.3.4");

    assertThat(guard.wait("1.2.3.4")).contains(Duration.ofSeconds(50));
    assertThat(guard.wait("5.6.7.8")).isEmpty();
  }

  @Test
  void after_the_minute_it_may_try_again() {
    wrong(5, "1.2.3.4");
    now.updateAndGet(time -> time.plusSeconds(60));

    assertThat(guard.wait("1.2.3.4")).isEmpty();
  }

  @Test
  void a_thousand_logins_at_once_are_five_verifications_before_the_first_one_is_answered() {
    int begun = 0;
    for (int i = 0; i < 1000; i++) {
      if (guard.begin("1.2.3.4").isEmpty()) {
        begun++;
      }
    }

    assertThat(begun).isEqualTo(5);
  }

  @Test
  void a_right_login_gives_its_attempt_back() {
    for (int i = 0; i < 20; i++) {
      assertThat(guard.begin("1.2.3.4")).isEmpty();
      guard.right("1.2.3.4");
    }
    wrong(5, "1.2.3.4");

    assertThat(guard.begin("1.2.3.4")).isPresent();
  }
}
