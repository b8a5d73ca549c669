package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.live.LiveFixture.BTC;
import static vortex7.live.LiveFixture.NOON;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.port.VenueException;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;

class RestWatchTest {
  private static final VenueException TIMEOUT =
      new VenueException(VenueException.Kind.UNKNOWN, 0, "no answer within 5000 ms");

  @TempDir Path data;
  private final ActorTestKit kit = ActorTestKit.create("rest-watch", LiveFixture.akka());
  private final TestProbe<AccountActor.Command> account = kit.createTestProbe();
  private LiveFixture fixture;
  private final List<String> lost = new ArrayList<>();
  private RestWatch watch;

  @BeforeEach
  void wire() {
    fixture = new LiveFixture(data);
    watch = new RestWatch(fixture.wiring, account.ref(), lost::add);
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void the_fifth_order_or_cancel_that_fails_in_a_row_takes_entries_off_although_reads_go_on() {
    for (int i = 0; i < 4; i++) {
      watch.ordered(i % 2 == 0 ? unknown(Leg.ENTRY) : unknown(Leg.STOP));
      watch.answered(); // A read.
    }
    assertThat(watch.open()).isEmpty();
    watch.ordered(unknown(Leg.EXIT));
    account.expectMessageClass(AccountActor.VenueAnswers.class);
    AccountActor.VenueFailed failed = account.expectMessageClass(AccountActor.VenueFailed.class);
    assertThat(failed.reason()).contains("orders failed 5 times", "limit 5", "no answer");
    assertThat(failed.halfOpenAt()).isEqualTo(NOON.plusSeconds(30));
    assertThat(watch.open()).contains(failed);
  }

  @Test
  void after_a_start_the_account_hears_once_a_second_of_answers_until_an_older_failure_is_over() {
    watch.answered();
    account.expectMessageClass(AccountActor.VenueAnswers.class);
    watch.answered();
    fixture.pass(Duration.ofMillis(999));
    watch.answered();
    account.expectNoMessage(Duration.ofMillis(50));
    fixture.pass(Duration.ofMillis(1));
    watch.answered();
    account.expectMessageClass(AccountActor.VenueAnswers.class);
    fixture.pass(Duration.ofSeconds(30));
    watch.answered();
    account.expectMessageClass(AccountActor.VenueAnswers.class);
    fixture.pass(Duration.ofSeconds(2));
    watch.answered();
    account.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void an_order_that_is_answered_between_them_begins_a_new_row() {
    for (int i = 0; i < 4; i++) {
      watch.ordered(unknown(Leg.ENTRY));
    }
    watch.ordered(accepted());
    for (int i = 0; i < 4; i++) {
      watch.ordered(unknown(Leg.ENTRY));
    }
    assertThat(watch.open()).isEmpty();
  }

  @Test
  void failures_that_are_more_than_a_minute_apart_are_no_row() {
    for (int i = 0; i < 8; i++) {
      watch.ordered(unknown(Leg.ENTRY));
      fixture.pass(Duration.ofMillis(15_001));
    }
    assertThat(watch.open()).isEmpty();
  }

  @Test
  void after_the_pause_an_answer_lets_entries_on_and_the_next_order_that_fails_takes_them_off() {
    for (int i = 0; i < 5; i++) {
      watch.ordered(unknown(Leg.ENTRY));
    }
    account.expectMessageClass(AccountActor.VenueFailed.class);
    fixture.pass(Duration.ofSeconds(30).minusMillis(1));
    watch.answered();
    account.expectNoMessage(Duration.ofMillis(50));
    fixture.pass(Duration.ofMillis(1));
    watch.answered();
    account.expectMessageClass(AccountActor.VenueAnswers.class);
    assertThat(watch.open()).isEmpty();
    watch.ordered(unknown(Leg.ENTRY));
    account.expectMessageClass(AccountActor.VenueFailed.class);
  }

  @Test
  void entries_refused_alike_count_and_a_post_only_refusal_does_not() {
    for (int i = 0; i < 6; i++) {
      watch.ordered(rejected(-5022, "would take"));
      watch.ordered(rejected(i % 2 == 0 ? -2019 : -4164, "no"));
    }
    assertThat(watch.open()).isEmpty();
    watch.ordered(accepted());
    for (int i = 0; i < 5; i++) {
      watch.ordered(rejected(-2019, "Margin is insufficient."));
    }
    assertThat(watch.open().orElseThrow().reason()).contains("refused alike 5 times", "-2019");
  }

  @ParameterizedTest
  @CsvSource({
    "0, price 1 is not on a tick of 0.1",
    "0, not sent: kept back: kill switch: STOP",
    "-1003, rate limit: told to wait until noon"
  })
  void what_we_kept_back_ourselves_says_nothing_about_the_venue(int code, String reason) {
    for (int i = 0; i < 6; i++) {
      watch.ordered(rejected(code, reason));
      watch.ordered(
          new OrderReport.Unknown(id(Leg.STOP), "cancel: rate limit: our own budget", NOON));
    }
    assertThat(watch.open()).isEmpty();
  }

  @Test
  void an_order_that_found_no_connection_has_failed() {
    for (int i = 0; i < 5; i++) {
      watch.ordered(rejected(0, "not sent: ConnectException: refused"));
    }
    assertThat(watch.open().orElseThrow().reason()).contains("ConnectException");
  }

  @Test
  void reads_that_fail_five_times_in_a_row_take_entries_off_and_a_refusal_is_an_answer() {
    for (int i = 0; i < 4; i++) {
      watch.failed(TIMEOUT);
    }
    watch.failed(new VenueException(VenueException.Kind.REFUSED, -4046, "no need"));
    for (int i = 0; i < 4; i++) {
      watch.failed(TIMEOUT);
    }
    assertThat(watch.open()).isEmpty();
    watch.failed(TIMEOUT);
    assertThat(watch.open().orElseThrow().reason()).contains("REST failed 5 times in a row");
  }

  private void started() {
    fixture.pass(Duration.ofSeconds(45));
  }

  @Test
  void a_cold_start_may_be_slow() {
    fixture.gateway.slow = Duration.ofSeconds(9);
    fixture.pass(Duration.ofSeconds(45).minusMillis(1));
    watch.look();
    assertThat(watch.open()).isEmpty();
    fixture.pass(Duration.ofMillis(1));
    watch.look();
    assertThat(watch.open()).isPresent();
  }

  @Test
  void calls_that_take_two_seconds_are_not_slow_and_a_millisecond_more_is() {
    started();
    fixture.gateway.slow = Duration.ofSeconds(2);
    watch.look();
    assertThat(watch.open()).isEmpty();
    fixture.gateway.slow = Duration.ofMillis(2_001);
    watch.look();
    AccountActor.VenueFailed failed = account.expectMessageClass(AccountActor.VenueFailed.class);
    assertThat(failed.reason()).isEqualTo("REST is slow: p95 of 2001 ms over 30 s, limit 2000 ms");
    assertThat(failed.halfOpenAt()).isEqualTo(NOON.plusSeconds(75));
    watch.look();
    account.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void an_answer_after_the_pause_lets_entries_on_only_when_calls_are_quick_again() {
    started();
    fixture.gateway.slow = Duration.ofSeconds(3);
    watch.look();
    fixture.pass(Duration.ofSeconds(31));
    watch.answered();
    assertThat(watch.open()).as("slow still").isPresent();
    fixture.gateway.slow = Duration.ofSeconds(1);
    watch.look();
    assertThat(watch.open()).as("nobody answered yet").isPresent();
    watch.answered();
    assertThat(watch.open()).isEmpty();
  }

  @Test
  void slowness_of_more_than_a_minute_is_told_once_and_again_only_when_it_begins_anew() {
    started();
    fixture.gateway.slow = Duration.ofSeconds(3);
    watch.look();
    fixture.pass(Duration.ofSeconds(60));
    watch.look();
    assertThat(lost).isEmpty();
    fixture.pass(Duration.ofSeconds(1));
    watch.look();
    watch.look();
    assertThat(lost).containsExactly("REST was slow for 61 s");
    fixture.gateway.slow = Duration.ofSeconds(1);
    watch.look();
    fixture.gateway.slow = Duration.ofSeconds(3);
    watch.look();
    assertThat(lost).hasSize(1);
    fixture.pass(Duration.ofSeconds(61));
    watch.look();
    assertThat(lost).hasSize(2);
  }

  @Test
  void failures_that_lasted_longer_than_a_minute_are_told_at_the_first_answer() {
    for (int i = 0; i < 6; i++) {
      watch.failed(TIMEOUT);
      fixture.pass(Duration.ofSeconds(10));
    }
    watch.answered();
    assertThat(lost).as("a minute, not longer").isEmpty();
    for (int i = 0; i < 7; i++) {
      watch.failed(TIMEOUT);
      fixture.pass(Duration.ofSeconds(10));
    }
    assertThat(lost).as("nobody answers yet").isEmpty();
    watch.answered();
    watch.answered();
    assertThat(lost).containsExactly("REST failed for 70 s");
  }

  private static ClientOrderId id(Leg leg) {
    return new ClientOrderId("abc123", BTC, 1, leg, 0);
  }

  private static OrderReport unknown(Leg leg) {
    return new OrderReport.Unknown(id(leg), "cancel: no answer within 5000 ms", NOON);
  }

  private static OrderReport accepted() {
    return new OrderReport.Accepted(id(Leg.ENTRY), 7, BigDecimal.ZERO, NOON);
  }

  private static OrderReport rejected(int code, String reason) {
    return new OrderReport.Rejected(id(Leg.ENTRY), code, reason, NOON);
  }
}
