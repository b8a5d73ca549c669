package vortex7.position;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Stops, targets and exits whose answer is awaited, on the own clock. */
public final class AnswersDue {
  /** How long one of them may go unanswered. An entry has its time-out. */
  private static final Duration BOUND = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private final SortedMap<String, Long> due = new TreeMap<>();

  public AnswersDue(LongSupplier nanos) {
    this.nanos = nanos;
  }

  public void sent(OrderRequest request) {
    boolean places =
        !(request instanceof OrderRequest.Cancel) && !(request instanceof OrderRequest.Query);
    if (places && request.id().leg() != ClientOrderId.Leg.ENTRY) {
      due.put(request.id().text(), nanos.getAsLong() + BOUND.toNanos());
    }
  }

  public void answered(ClientOrderId id) {
    due.remove(id.text());
  }

  /** Takes out what should have been answered by now. */
  public List<ClientOrderId> overdue() {
    long now = nanos.getAsLong();
    List<ClientOrderId> late = new ArrayList<>();
    due.forEach(
        (text, at) -> {
          if (now >= at) {
            late.add(ClientOrderId.parse(text).orElseThrow());
          }
        });
    late.forEach(this::answered);
    return late;
  }
}
