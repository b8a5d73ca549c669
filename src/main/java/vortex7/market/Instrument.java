package vortex7.market;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the venue allows for one perpetual: steps, bounds and minimums, as its {@code exchangeInfo}
 * states them. Prices and notionals in the quote asset, quantities in the base asset.
 *
 * @param tickSize prices are minPrice plus a multiple of it
 * @param stepSize quantities are a multiple of it
 * @param marketMaxQuantity the largest quantity of a MARKET order
 * @param minNotional the smallest price × quantity of an order that does not reduce
 * @param percentUp a BUY may not be above mark × this
 * @param percentDown a SELL may not be below mark × this
 * @param marketTakeBound how far from the mark a MARKET order may take, as a fraction
 * @param triggerProtect the mark–last difference that suppresses protected triggers, a fraction
 */
public record Instrument(
    Symbol symbol,
    String baseAsset,
    String quoteAsset,
    BigDecimal tickSize,
    BigDecimal minPrice,
    BigDecimal maxPrice,
    BigDecimal stepSize,
    BigDecimal minQuantity,
    BigDecimal maxQuantity,
    BigDecimal marketMaxQuantity,
    BigDecimal minNotional,
    BigDecimal percentUp,
    BigDecimal percentDown,
    BigDecimal marketTakeBound,
    BigDecimal triggerProtect) {

  public Instrument {
    requirePositive("tickSize", tickSize);
    requirePositive("stepSize", stepSize);
    requirePositive("minQuantity", minQuantity);
    requirePositive("maxQuantity", maxQuantity);
  }

  private static void requirePositive(String name, BigDecimal value) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(name + " must be above 0, was " + value);
    }
  }

  /** {@code price} rounded to a tick in the direction of {@code mode}, with the tick's scale. */
  public BigDecimal roundPrice(BigDecimal price, RoundingMode mode) {
    return roundTo(price, tickSize, mode);
  }

  /** {@code price}, a statistic, rounded to a tick in the direction of {@code mode}. */
  public BigDecimal roundPrice(double price, RoundingMode mode) {
    return roundTo(BigDecimal.valueOf(price), tickSize, mode);
  }

  /** {@code quantity} rounded down to the lot step, with the step's scale. */
  public BigDecimal floorQuantity(BigDecimal quantity) {
    return roundTo(quantity, stepSize, RoundingMode.DOWN);
  }

  /** Decimals of a price as the venue prints it. */
  public int priceScale() {
    return Math.max(0, tickSize.stripTrailingZeros().scale());
  }

  /** Decimals of a quantity as the venue prints it. */
  public int quantityScale() {
    return Math.max(0, stepSize.stripTrailingZeros().scale());
  }

  private static BigDecimal roundTo(BigDecimal value, BigDecimal step, RoundingMode mode) {
    BigDecimal steps = value.divide(step, 0, mode);
    return steps.multiply(step).setScale(Math.max(0, step.stripTrailingZeros().scale()), mode);
  }
}
