package vortex7.cli;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vortex7.decision.Decision;
import vortex7.live.DecisionViews;
import vortex7.live.IncidentReplay;
import vortex7.live.recorder.DecisionMark;
import vortex7.live.recorder.RunFacts;
import vortex7.market.Symbol;
import vortex7.position.TradePlan;
import vortex7.risk.Sizing;
import vortex7.signal.EngineId;

/** What a replay of one symbol's stretch came to, beside the recording and the journal. */
final class ReplayedStretch implements IncidentReplay.Listener {
  /** So near an engine's new beginning its readings may be of before or after it. */
  private static final long BEGINNING_MILLIS = Duration.ofSeconds(5).toMillis();

  /** So near the last line what was decided may not have reached the journal. */
  private static final long LAST_MILLIS = Duration.ofSeconds(10).toMillis();

  /** A decision is told a little after the mark that it is dated by. */
  private static final long NOTED_MILLIS = Duration.ofSeconds(1).toMillis();

  private static final int DIFFERENCES_MAX = 10_000;
  private static final String NO_ROW = "the journal has no row of it";
  private static final String NO_INTENT = "the journal has no such intent";

  /** A decision that is worth a row, and when it was told. */
  private record Kept(Decision decision, long millis) {}

  /** When an engine began anew. */
  private record Beginning(String engine, long millis) {}

  private final Symbol symbol;
  private final Instant from;
  private final Instant to;
  private final Optional<JournaledStretch> journal;
  private final ReplayTally decisions = new ReplayTally();
  private final ReplayTally rows = new ReplayTally();
  private final ReplayTally sizes = new ReplayTally();
  private final ReplayTally intents = new ReplayTally();
  private final List<ReplayDifference> differences = new ArrayList<>();
  private final List<Beginning> beginnings = new ArrayList<>();
  private final SortedMap<String, JournaledStretch.Row> rowsLeft;
  private final SortedMap<String, TradePlan> plansLeft;
  private @Nullable Kept lastKept;
  private long dropped;
  private long lostSince = Long.MAX_VALUE;
  private long lostInputs;
  private long endingSince = Long.MAX_VALUE;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis;

  /** Compares what was decided at {@code from} or later, and before {@code to}. */
  ReplayedStretch(Symbol symbol, Instant from, Instant to, Optional<JournaledStretch> journal) {
    this.symbol = symbol;
    this.from = from;
    this.to = to;
    this.journal = journal;
    rowsLeft = new TreeMap<>(journal.map(known -> known.rows(symbol)).orElseGet(TreeMap::new));
    plansLeft = new TreeMap<>(journal.map(known -> known.plans(symbol)).orElseGet(TreeMap::new));
  }

