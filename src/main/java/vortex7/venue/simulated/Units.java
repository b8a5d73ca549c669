package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prints one symbol's ticks and lot steps with the decimals that the venue uses for it. */
final class Units {
  private final int priceScale;
  private final int quantityScale;
  private final long unitsPerTick;
  private final long unitsPerStep;

  Units(ListedSymbol listed) {
    priceScale = listed.pricePrecision();
    quantityScale = listed.quantityPrecision();
    unitsPerTick = listed.instrument().tickSize().movePointRight(priceScale).longValueExact();
    unitsPerStep = listed.instrument().stepSize().movePointRight(quantityScale).longValueExact();
  }

  void price(JsonWriter json, String name, long ticks) {
    json.scaled(name, ticks * unitsPerTick, priceScale);
  }

  void quantity(JsonWriter json, String name, long steps) {
    json.scaled(name, steps * unitsPerStep, quantityScale);
  }

  /** Price times quantity, with the decimals of both. */
  void quote(JsonWriter json, String name, long ticks, long steps) {
    BigDecimal worth =
        BigDecimal.valueOf(ticks * unitsPerTick, priceScale)
            .multiply(BigDecimal.valueOf(steps * unitsPerStep, quantityScale));
    json.field(name, worth);
  }

  /** A price in ticks with the venue's decimals. */
  BigDecimal price(long ticks) {
    return BigDecimal.valueOf(ticks * unitsPerTick, priceScale);
  }

  /** A book level, {@code ["76914.90","5.878"]}. */
  void level(JsonWriter json, long ticks, long steps) {
    json.beginArray()
        .scaled(ticks * unitsPerTick, priceScale)
        .scaled(steps * unitsPerStep, quantityScale)
        .endArray();
  }

  BigDecimal price(double value) {
    return BigDecimal.valueOf(value).setScale(priceScale, RoundingMode.HALF_UP);
  }

  BigDecimal quantity(double value) {
    return BigDecimal.valueOf(value).setScale(quantityScale, RoundingMode.HALF_UP);
  }

  /** Quote volumes carry the decimals of price times quantity. */
  BigDecimal quote(double value) {
    return BigDecimal.valueOf(value).setScale(priceScale + quantityScale, RoundingMode.HALF_UP);
  }
}
