package vortex7.risk;

import java.math.BigDecimal;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.market.Side;

/**
 * What a trade's size depends on. Amounts in quote units.
 *
 * @param entryPrice of the post-only entry
 * @param confidence of the decision, 0 to 100
 * @param balance wallet balance without unrealised profit, capped where the mode says so
 * @param leverage what the venue last confirmed for the symbol; empty while a change is unconfirmed
 * @param sizeMultiplier of the market phase, 1 normally
 * @param spread ask less bid, as a fraction of the price
 * @param symbolsConfigured how many symbols share the balance
 */
public record SizingRequest(
    Side side,
    BigDecimal entryPrice,
    BigDecimal stopPrice,
    BigDecimal targetPrice,
    double confidence,
    BigDecimal balance,
    Instrument instrument,
    Optional<Integer> leverage,
    BigDecimal sizeMultiplier,
    BigDecimal spread,
    int symbolsConfigured) {}
