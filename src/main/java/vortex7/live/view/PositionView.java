package vortex7.live.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import vortex7.market.Side;

/**
 * An open trade of ours; prices and money in quote, quantity in base units.
 *
 * <p>While the journal does not answer after a start, what {@code DATA/open-positions.json} says of
 * it: target, leverage and strategy, which are not in there, are empty.
 *
 * @param markPrice the venue's mark, read each second while the position is open; the market's last
 *     trade before that and while the venue does not tell it
 */
public record PositionView(
    String symbol,
    Side side,
    String state,
    BigDecimal quantity,
    BigDecimal entryPrice,
    BigDecimal markPrice,
    Optional<BigDecimal> stopPrice,
    boolean stopAcked,
    Optional<BigDecimal> tp1Price,
    Optional<BigDecimal> tp2TrailPrice,
    Optional<Integer> leverage,
    BigDecimal unrealizedPnl,
    Optional<Instant> openedAt,
    Optional<Instant> plannedExitAt,
    String ref,
    Optional<Character> strategy,
    long positionNumber) {}
