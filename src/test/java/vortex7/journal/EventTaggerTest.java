package vortex7.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.persistence.journal.Tagged;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vortex7.market.Symbol;
import vortex7.position.PositionEvent;
import vortex7.risk.AccountEvent;

class EventTaggerTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final EventTagger tagger = new EventTagger(new JournalScope("simulated", "paper"));

  @Test
  void what_a_projection_reads_carries_its_tag() {
    PositionEvent noFill = new PositionEvent.NoFill(1, "d_1", "CANCELED", NOON);
    assertThat(tagger.toJournal(noFill))
        .isEqualTo(new Tagged(noFill, Set.of("position|simulated-paper")));
    AccountEvent day = new AccountEvent.DayBegan(LocalDate.EPOCH, BigDecimal.TEN, NOON);
    assertThat(tagger.toJournal(day)).isEqualTo(new Tagged(day, Set.of("account|simulated-paper")));
    AccountEvent created = new AccountEvent.JournalCreated("0a1b2c", NOON);
    assertThat(tagger.toJournal(created))
        .isEqualTo(new Tagged(created, Set.of("account|simulated-paper")));
  }

  @Test
  void what_an_order_waits_for_carries_none() {
    PositionEvent tp1 = new PositionEvent.Tp1Hit(1, NOON);
    assertThat(tagger.toJournal(tp1)).isSameAs(tp1);
    AccountEvent counted = new AccountEvent.NoFillCounted(Symbol.of("BTCUSDT"), 1, NOON);
    assertThat(tagger.toJournal(counted)).isSameAs(counted);
  }
}
