package vortex7.live.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One engine: whether it lives, and its reading at the last mark that it answered.
 *
 * @param alive whether it answers, and answered its last mark in time
 * @param state OK; WARMING while it lacks history; STALE or GAP while its data does; MISSING
 * @param reason OK, or why the reading is NEUTRAL: NOT_WARM, STALE, GAP, MISSING; while data is the
 *     reason, with what was last wrong with it, such as {@code GAP: BOOK CROSSED_BOOK}
 * @param mark 0 before the first
 * @param at the mark's event time; empty before the first
 * @param warmInSec for how long it still lacks history, where its windows tell
 * @param restarts since the process began
 * @param lastFault of the data that it lives by, whether that still matters or not
 * @param values the engine's own fields by name: numbers, booleans, texts
 */
public record EngineView(
    String engine,
    boolean alive,
    String state,
    String direction,
    double strength,
    String reason,
    long mark,
    Optional<Instant> at,
    Optional<Long> warmInSec,
    int restarts,
    Optional<FeedView.FaultView> lastFault,
    SortedMap<String, Object> values) {
  private static final String OK = "OK";
  private static final String NOT_WARM = "NOT_WARM";
  private static final String MISSING = "MISSING";

  public EngineView {
    values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** An engine that answers, with the reading that it gave last. */
  public static EngineView of(ReadingView reading, Optional<Long> warmInSec, int restarts) {
    return new EngineView(
        reading.engine(),
        true,
        reading.reason().equals(NOT_WARM) ? "WARMING" : reading.reason(),
        reading.direction(),
        reading.strength(),
        reading.reason(),
        reading.mark(),
        Optional.of(reading.at()),
        warmInSec.filter(left -> left > 0),
        restarts,
        Optional.empty(),
        reading.values());
  }

  /** An engine that has not answered a mark yet. */
  public static EngineView unasked(String engine, Optional<Long> warmInSec, int restarts) {
    return new EngineView(
        engine,
        true,
        "WARMING",
        "NEUTRAL",
        0,
        NOT_WARM,
        0,
        Optional.empty(),
        warmInSec,
        restarts,
        Optional.empty(),
        new TreeMap<>());
  }

  /** An engine that does not answer: neither us nor, in time, a mark. */
  public EngineView missing() {
    return new EngineView(
        engine,
        false,
        MISSING,
        "NEUTRAL",
        0,
        MISSING,
        mark,
        at,
        Optional.empty(),
        restarts,
        lastFault,
        new TreeMap<>());
  }

  /**
   * The same while its data is the reason for {@code now}, GAP or STALE: no mark may have come
   * since for the engine to say so itself.
   */
  public EngineView held(String now) {
    return new EngineView(
        engine,
        alive,
        alive ? now : state,
        "NEUTRAL",
        0,
        alive ? now : reason,
        mark,
        at,
        warmInSec,
        restarts,
        lastFault,
        values);
  }

  /**
   * The same, with what was wrong with the data of the {@code streams} that the engine lives by.
   */
  public EngineView with(List<FeedView.FaultView> faults, List<String> streams) {
    Optional<FeedView.FaultView> newest =
        faults.stream()
            .filter(fault -> streams.contains(fault.stream()))
            .max(Comparator.comparing(FeedView.FaultView::lastAt));
    boolean ofData = !reason.equals(OK) && !reason.equals(NOT_WARM) && !reason.equals(MISSING);
    return new EngineView(
        engine,
        alive,
        state,
        direction,
        strength,
        ofData
            ? newest
                .map(fault -> reason + ": " + fault.stream() + " " + fault.kind())
                .orElse(reason)
            : reason,
        mark,
        at,
        warmInSec,
        restarts,
        newest,
        values);
  }
}
