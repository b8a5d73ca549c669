package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vortex7.journal.DecisionRow;
import vortex7.live.Daemon;
import vortex7.live.view.DecisionView;

class DecisionJournalTest {
  private final List<DecisionRow> rows = Collections.synchronizedList(new ArrayList<>());

  private static Daemon.News decision(int mark) {
    return new Daemon.News.DecisionMade(
        "d_" + mark,
        () ->
            new DecisionView(
                "d_" + mark,
                "BTCUSDT",
                mark,
                Instant.EPOCH,
                "LONG",
                Optional.of("A"),
                0.6,
                70,
                2,
                "a reason",
                List.of(),
                List.of(),
                1,
                List.of(),
                "SENT"));
  }

  @Test
  void who_tells_a_decision_does_not_wait_for_its_row_and_rows_keep_the_order() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (DecisionJournal journal =
        new DecisionJournal(
            row -> {
              try {
                told.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              rows.add(row);
            })) {
      IntStream.range(0, 100).forEach(mark -> journal.onNews(decision(mark)));
      assertThat(rows).isEmpty();
      told.countDown();
    }
    assertThat(rows)
        .extracting(DecisionRow::mark)
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(mark -> (long) mark).toList());
  }

  @Test
  void a_row_that_cannot_be_written_holds_up_no_other_and_other_news_make_none() throws Exception {
    try (DecisionJournal journal =
        new DecisionJournal(
            row -> {
              if (row.mark() == 1) {
                throw new IllegalStateException("refused");
              }
              rows.add(row);
            })) {
      journal.onNews(decision(1));
      journal.onNews(decision(2));
      journal.onNews(new Daemon.News.TradeClosed("d_1", "BTCUSDT", "TP1", BigDecimal.ONE));
    }
    assertThat(rows).extracting(DecisionRow::ref).containsExactly("d_2");
  }

  @Test
  void what_comes_after_the_end_is_left_out_without_a_fault() throws Exception {
    DecisionJournal journal = new DecisionJournal(rows::add);
    journal.close();
    journal.onNews(decision(1));
    assertThat(rows).isEmpty();
  }
}
