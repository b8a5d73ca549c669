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
      guard.wrong(address);
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
  void a_thousand_wrong_logins_at_once_are_five_verifications_a_minute() {
    int verified = 0;
    for (int i = 0; i < 1000; i++) {
      if (guard.wait("1.2.3.4").isEmpty()) {
        verified++;
        guard.wrong("1.2.3.4");
      }
    }

    assertThat(verified).isEqualTo(5);
  }
}
