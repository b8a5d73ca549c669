package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;

/**
 * How an order fills that the market does not fill: shares of its quantity, one after the other.
 *
 * @param shares each above 0, at most 1 together
 * @param pauseMillis before each fill, except the first of an order that takes
 */
public record FillScript(List<BigDecimal> shares, long pauseMillis) {
  public FillScript {
    shares = List.copyOf(shares);
    BigDecimal sum = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean none = shares.stream().anyMatch(share -> share.signum() <= 0);
    if (shares.isEmpty() || none || sum.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "shares must be above 0 and at most 1 together, were " + shares);
    }
    if (pauseMillis < 0) {
      throw new IllegalArgumentException("pauseMillis must be at least 0, was " + pauseMillis);
    }
  }
}
