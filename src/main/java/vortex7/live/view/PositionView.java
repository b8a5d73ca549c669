package vortex7.live.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import vortex7.market.Side;

/** An open trade of ours; prices and money in quote, quantity in base units. */
public record PositionView(
    String symbol,
    Side side,
    String state,
    BigDecimal quantity,
    BigDecimal entryPrice,
    BigDecimal markPrice,
    Optional<BigDecimal> stopPrice,
    boolean stopAcked,
    BigDecimal tp1Price,
    Optional<BigDecimal> tp2TrailPrice,
    int leverage,
    BigDecimal unrealizedPnl,
    Optional<Instant> openedAt,
    Optional<Instant> plannedExitAt,
    String ref,
    char strategy,
    long positionNumber) {}
