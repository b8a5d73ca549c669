package vortex7.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.journal.DecisionRow;
import vortex7.live.Daemon;
import vortex7.live.view.DecisionView;

/**
 * Carries the decisions worth a row from the tree's news to the table {@code decisions}, on a
 * thread of its own: rendering one as JSON takes longer than deciding, and news come on the thread
 * that trades.
 */
final class DecisionJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionJournal.class);
  private static final Duration END = Duration.ofSeconds(2);
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new Jdk8Module())
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private final Consumer<DecisionRow> writer;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("decision-rows").factory());

  /** Hands each row to {@code writer}, in the order of the news. */
  DecisionJournal(Consumer<DecisionRow> writer) {
    this.writer = writer;
  }

  /** Called on the thread of the news: hands over, returns. */
  void onNews(Daemon.News news) {
    if (news instanceof Daemon.News.DecisionMade made) {
      try {
        thread.execute(() -> write(made));
      } catch (RejectedExecutionException ended) {
        LOG.warn("event=decision_after_the_end ref={}", made.ref());
      }
    }
  }

  private void write(Daemon.News.DecisionMade made) {
    try {
      writer.accept(row(made.view().get()));
    } catch (RuntimeException fault) {
      LOG.error("event=decision_not_written ref={}", made.ref(), fault);
    }
  }

  /** What was handed over is written out; nothing may be handed over any more. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("event=decisions_left_out count={}", thread.shutdownNow().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a decision is written as. */
  static DecisionRow row(DecisionView decision) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("action", decision.action());
    detail.put("strategy", decision.strategy());
    detail.put("confidence", decision.confidence());
    detail.put("agreeing", decision.agreeing());
    detail.put("reason", decision.reason());
    detail.put("strategies", decision.strategies());
    detail.put("sizeMultiplier", decision.sizeMultiplier());
    return new DecisionRow(
        decision.ref(),
        decision.mark(),
        decision.time(),
        decision.symbol(),
        decision.score(),
        text(decision.readings()),
        text(decision.gates()),
        decision.outcome(),
        text(detail));
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view that is no JSON: " + value, e);
    }
  }
}