  private boolean within(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  // ---- what the replay tells

  @Override
  public void began(RunFacts run, long millis) {
    endRun();
    lostSince = Long.MAX_VALUE;
    lostInputs = 0;
    endingSince = Long.MAX_VALUE;
    beginnings.clear();
  }

  @Override
  public void engineBegan(String name, long millis) {
    beginnings.add(new Beginning(name, millis));
    List<ReplayDifference> again =
        differences.stream().map(known -> explainedBy(known, name, millis)).toList();
    differences.clear();
    differences.addAll(again);
  }

  /** A difference of just before is told of before the engine's end is. */
  private ReplayDifference explainedBy(ReplayDifference known, String engine, long millis) {
    boolean near = millis - known.at().toEpochMilli() <= BEGINNING_MILLIS;
    return near && !known.explained() && readsOtherwise(known, engine)
        ? known.because(beganAnew(engine, millis))
        : known;
  }

  private static String beganAnew(String engine, long millis) {
    return "the engine " + engine + " began anew at " + Instant.ofEpochMilli(millis);
  }

  private static boolean readsOtherwise(ReplayDifference difference, String engine) {
    for (EngineId id : EngineId.values()) {
      if (id.code().equals(engine)) {
        return difference.details().contains(otherwise(id.number()));
      }
    }
    return false;
  }

  @Override
  public void ending(long millis) {
    endingSince = millis;
  }

  @Override
  public void lost(long inputs, long millis) {
    lostSince = Math.min(lostSince, millis);
    lostInputs += inputs;
  }

  @Override
  public void decided(DecisionMark recorded, Optional<Decision> again, long millis) {
    Instant at = Instant.ofEpochMilli(recorded.eventTime());
    if (!within(at)) {
      return;
    }
    firstMillis = Math.min(firstMillis, recorded.eventTime());
    lastMillis = Math.max(lastMillis, recorded.eventTime());
    List<String> details =
        again
            .map(decision -> difference(recorded, DecisionMark.of(decision)))
            .orElse(List.of("the replay has no such mark"));
    decisions.add(details.isEmpty());
    if (!details.isEmpty()) {
      differs(ReplayDifference.of("decision", recorded.ref(), at, details), millis);
    }
  }

  private static String otherwise(String engine) {
    return engine + " reads otherwise";
  }

  private static List<String> difference(DecisionMark was, DecisionMark is) {
    List<String> details = new ArrayList<>();
    for (String engine : new TreeSet<>(was.readings().keySet())) {
      if (!Objects.equals(was.readings().get(engine), is.readings().get(engine))) {
        details.add(otherwise(engine));
      }
    }
    if (!was.readings().keySet().equals(is.readings().keySet())) {
      details.add("engines " + was.readings().keySet() + " became " + is.readings().keySet());
    }
    if (!was.action().equals(is.action())) {
      details.add("action " + was.action() + " became " + is.action());
    }
    if (was.score() != is.score()) {
      details.add("score " + was.score() + " became " + is.score());
    }
    if (!was.refused().equals(is.refused())) {
      details.add("refusing gates " + was.refused() + " became " + is.refused());
    }
    if (details.isEmpty() && !was.digest().equals(is.digest())) {
      details.add("a gate's value or the bracket differs");
    }
    return details;
  }

  private void differs(ReplayDifference found, long millis) {
    ReplayDifference difference = found.due(Instant.ofEpochMilli(millis));
    if (lostSince <= millis) {
      difference =
          difference.because(
              "%d inputs since %s are not in the recording: the disk was too slow"
                  .formatted(lostInputs, Instant.ofEpochMilli(lostSince)));
    }
    for (Beginning beginning : beginnings) {
      boolean near = Math.abs(millis - beginning.millis()) <= BEGINNING_MILLIS;
      if (!difference.explained() && near && readsOtherwise(difference, beginning.engine())) {
        difference = difference.because(beganAnew(beginning.engine(), beginning.millis()));
      }
    }
    if (differences.size() < DIFFERENCES_MAX) {
      differences.add(difference);
    } else {
      dropped++;
    }
  }

  /** Two marks of one millisecond share a reference: the journal keeps what came last. */
  @Override
  public void kept(Decision decision, long millis) {
    if (journal.isPresent() && within(decision.time())) {
      Kept before = lastKept;
      if (before != null && !before.decision().ref().equals(decision.ref())) {
        compareRow(before);
      }
      lastKept = new Kept(decision, millis);
    }
  }

  private void compareLastRow() {
    Kept last = lastKept;
    if (last != null) {
      compareRow(last);
      lastKept = null;
    }
  }

  private void compareRow(Kept kept) {
    Decision decision = kept.decision();
    JournaledStretch.Row row = rowsLeft.remove(decision.ref());
    List<String> details =
        row == null
            ? List.of(NO_ROW)
            : row.difference(
                JournaledStretch.Row.of(
                    DecisionJournal.row(DecisionViews.decision(decision, row.outcome()))));
    rows.add(details.isEmpty());
    if (!details.isEmpty()) {
      differs(ReplayDifference.of("row", decision.ref(), decision.time(), details), kept.millis());
    }
  }

  @Override
  public void sized(String ref, Sizing recorded, Optional<Sizing> again, long millis) {
    if (!within(Instant.ofEpochMilli(millis))) {
      return;
    }
    List<String> details =
        again
            .map(sizing -> fields(recorded, sizing))
            .orElse(List.of("the replay did not want to enter"));
    sizes.add(details.isEmpty());
    if (!details.isEmpty()) {
      differs(ReplayDifference.of("size", ref, Instant.ofEpochMilli(millis), details), millis);
    }
  }

  @Override
  public void intended(TradePlan plan, long millis) {
    if (journal.isEmpty() || !within(plan.decidedAt())) {
      return;
    }
    TradePlan journaled = plansLeft.remove(plan.ref());
    List<String> details = journaled == null ? List.of(NO_INTENT) : fields(journaled, plan);
    intents.add(details.isEmpty());
    if (!details.isEmpty()) {
      String outcome = outcome(plan.ref());
      ReplayDifference found = ReplayDifference.of("intent", plan.ref(), plan.decidedAt(), details);
      differs(
          journaled == null && outcome.startsWith("REFUSED")
              ? found.because("the position did not take it: " + outcome)
              : found,
          millis);
    }
  }

  private String outcome(String ref) {
    return journal.flatMap(known -> known.outcome(symbol, ref)).orElse("");
  }

  /** The components in which two records of one type differ. */
  private static List<String> fields(Object was, Object is) {
    if (was.getClass() != is.getClass()) {
      return List.of(was + " became " + is);
    }
    List<String> details = new ArrayList<>();
    for (RecordComponent component : was.getClass().getRecordComponents()) {
      try {
        Object before = component.getAccessor().invoke(was);
        Object after = component.getAccessor().invoke(is);
        if (!Objects.equals(before, after)) {
          details.add("%s %s became %s".formatted(component.getName(), before, after));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
    return details;
  }

  // ---- at the end

  /** What a daemon decides while it ends, or just before it is killed, comes into no table. */
  private void endRun() {
    compareLastRow();
    List<ReplayDifference> again = differences.stream().map(this::explainedByEnd).toList();
    differences.clear();
    differences.addAll(again);
  }

  private ReplayDifference explainedByEnd(ReplayDifference known) {
    boolean absent = known.details().contains(NO_ROW) || known.details().contains(NO_INTENT);
    if (known.explained() || !absent) {
      return known;
    }
    long at = known.due().toEpochMilli();
    if (at >= endingSince - NOTED_MILLIS) {
      return known.because("the daemon was ending, since " + Instant.ofEpochMilli(endingSince));
    }
    return endingSince == Long.MAX_VALUE && lastMillis - at <= LAST_MILLIS
        ? known.because(
            "it is of the last moments that are recorded: the daemon was killed, or goes on, and"
                + " the journal did not have it yet")
        : known;
  }

  /** What the journal holds of the recorded time and the replay did not come to. */
  void end() {
    endRun();
    for (Map.Entry<String, JournaledStretch.Row> left : rowsLeft.entrySet()) {
      if (covers(left.getValue().time())) {
        rows.add(false);
        differs(
            ReplayDifference.of(
                "row",
                left.getKey(),
                left.getValue().time(),
                List.of("the replay keeps no such decision")),
            left.getValue().time().toEpochMilli());
      }
    }
    for (Map.Entry<String, TradePlan> left : plansLeft.entrySet()) {
      Instant at = left.getValue().decidedAt();
      if (covers(at)) {
        intents.add(false);
        differs(
            ReplayDifference.of(
                "intent", left.getKey(), at, List.of("the replay intends no such entry")),
            at.toEpochMilli());
      }
    }
  }

  private boolean covers(Instant at) {
    return at.toEpochMilli() >= firstMillis && at.toEpochMilli() <= lastMillis;
  }

  Symbol symbol() {
    return symbol;
  }

  ReplayTally decisions() {
    return decisions;
  }

  ReplayTally rows() {
    return rows;
  }

  ReplayTally sizes() {
    return sizes;
  }

  ReplayTally intents() {
    return intents;
  }

  List<ReplayDifference> differences() {
    return List.copyOf(differences);
  }

  /** Differences beyond those that are listed. */
  long notListed() {
    return dropped;
  }

  /** When the first and the last decision that was compared were made; empty without any. */
  Optional<String> span() {
    return lastMillis == 0
        ? Optional.empty()
        : Optional.of(
            Instant.ofEpochMilli(firstMillis) + " to " + Instant.ofEpochMilli(lastMillis));
  }
}
