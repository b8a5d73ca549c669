package vortex7.live;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vortex7.market.Symbol;

/**
 * The last mark of the asset that fees may be paid in, in quote units, and when it was read; kept
 * however old it gets, since a fee at an old price is nearer to the truth than one without.
 * Confined to its actor.
 */
final class TokenPrice {
  /** Where the asset trades. */
  static final Symbol MARKET = Symbol.of(FeeWatch.TOKEN + "USDT");

  private Optional<BigDecimal> price = Optional.empty();
  private Instant readAt = Instant.EPOCH;

  void read(BigDecimal mark, Instant at) {
    price = Optional.of(mark);
    readAt = at;
  }

  boolean known() {
    return price.isPresent();
  }

  /** For people: what fees are reckoned at while no newer price can be had. */
  String inUse(Instant now) {
    return price
        .map(mark -> mark.toPlainString() + ", read " + age(now).toSeconds() + " s ago")
        .orElse("none, fees in " + FeeWatch.TOKEN + " stay without a value in quote units");
  }

  private Duration age(Instant now) {
    return Duration.between(readAt, now);
  }
}
