package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FactsWatchTest {
  private static final BigDecimal FLAT = BigDecimal.ZERO;

  private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
  private final FactsWatch watch = new FactsWatch(nanos::get);

  private void pass(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  /** Looks every 100 ms for {@code seconds}; facts are answered at once. */
  private int requestsIn(int seconds, BigDecimal venue, BigDecimal ours) {
    int requests = 0;
    for (int i = 0; i < seconds * 10; i++) {
      pass(100);
      if (watch.differs(ours)) {
        watch.want();
      }
      if (watch.ask()) {
        requests++;
        pass(20);
        watch.came(venue);
      }
    }
    return requests;
  }

  @Test
  void facts_replace_what_the_stream_told_before_they_were_asked_for() {
    watch.venueHas(BigDecimal.ONE); // And the event of the close is lost.
    assertThat(requestsIn(60, FLAT, FLAT)).isEqualTo(1);
  }

  @Test
  void what_the_stream_told_after_the_facts_were_asked_for_stands() {
    watch.want();
    assertThat(watch.ask()).isTrue();
    pass(10);
    watch.venueHas(BigDecimal.ONE);
    watch.came(FLAT);
    assertThat(watch.differs(FLAT)).isFalse();
    pass(500);
    assertThat(watch.differs(FLAT)).isTrue();
  }

  @Test
  void a_difference_that_stays_is_asked_about_less_and_less() {
    watch.venueHas(BigDecimal.ONE); // Somebody else's position, which stays.
    assertThat(requestsIn(60, BigDecimal.ONE, FLAT)).isBetween(4, 8);
    assertThat(requestsIn(60, BigDecimal.ONE, FLAT)).isLessThanOrEqualTo(2);
    watch.venueHas(BigDecimal.TEN);
    assertThat(requestsIn(2, BigDecimal.TEN, FLAT)).as("news").isPositive();
  }

  @Test
  void a_lost_request_is_made_again() {
    watch.want();
    assertThat(watch.ask()).isTrue();
    watch.want();
    assertThat(watch.ask()).isFalse();
    pass(10_000);
    assertThat(watch.ask()).isTrue();
  }
}
