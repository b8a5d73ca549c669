package vortex7.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final Confirmations codes = new Confirmations(AdminRules.documents(), now::get);

  @Test
  void a_code_works_once_for_its_person_and_action() {
    String code = codes.issue("operator", "close-all").text();

    assertThat(codes.redeem("operator", "resume", code)).isFalse();
    assertThat(codes.redeem("cli", "close-all", code)).isFalse();
    assertThat(codes.redeem("operator", "close-all", code)).isTrue();
    assertThat(codes.redeem("operator", "close-all", code)).isFalse();
  }

  @Test
  void a_code_is_void_after_thirty_seconds() {
    String code = codes.issue("operator", "close-all").text();
    now.updateAndGet(time -> time.plusSeconds(30));

    assertThat(codes.redeem("operator", "close-all", code)).isFalse();
  }

  @Test
  void one_wrong_guess_voids_the_code() {
    String code = codes.issue("operator", "close-all").text();

    assertThat(codes.redeem("operator", "close-all", "00000000x")).isFalse();
    assertThat(codes.redeem("operator", "close-all", code)).isFalse();
  }
}
