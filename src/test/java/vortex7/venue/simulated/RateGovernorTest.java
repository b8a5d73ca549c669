package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class RateGovernorTest {
  private static final long MINUTE = 60_000;
  private final RateGovernor rates =
      new RateGovernor(new RateGovernor.Budgets(100, 5, 8, 2, 120_000, 360_000));

  private RateGovernor.Exceeded exceeded(int weight, long now) {
    return catchThrowableOfType(
        RateGovernor.Exceeded.class, () -> rates.charge("127.0.0.1", weight, now));
  }

  @Test
  void weight_adds_up_within_a_minute_and_starts_again_with_the_next() {
    assertThat(rates.charge("127.0.0.1", 40, 0)).isEqualTo(40);
    assertThat(rates.charge("127.0.0.1", 60, MINUTE - 1)).isEqualTo(100);
    assertThat(rates.charge("127.0.0.1", 1, MINUTE)).isEqualTo(1);
    assertThat(rates.charge("127.0.0.2", 1, MINUTE)).isEqualTo(1);
  }

  @Test
  void past_the_budget_the_answer_is_429_until_the_minute_is_over() {
    rates.charge("127.0.0.1", 100, 0);
    RateGovernor.Exceeded refused = exceeded(1, 20_500);
    assertThat(refused.refusal().status()).isEqualTo(429);
    assertThat(refused.refusal().code()).isEqualTo(-1003);
    assertThat(refused.retryAfterSeconds()).isEqualTo(40);
  }

  @Test
  void who_does_not_stop_is_banned_and_each_ban_is_longer() {
    rates.charge("127.0.0.1", 100, 0);
    exceeded(1, 1);
    exceeded(1, 2);
    RateGovernor.Exceeded banned = exceeded(1, 3);
    assertThat(banned.refusal().status()).isEqualTo(418);
    assertThat(banned.refusal().text()).contains("IP banned until 120003");
    assertThat(exceeded(1, 100_000).refusal().status()).isEqualTo(418);

    long after = 180_000;
    rates.charge("127.0.0.1", 100, after);
    exceeded(1, after);
    exceeded(1, after);
    assertThat(exceeded(1, after).refusal().text())
        .contains("IP banned until " + (after + 240_000));
  }

  @Test
  void orders_have_two_windows() {
    for (int i = 1; i <= 5; i++) {
      assertThat(rates.chargeOrder("a", 1, 1, 0).ordersTenSeconds()).isEqualTo(i);
    }
    RateGovernor.Exceeded tenSeconds =
        catchThrowableOfType(RateGovernor.Exceeded.class, () -> rates.chargeOrder("a", 1, 1, 100));
    assertThat(tenSeconds.refusal().code()).isEqualTo(-1015);
    assertThat(tenSeconds.retryAfterSeconds()).isEqualTo(10);
    assertThat(rates.chargeOrder("b", 1, 1, 100).ordersMinute()).isEqualTo(1);

    rates.chargeOrder("a", 1, 1, 10_000);
    rates.chargeOrder("a", 1, 1, 10_000);
    RateGovernor.Exceeded minute =
        catchThrowableOfType(
            RateGovernor.Exceeded.class, () -> rates.chargeOrder("a", 1, 1, 10_000));
    assertThat(minute.refusal().text()).contains("8 orders per MINUTE");
  }
}
