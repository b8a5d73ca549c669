package vortex7.matching;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What regular and conditional orders have in common beside price and quantity.
 *
 * @param selfTrade as asked for; it works on GTC, IOC, GTD and MARKET orders
 * @param priceMatch NONE when the price was given
 * @param goodTillMillis epoch ms, whole seconds, of a GTD order; else 0
 */
public record OrderTerms(
    PositionSide positionSide,
    SelfTradePrevention selfTrade,
    PriceMatch priceMatch,
    long goodTillMillis) {

  /** One-way, and the mode that the venue uses when none is named. */
  public static final OrderTerms DEFAULT =
      new OrderTerms(PositionSide.BOTH, SelfTradePrevention.EXPIRE_MAKER, PriceMatch.NONE, 0);

  public OrderTerms on(PositionSide side) {
    return new OrderTerms(side, selfTrade, priceMatch, goodTillMillis);
  }

  public OrderTerms preventing(SelfTradePrevention mode) {
    return new OrderTerms(positionSide, mode, priceMatch, goodTillMillis);
  }

  public OrderTerms matching(PriceMatch match) {
    return new OrderTerms(positionSide, selfTrade, match, goodTillMillis);
  }

  public OrderTerms until(long millis) {
    return new OrderTerms(positionSide, selfTrade, priceMatch, millis);
  }

  /** The terms, or the default ones where a state of an older version has none. */
  static OrderTerms orDefault(@Nullable OrderTerms terms) {
    return Objects.requireNonNullElse(terms, DEFAULT);
  }
}
