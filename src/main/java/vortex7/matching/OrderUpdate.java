package vortex7.matching;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the venue tells an account about one of its orders (ORDER_TRADE_UPDATE).
 *
 * @param order as it is after this update
 * @param fill only with TRADE
 * @param bidNotional ({@code b}) of the account's resting BUY orders of the symbol, quote units
 * @param askNotional ({@code a}) likewise for SELL
 * @param time epoch ms of the venue
 */
public record OrderUpdate(
    String account,
    OrderView order,
    ExecutionType execution,
    ExpiryReason expiryReason,
    Optional<UserTrade> fill,
    BigDecimal bidNotional,
    BigDecimal askNotional,
    long time) {}
