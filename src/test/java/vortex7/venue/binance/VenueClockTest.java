package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class VenueClockTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration SKEW_MAX = Duration.ofMillis(500);

  private final AtomicReference<Instant> wall = new AtomicReference<>(NOON);
  private final AtomicLong nanos = new AtomicLong(77);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(VenueClock.class);
  private final VenueClock clock =
      new VenueClock(OwnTime.ofMachine(wall::get, nanos::get), 5, SKEW_MAX);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  @Test
  void a_step_of_the_wall_clock_moves_no_deadline_forward_or_back() {
    sampleVenueAhead(Duration.ofMillis(40));
    Instant entrySent = clock.instant();
    Instant timeout = entrySent.plusSeconds(5);

    wall.updateAndGet(now -> now.plusSeconds(5));
    assertThat(clock.instant()).isEqualTo(entrySent).isBefore(timeout);
    assertThat(clock.millis()).isEqualTo(entrySent.toEpochMilli());

    wall.updateAndGet(now -> now.minusSeconds(10));
    passes(Duration.ofMillis(4_999));
    assertThat(clock.instant()).isBefore(timeout);
    passes(Duration.ofMillis(1));
    assertThat(clock.instant()).isEqualTo(timeout);
  }

  @Test
  void the_offset_is_measured_beside_a_wall_clock_that_steps() {
    sampleVenueAhead(Duration.ofMillis(40));
    wall.updateAndGet(now -> now.plusSeconds(5));
    for (int i = 0; i < 5; i++) {
      passes(Duration.ofSeconds(2));
      sampleVenueAhead(Duration.ofMillis(40));
    }
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10).plusMillis(40));
    assertThat(clock.offset()).isEqualTo(Duration.ofMillis(40));
    assertThat(clock.skew()).isEqualTo(Duration.ofMillis(4_960));
  }

  @Test
  void the_middle_of_five_offsets_counts_and_one_slow_answer_does_not() {
    for (long late : List.of(10L, 12L, 900L, 11L, 9L)) {
      sampleVenueAhead(Duration.ofMillis(late));
    }
    assertThat(clock.offset()).isEqualTo(Duration.ofMillis(11));
    clock.distrust();
    sampleVenueAhead(Duration.ofMillis(900));
    assertThat(clock.offset()).isEqualTo(Duration.ofMillis(900));
  }

  @Test
  void half_of_the_round_trip_was_the_way_there() {
    Instant asked = clock.own();
    passes(Duration.ofMillis(300));
    clock.sample(asked, clock.own(), NOON.plusMillis(150 + 25).toEpochMilli());
    assertThat(clock.offset()).isEqualTo(Duration.ofMillis(25));
  }

  @Test
  void a_skew_above_the_limit_warns_once_for_each_crossing() {
    sampleVenueAhead(Duration.ofMillis(500));
    assertThat(warnings()).isEmpty();

    wall.updateAndGet(now -> now.minusMillis(1));
    sampleVenueAhead(Duration.ofMillis(500));
    sampleVenueAhead(Duration.ofMillis(500));
    assertThat(warnings()).singleElement().asString().contains("-501 ms", "500 ms");

    wall.updateAndGet(now -> now.plusMillis(1));
    sampleVenueAhead(Duration.ofMillis(500));
    wall.updateAndGet(now -> now.plusSeconds(5));
    sampleVenueAhead(Duration.ofMillis(500));
    sampleVenueAhead(Duration.ofMillis(500));
    assertThat(warnings()).hasSize(2).last().asString().contains("4500 ms");
  }

  @Test
  void the_embedded_venues_own_time_is_taken_as_it_is() {
    VenueClock replayed = new VenueClock(OwnTime.ofVenue(wall::get, nanos::get), 5, SKEW_MAX);
    wall.updateAndGet(now -> now.plusSeconds(3_600)); // At a hundred times real time, say.
    replayed.sample(wall.get(), wall.get(), wall.get().toEpochMilli());
    assertThat(replayed.instant()).isEqualTo(NOON.plusSeconds(3_600));
    assertThat(warnings()).isEmpty();
  }

  private void sampleVenueAhead(Duration ahead) {
    Instant now = clock.own();
    clock.sample(now, now, now.plus(ahead).toEpochMilli());
  }

  private void passes(Duration time) {
    nanos.addAndGet(time.toNanos());
    wall.updateAndGet(now -> now.plus(time));
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(line -> line.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
