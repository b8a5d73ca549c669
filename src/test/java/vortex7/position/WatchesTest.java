package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.position.Trades.BTC;
import static vortex7.position.Trades.dec;
import static vortex7.position.Trades.id;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;

/** What is looked at beside a position by the own clock: answers, resting entries, read-backs. */
class WatchesTest {
  private static final long SECOND = 1_000_000_000L;

  private long nanos = 5 * SECOND;
  private final AnswersDue answers = new AnswersDue(() -> nanos);
  private final EntryPoll poll = new EntryPoll(() -> nanos, Duration.ofMillis(500));
  private final BareReadBacks readBacks = new BareReadBacks();

  private static OrderRequest exit(int attempt) {
    return new OrderRequest.PlaceMarket(id(1, Leg.EXIT, attempt), Side.SELL, dec("0.010"), true);
  }

  @Test
  void an_answer_is_overdue_a_second_after_its_order_was_sent_and_told_once() {
    answers.sent(exit(0));
    nanos += SECOND - 1;
    assertThat(answers.overdue()).isEmpty();
    nanos += 1;
    assertThat(answers.overdue()).containsExactly(id(1, Leg.EXIT, 0));
    assertThat(answers.overdue()).isEmpty();
  }

  @Test
  void an_answer_that_came_is_not_overdue_and_others_still_are() {
    answers.sent(exit(0));
    answers.sent(exit(1));
    answers.answered(id(1, Leg.EXIT, 0));
    nanos += 2 * SECOND;
    assertThat(answers.overdue()).containsExactly(id(1, Leg.EXIT, 1));
  }

  @Test
  void nobody_waits_for_entries_cancels_and_questions() {
    answers.sent(
        new OrderRequest.PlaceLimit(
            id(1, Leg.ENTRY, 0),
            Side.BUY,
            dec("0.010"),
            dec("60000"),
            OrderRequest.TimeInForce.GTX,
            false));
    answers.sent(new OrderRequest.Cancel(id(1, Leg.STOP, 0)));
    answers.sent(new OrderRequest.Query(id(1, Leg.EXIT, 0)));
    nanos += 2 * SECOND;
    assertThat(answers.overdue()).isEmpty();
  }

  @Test
  void an_entry_that_rests_is_asked_about_every_half_second() {
    Desk desk = Desk.aLong();
    assertThat(poll.due(desk.position)).as("not accepted yet").isEmpty();
    desk.accepted(Leg.ENTRY, 0);
    assertThat(poll.due(desk.position)).as("it has just come to rest").isEmpty();
    nanos += SECOND / 2 - 1;
    assertThat(poll.due(desk.position)).isEmpty();
    nanos += 1;
    Optional<OrderRequest> question = Optional.of(new OrderRequest.Query(id(1, Leg.ENTRY, 0)));
    assertThat(poll.due(desk.position)).isEqualTo(question);
    assertThat(poll.due(desk.position)).as("asked a moment ago").isEmpty();
    nanos += SECOND / 2;
    assertThat(poll.due(desk.position)).isEqualTo(question);
  }

  @Test
  void an_entry_that_is_filled_and_a_position_without_a_trade_are_not_asked_about() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    assertThat(poll.due(desk.position)).isEmpty();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    nanos += SECOND;
    assertThat(poll.due(desk.position)).isEmpty();
    nanos += SECOND;
    assertThat(poll.due(desk.position)).isEmpty();
    assertThat(poll.due(Position.initial(BTC))).isEmpty();
  }

  private static VenueFacts with(Desk desk, String... stops) {
    List<VenueFacts.OpenStop> standing =
        List.of(stops).stream()
            .map(
                name -> new VenueFacts.OpenStop(name, 5, Side.SELL, dec("59940.0"), dec("0"), true))
            .toList();
    return new VenueFacts(
        BTC, dec("0"), dec("0"), dec("60000"), List.of(), standing, List.of(), desk.now);
  }

  @Test
  void a_read_back_without_our_stop_is_believed_the_second_time_in_a_row() {
    Desk desk = Desk.active();
    String ours = id(1, Leg.STOP, 0).text();
    assertThat(readBacks.believed(desk.position, with(desk))).isFalse();
    assertThat(readBacks.believed(desk.position, with(desk, ours))).isFalse();
    assertThat(readBacks.believed(desk.position, with(desk))).isFalse();
    assertThat(readBacks.believed(desk.position, with(desk))).isTrue();
    assertThat(readBacks.believed(desk.position, with(desk))).isTrue();
  }

  @Test
  void a_stop_of_somebody_else_or_of_another_trade_or_leg_is_not_ours() {
    Desk desk = Desk.active();
    for (String other :
        List.of(
            "web_1",
            id(2, Leg.STOP, 0).text(),
            id(1, Leg.STOP, 7).text(),
            id(1, Leg.TARGET, 0).text())) {
      BareReadBacks fresh = new BareReadBacks();
      fresh.believed(desk.position, with(desk, other));
      assertThat(fresh.believed(desk.position, with(desk, other))).as(other).isTrue();
    }
  }

  @Test
  void a_position_that_is_flat_needs_no_stop() {
    Desk desk = Desk.aLong();
    for (int i = 0; i < 3; i++) {
      assertThat(readBacks.believed(desk.position, with(desk))).isFalse();
      assertThat(readBacks.believed(Position.initial(BTC), with(desk))).isFalse();
    }
  }
}
