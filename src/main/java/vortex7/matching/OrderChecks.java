package vortex7.matching;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.market.Instrument;
import vortex7.market.Side;

/** The checks of a regular order's form and of the instrument's filters, in the venue's order. */
final class OrderChecks {
  private static final int CLIENT_ID_MAX = 36;
  private static final String CLIENT_ID_LEGAL = "^[\\.A-Z\\:/a-z0-9_-]{1,36}$";

  private static final long GOOD_TILL_AHEAD = 600_000;
  private static final long GOOD_TILL_MAX = 253_402_300_799_000L;

  private OrderChecks() {}

  /** The first rule of form that a regular order breaks at {@code now}, or null. */
  static @Nullable Refused form(NewOrder order, long now) {
    switch (order.type()) {
      case LIMIT -> {
        Refused refused = limitForm(order, now);
        if (refused != null) {
          return refused;
        }
      }
      case MARKET -> {
        if (order.timeInForce().isPresent()) {
          return Refused.notRequired("timeInForce");
        }
        if (order.price().isPresent()) {
          return Refused.notRequired("price");
        }
        if (order.terms().priceMatch() != PriceMatch.NONE) {
          return Refused.PRICE_MATCH_TYPE;
        }
      }
      case STOP, STOP_MARKET, TAKE_PROFIT, TAKE_PROFIT_MARKET, TRAILING_STOP_MARKET -> {
        return Refused.WRONG_ENDPOINT;
      }
    }
    return order.quantity().isEmpty() ? Refused.missing("quantity") : null;
  }

  private static @Nullable Refused limitForm(NewOrder order, long now) {
    if (order.timeInForce().isEmpty()) {
      return Refused.missing("timeInForce");
    }
    TimeInForce timeInForce = order.timeInForce().get();
    if (timeInForce == TimeInForce.RPI) {
      return Refused.INVALID_TIF;
    }
    boolean matched = order.terms().priceMatch() != PriceMatch.NONE;
    if (matched && order.price().isPresent()) {
      return Refused.notRequired("price");
    }
    if (!matched && order.price().isEmpty()) {
      return Refused.missing("price");
    }
    return date(timeInForce, order.terms().goodTillMillis(), now);
  }

  /** A date belongs to GTD, at least ten minutes ahead. */
  static @Nullable Refused date(TimeInForce timeInForce, long goodTillMillis, long now) {
    if (timeInForce != TimeInForce.GTD) {
      return goodTillMillis == 0 ? null : Refused.notRequired("goodTillDate");
    }
    if (goodTillMillis == 0) {
      return Refused.missing("goodTillDate");
    }
    boolean ahead = goodTillMillis > now + GOOD_TILL_AHEAD && goodTillMillis < GOOD_TILL_MAX;
    return ahead ? null : Refused.GOOD_TILL_DATE;
  }

  /** The first filter that a regular order with a price breaks, or null. */
  static @Nullable Refused check(NewOrder order, Market market, boolean reduces) {
    Instrument instrument = market.instrument();
    Refused refused = clientId("newClientOrderId", order.clientOrderId());
    if (refused == null) {
      refused = precision(order.quantity(), instrument.stepSize());
    }
    if (refused == null) {
      refused = precision(order.price(), instrument.tickSize());
    }
    if (refused == null) {
      boolean limit = order.type() == OrderType.LIMIT;
      refused =
          quantity(
              order.quantity().orElseThrow(),
              limit ? instrument.maxQuantity() : instrument.marketMaxQuantity(),
              instrument);
    }
    if (refused == null && order.price().isPresent()) {
      refused = price(order.price().get(), order.side(), market);
    }
    return refused == null && !reduces ? notional(order, market) : refused;
  }

