package vortex7.venue.simulated.fault;

/**
 * A disturbance with its times and its limits.
 *
 * @param fromMillis when it begins, epoch ms of the venue
 * @param untilMillis when it ends; {@link Long#MAX_VALUE} when only taking it off ends it
 * @param probability with which it fires on something that matches
 * @param skip matches that it lets pass first
 * @param countMax how often it fires at most; {@link Long#MAX_VALUE} for any number
 * @param everyMillis between one act and the next; 0 for a single one
 */
public record Fault(
    String id,
    Effect effect,
    Scope scope,
    long fromMillis,
    long untilMillis,
    double probability,
    long skip,
    long countMax,
    long everyMillis) {

  /** The same fault, so many milliseconds later. */
  public Fault later(long millis) {
    return new Fault(
        id,
        effect,
        scope,
        fromMillis + millis,
        untilMillis == Long.MAX_VALUE ? untilMillis : untilMillis + millis,
        probability,
        skip,
        countMax,
        everyMillis);
  }

  /** Under another id. */
  Fault named(String other) {
    return new Fault(
        other, effect, scope, fromMillis, untilMillis, probability, skip, countMax, everyMillis);
  }

  /** The time from its beginning on during which it is active. */
  boolean covers(long now) {
    return now >= fromMillis && now < untilMillis;
  }
}
