package vortex7.live;

import java.time.Duration;

/**
 * The bounds of the tree itself: how it asks the venue, supervises and gives up.
 *
 * @param reconcileEvery positions, orders and fills are compared with the venue
 * @param actWithoutFactsAfter no facts for so long: people are told, and stops and time limits go
 *     on by what the journal says, also when the position was never compared since its start
 * @param factsFailingMax no facts for so long: reconciliation has failed, the symbol is HALTED
 * @param stopReadBackEvery while a position is open
 * @param stopReadBackSilence no read-back for so long, with a position open, is an emergency
 * @param entryPollEvery an entry that rests is asked about so often, because the event of its fill
 *     may be lost, or its stream dead without a word
 * @param rulesReadEvery the venue's filters are read again after so long
 * @param venueFailuresMax so many failures of REST in a row take entries off
 * @param venueFailuresWithin orders that fail, or entries that are refused alike, count as many in
 *     a row within so long
 * @param venueHalfOpenAfter the first answer after that pause lets entries on again
 * @param venueSlowAbove REST calls of which a twentieth takes longer take entries off, too
 * @param venueSlowWithin the calls that are looked at for that
 * @param venueLostAfter REST that fails, or is slow, for longer has positions closed as soon as it
 *     answers
 * @param priceGapPause entries are off for so long after a price gap
 * @param journalReadWithin a position that is not read by then after its start is protected by what
 *     the data folder and the venue name
 * @param restartsMax so many restarts of a symbol's actors within {@code restartsWithin} restrict
 *     it
 * @param onDisconnect what an emergency of the connections does to positions
 * @param panicClosesPositions whether PANIC closes them
 * @param missingAfter a reading that did not come by then, on the own clock, is MISSING
 * @param askTimeout of questions from outside the tree
 * @param killSwitchDrain how long the kill switch waits for entries in flight
 * @param assetPriceEvery how often the mark of the asset that fees are paid in is read, while the
 *     account holds some
 */
public record LiveRules(
    Duration reconcileEvery,
    Duration actWithoutFactsAfter,
    Duration factsFailingMax,
    Duration stopReadBackEvery,
    Duration stopReadBackSilence,
    Duration entryPollEvery,
    Duration rulesReadEvery,
    int venueFailuresMax,
    Duration venueFailuresWithin,
    Duration venueHalfOpenAfter,
    Duration venueSlowAbove,
    Duration venueSlowWithin,
    Duration venueLostAfter,
    Duration priceGapPause,
    Duration journalReadWithin,
    int restartsMax,
    Duration restartsWithin,
    OnDisconnect onDisconnect,
    boolean panicClosesPositions,
    Duration missingAfter,
    Duration askTimeout,
    Duration killSwitchDrain,
    Duration assetPriceEvery) {

  /** What {@code emergency.on-disconnect} may say. */
  public enum OnDisconnect {
    CLOSE,
    HOLD_IF_PROTECTED
  }

  /** The defaults of the profile {@code documents}. */
  public static LiveRules documents() {
    return new LiveRules(
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofMinutes(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofMillis(500),
        Duration.ofHours(1),
        5,
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofSeconds(3),
        10,
        Duration.ofMinutes(1),
        OnDisconnect.CLOSE,
        false,
        Duration.ofMillis(50),
        Duration.ofSeconds(3),
        Duration.ofMillis(80),
        Duration.ofMinutes(1));
  }
}