  /** The first filter that an order would break with another quantity and price, or null. */
  static @Nullable Refused amendment(ClientOrder order, BigDecimal quantity, BigDecimal price) {
    Instrument instrument = order.market.instrument();
    Refused refused = precision(Optional.of(quantity), instrument.stepSize());
    if (refused == null) {
      refused = precision(Optional.of(price), instrument.tickSize());
    }
    if (refused == null) {
      refused = quantity(quantity, instrument.maxQuantity(), instrument);
    }
    if (refused == null) {
      refused = price(price, order.side, order.market);
    }
    boolean small = quantity.multiply(price).compareTo(instrument.minNotional()) < 0;
    return refused == null && !order.reduceOnly && small
        ? Refused.amendedNotional(instrument.minNotional())
        : refused;
  }

  static @Nullable Refused clientId(String parameter, Optional<String> id) {
    if (id.isEmpty()) {
      return null;
    }
    String text = id.get();
    if (text.length() > CLIENT_ID_MAX) {
      return Refused.CLIENT_ID_TOO_LONG;
    }
    boolean legal = !text.isEmpty() && text.chars().allMatch(OrderChecks::legalInClientId);
    return legal ? null : Refused.illegalCharacters(parameter, CLIENT_ID_LEGAL);
  }

  private static boolean legalInClientId(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || ".:/_-".indexOf(c) >= 0;
  }

  static @Nullable Refused precision(Optional<BigDecimal> value, BigDecimal step) {
    boolean fits =
        value.isEmpty() || value.get().stripTrailingZeros().scale() <= Math.max(0, step.scale());
    return fits ? null : Refused.BAD_PRECISION;
  }

  static @Nullable Refused quantity(BigDecimal quantity, BigDecimal max, Instrument instrument) {
    if (quantity.signum() <= 0) {
      return Refused.QUANTITY_BELOW_ZERO;
    }
    if (quantity.compareTo(instrument.minQuantity()) < 0) {
      return Refused.QUANTITY_BELOW_MIN;
    }
    if (quantity.compareTo(max) > 0) {
      return Refused.QUANTITY_ABOVE_MAX;
    }
    boolean onStep = quantity.remainder(instrument.stepSize()).signum() == 0;
    return onStep ? null : Refused.QUANTITY_OFF_STEP;
  }

  static @Nullable Refused price(BigDecimal price, Side side, Market market) {
    Instrument instrument = market.instrument();
    if (price.signum() <= 0) {
      return Refused.PRICE_BELOW_ZERO;
    }
    if (price.compareTo(instrument.minPrice()) < 0) {
      return Refused.PRICE_BELOW_MIN;
    }
    if (price.compareTo(instrument.maxPrice()) > 0) {
      return Refused.PRICE_ABOVE_MAX;
    }
    if (price.subtract(instrument.minPrice()).remainder(instrument.tickSize()).signum() != 0) {
      return Refused.PRICE_OFF_TICK;
    }
    BigDecimal mark = market.mark();
    if (mark == null) {
      return null;
    }
    if (side == Side.BUY) {
      boolean above = price.compareTo(mark.multiply(instrument.percentUp())) > 0;
      return above ? Refused.PRICE_ABOVE_CAP : null;
    }
    boolean below = price.compareTo(mark.multiply(instrument.percentDown())) < 0;
    return below ? Refused.PRICE_BELOW_FLOOR : null;
  }

  /** A MARKET order is worth its quantity at the mark; without one nothing can be said. */
  private static @Nullable Refused notional(NewOrder order, Market market) {
    BigDecimal mark = market.mark();
    BigDecimal price = order.price().orElse(mark == null ? BigDecimal.ZERO : mark);
    boolean known = price.signum() > 0;
    BigDecimal worth = price.multiply(order.quantity().orElseThrow());
    boolean small = known && worth.compareTo(market.instrument().minNotional()) < 0;
    return small ? tooSmall(market.instrument()) : null;
  }

  static Refused tooSmall(Instrument instrument) {
    return Refused.minNotional(instrument.minNotional());
  }
}
