package vortex7.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import vortex7.settings.Secret;

class JournalConfigTest {
  private final Config config =
      JournalConfig.render(
              DatabaseAddress.parse(Secret.of("postgresql://v7:hush@127.0.0.1:5432/v7")),
              new JournalScope("simulated", "paper"),
              JournalSettings.documents())
          .withFallback(ConfigFactory.load())
          .resolve();

  @Test
  void a_lost_snapshot_costs_a_full_replay_but_not_where_the_events_behind_it_are_deleted() {
    Config usual = config.getConfig("jdbc-snapshot-store");
    Config newest = config.getConfig(JournalConfig.NEWEST_SNAPSHOTS);
    assertThat(usual.getBoolean("snapshot-is-optional")).isTrue();
    assertThat(newest.getBoolean("snapshot-is-optional")).isFalse();
    assertThat(newest.getString("class")).isEqualTo(usual.getString("class"));
    assertThat(newest.getString("use-shared-db")).isEqualTo("slick");
    assertThat(newest.getConfig("circuit-breaker")).isEqualTo(usual.getConfig("circuit-breaker"));
    assertThat(newest.getConfig("tables")).isEqualTo(usual.getConfig("tables"));
  }
}
