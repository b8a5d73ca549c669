package vortex7.live;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.OrderRequest.WorkingType;

/**
 * What it takes to protect and to exit one position without the journal.
 *
 * @param epoch of the client order ids
 * @param quantity open, base units; 0 while the entry is pending
 * @param stopPrice where its stop stands or belongs
 * @param stopAttempt {@code exitAttempt} the newest attempt of each leg that was ever sent, −1 for
 *     none: what is sent without the journal takes the next
 * @param plannedExitAt when the longest hold ends; before the first fill: of the last fill that its
 *     entry can have
 * @param most that can be ours, base units: beyond {@code quantity} what the entry may have filled
 *     since; what the venue holds above it is somebody else's
 * @param workingType the price that triggers its stop
 */
public record OpenPosition(
    Symbol symbol,
    String epoch,
    long positionNumber,
    String ref,
    Side side,
    BigDecimal quantity,
    BigDecimal entryPrice,
    BigDecimal stopPrice,
    int stopAttempt,
    int exitAttempt,
    Optional<Instant> plannedExitAt,
    BigDecimal most,
    WorkingType workingType) {}
