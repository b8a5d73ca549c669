package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vortex7.port.EntryFence;

class DepartureTest {
  private static final ActorTestKit KIT = ActorTestKit.create("departure");
  private static final ByteString ORDER = ByteString.fromString("symbol=BTCUSDT");

  @AfterAll
  static void shutdown() {
    KIT.shutdownTestKit();
  }

  private static ByteString taken(Departure departure) {
    return departure
        .body(ORDER)
        .runWith(Sink.head(), KIT.system())
        .toCompletableFuture()
        .orTimeout(5, TimeUnit.SECONDS)
        .join();
  }

  @Test
  void what_has_left_cannot_be_kept_back() {
    Departure departure = new Departure(EntryFence.OPEN);
    assertThat(taken(departure)).isEqualTo(ORDER);
    assertThat(departure.keep("too late")).isEmpty();
  }

  @Test
  void what_was_given_up_does_not_leave_later() {
    Departure departure = new Departure(EntryFence.OPEN);
    assertThat(departure.keep("no connection")).contains("no connection");
    assertThatThrownBy(() -> taken(departure)).hasMessageContaining("no connection");
    assertThat(departure.keep("another reason")).contains("no connection");
  }

  @Test
  void the_fence_is_asked_when_the_body_is_taken_and_its_reason_is_kept() {
    Departure departure = new Departure(() -> Optional.of("halted"));
    assertThatThrownBy(() -> taken(departure)).hasMessageContaining("halted");
    assertThat(departure.keep("the stream failed")).contains("kept back: halted");
  }
}
