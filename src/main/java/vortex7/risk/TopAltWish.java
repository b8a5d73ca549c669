package vortex7.risk;

import java.time.LocalDate;
import java.util.Optional;
import vortex7.market.Symbol;

/**
 * Who is to trade in the place {@code TOP_ALT}.
 *
 * @param before whose place it was when that was wished; the wish is void when it is somebody
 *     else's by now
 * @param symbol empty: nobody
 * @param day the UTC day that the choice was made for
 * @param reason why, in words
 */
public record TopAltWish(
    Optional<Symbol> before, Optional<Symbol> symbol, LocalDate day, String reason) {}
