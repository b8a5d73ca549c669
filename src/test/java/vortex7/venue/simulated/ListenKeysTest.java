package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class ListenKeysTest {
  private final ListenKeys keys = new ListenKeys(1, 1_000);

  @Test
  void a_living_key_is_given_again_and_lives_on() {
    String key = keys.create("me", 0);
    assertThat(key).matches("[A-Za-z0-9]{64}");
    assertThat(keys.create("me", 900)).isEqualTo(key);
    assertThat(keys.expire(1_899)).isEmpty();
    assertThat(keys.expire(1_900)).extracting(ListenKeys.ListenKey::key).containsExactly(key);
    assertThat(keys.keyOf("me")).isEmpty();
    assertThat(keys.create("me", 2_000)).isNotEqualTo(key);
  }

  @Test
  void a_dead_key_cannot_be_renewed() {
    VenueRefusal refusal = catchThrowableOfType(VenueRefusal.class, () -> keys.renew("me", 0));
    assertThat(refusal.code()).isEqualTo(-1125);
  }

  @Test
  void keys_outlive_a_restart() {
    String key = keys.create("me", 0);
    ListenKeys again = new ListenKeys(2, 1_000);
    again.restore(keys.all());
    assertThat(again.renew("me", 500)).isEqualTo(key);
    assertThat(again.delete("me")).contains(key);
    assertThat(again.delete("me")).isEmpty();
  }
}
