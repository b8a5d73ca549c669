package vortex7.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.LinkedHashMap;
import java.util.Map;
import vortex7.journal.DecisionRow;
import vortex7.journal.DecisionWriter;
import vortex7.live.Daemon;
import vortex7.live.view.DecisionView;

/** Carries the decisions worth a row from the tree's news to the table {@code decisions}. */
final class DecisionJournal {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new Jdk8Module())
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private DecisionJournal() {}

  /** Called on the thread of the news: converts, hands over, returns. */
  static void onNews(Daemon.News news, DecisionWriter writer) {
    if (news instanceof Daemon.News.DecisionMade made) {
      writer.accept(row(made.decision()));
    }
  }

  private static DecisionRow row(DecisionView decision) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("action", decision.action());
    detail.put("strategy", decision.strategy());
    detail.put("confidence", decision.confidence());
    detail.put("agreeing", decision.agreeing());
    detail.put("reason", decision.reason());
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
