package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.live.LiveFixture.BTC;
import static vortex7.live.LiveFixture.NOON;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
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
  private RestWatch watch;

  @BeforeEach
  void wire() {
    fixture = new LiveFixture(data);
    watch = new RestWatch(fixture.wiring, account.ref());
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
