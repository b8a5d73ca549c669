package vortex7.decision;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a trade enters and leaves. Prices in quote units, on the instrument's ticks.
 *
 * @param entry of the post-only order
 * @param target TP1, or the full target
 * @param targetShare of the quantity that closes at the target, in (0, 1]
 * @param trailDistance behind the last trade after the target, price units; empty without a rest
 * @param entryTimeout after which an unfilled entry is cancelled
 * @param longestHold from the first fill to the last exit fill
 * @param grossRr target distance / stop distance
 * @param effectiveRr the same after the fees of a win and of a loss
 */
public record Bracket(
    BigDecimal entry,
    BigDecimal stop,
    BigDecimal target,
    BigDecimal targetShare,
    Optional<BigDecimal> trailDistance,
    Duration entryTimeout,
    Duration longestHold,
    double grossRr,
    double effectiveRr) {}
