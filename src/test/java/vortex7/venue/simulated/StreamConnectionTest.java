package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamConnectionTest {
  private static final SimulatedVenueSettings.Sockets LIMITS =
      SimulatedVenueSettings.Sockets.documents();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final FeedStage.Ear ear = new FeedStage.Ear();
  private final StreamConnection connection =
      new StreamConnection(
          1, new StreamConnection.Form(StreamName.TrafficClass.MARKET, false), ear, 0);

  private void beat(long minutes) {
    connection.beat(minutes * MINUTE, LIMITS, ByteString.fromString("at " + minutes));
  }

  @Test
  void it_is_pinged_every_three_minutes_busy_or_not() {
    for (int minute = 1; minute <= 9; minute++) {
      connection.offer(WebSocketFrames.text("tick"));
      beat(minute);
      connection.ponged(ByteString.fromString("at " + minute));
    }
    assertThat(ear.texts.stream().filter(text -> text.startsWith("at")))
        .containsExactly("at 3", "at 6", "at 9");
    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void it_is_cut_when_a_ping_stays_unanswered_for_ten_minutes() {
    for (int minute = 1; minute <= 12; minute++) {
      beat(minute);
      connection.ponged(ByteString.fromString("unsolicited"));
    }
    assertThat(connection.isOpen()).as("the first ping went out at minute 3").isTrue();
    beat(13);
    assertThat(connection.isOpen()).isFalse();
    assertThat(ear.cut).contains("ping");
  }

  @Test
  void a_pong_answers_the_pings_before_it_as_well() {
    for (int minute = 1; minute <= 60; minute++) {
      beat(minute);
      if (minute % 9 == 0) {
        connection.ponged(ByteString.fromString("at " + minute));
      }
    }
    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void it_ends_after_a_day_with_a_word() {
    for (int minute = 1; minute < 24 * 60; minute++) {
      beat(minute);
      connection.ponged(ByteString.fromString("at " + minute));
    }
    assertThat(connection.isOpen()).isTrue();
    beat(24 * 60);
    assertThat(connection.isOpen()).isFalse();
    assertThat(ear.completed).isTrue();
    assertThat(ear.frames.getLast().data().apply(0)).isEqualTo((byte) (1001 >> 8));
  }

  @Test
  void a_client_too_slow_for_its_queue_is_cut_and_not_waited_for() {
    ear.room = 2;
    assertThat(connection.offer(WebSocketFrames.text("1"))).isTrue();
    assertThat(connection.offer(WebSocketFrames.text("2"))).isTrue();
    assertThat(connection.offer(WebSocketFrames.text("3"))).isFalse();
    assertThat(connection.isOpen()).isFalse();
    assertThat(ear.cut).isNotEmpty();
    assertThat(ear.completed).isFalse();
  }

  @Test
  void a_message_that_does_not_end_ends_the_socket() {
    long second = Duration.ofSeconds(1).toNanos();
    connection.unfinished(true, second);
    connection.unfinished(true, 4 * second);
    connection.beat(5 * second, LIMITS, ByteString.emptyByteString());
    assertThat(connection.isOpen()).isTrue();
    connection.beat(6 * second, LIMITS, ByteString.emptyByteString());
    assertThat(ear.cut).contains("did not end");
  }
}
