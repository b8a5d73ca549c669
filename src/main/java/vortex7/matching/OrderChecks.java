package vortex7.matching;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.market.Instrument;
import vortex7.market.Side;

/** The checks of an order's form and of the instrument's filters, in the venue's order. */
final class OrderChecks {
  private static final int CLIENT_ID_MAX = 36;
  private static final String CLIENT_ID_LEGAL = "^[\\.A-Z\\:/a-z0-9_-]{1,36}$";

  private OrderChecks() {}

  /** The first rule that a regular order breaks on its own, or null. */
  static @Nullable Refused check(NewOrder order, Market market) {
    Refused refused = form(order);
    if (refused == null) {
      refused = clientId("newClientOrderId", order.clientOrderId());
    }
    if (refused == null) {
      refused = precision(order.quantity(), market.instrument().stepSize());
    }
    if (refused == null) {
      refused = precision(order.price(), market.instrument().tickSize());
    }
    if (refused == null) {
      boolean limit = order.type() == OrderType.LIMIT;
      Instrument instrument = market.instrument();
      refused =
          quantity(
              order.quantity().orElseThrow(),
              limit ? instrument.maxQuantity() : instrument.marketMaxQuantity(),
              instrument);
    }
    if (refused == null && order.price().isPresent()) {
      refused = price(order.price().get(), order.side(), market);
    }
    return refused == null && !order.reduceOnly() ? notional(order, market) : refused;
  }

  /** The first rule that a conditional order breaks on its own, or null. */
  static @Nullable Refused check(NewAlgo algo, Market market) {
    Refused refused = form(algo);
    if (refused == null) {
      refused = clientId("clientAlgoId", algo.clientAlgoId());
    }
    if (refused == null) {
      refused = precision(algo.quantity(), market.instrument().stepSize());
    }
    if (refused == null) {
      refused = precision(algo.triggerPrice(), market.instrument().tickSize());
    }
    Instrument instrument = market.instrument();
    if (refused == null && !algo.closePosition()) {
      refused = quantity(algo.quantity().orElseThrow(), instrument.marketMaxQuantity(), instrument);
    }
    if (refused == null) {
      refused = trigger(algo.triggerPrice().orElseThrow(), instrument);
    }
    if (refused == null && !algo.closePosition() && !algo.reduceOnly()) {
      BigDecimal worth = algo.quantity().orElseThrow().multiply(algo.triggerPrice().orElseThrow());
      refused = worth.compareTo(instrument.minNotional()) < 0 ? tooSmall(instrument) : null;
    }
    return refused;
  }

  private static @Nullable Refused form(NewOrder order) {
    switch (order.type()) {
      case LIMIT -> {
        if (order.timeInForce().isEmpty()) {
          return Refused.missing("timeInForce");
        }
        TimeInForce timeInForce = order.timeInForce().get();
        if (timeInForce == TimeInForce.GTD || timeInForce == TimeInForce.RPI) {
          return Refused.INVALID_TIF;
        }
        if (order.price().isEmpty()) {
          return Refused.missing("price");
        }
      }
      case MARKET -> {
        if (order.timeInForce().isPresent()) {
          return Refused.notRequired("timeInForce");
        }
        if (order.price().isPresent()) {
          return Refused.notRequired("price");
        }
      }
      case STOP, STOP_MARKET, TAKE_PROFIT, TAKE_PROFIT_MARKET, TRAILING_STOP_MARKET -> {
        return Refused.WRONG_ENDPOINT;
      }
    }
    return order.quantity().isEmpty() ? Refused.missing("quantity") : null;
  }

  private static @Nullable Refused form(NewAlgo algo) {
    if (algo.type() != OrderType.STOP_MARKET) {
      return Refused.ORDER_NOT_SUPPORTED;
    }
    if (algo.triggerPrice().isEmpty()) {
      return Refused.missing("triggerPrice");
    }
    if (algo.closePosition()) {
      if (algo.quantity().filter(q -> q.signum() != 0).isPresent()) {
        return Refused.QUANTITY_WITH_CLOSE;
      }
      return algo.reduceOnly() ? Refused.notRequired("reduceOnly") : null;
    }
    return algo.quantity().isEmpty() ? Refused.missing("quantity") : null;
  }

  private static @Nullable Refused clientId(String parameter, Optional<String> id) {
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

  private static @Nullable Refused precision(Optional<BigDecimal> value, BigDecimal step) {
    boolean fits =
        value.isEmpty() || value.get().stripTrailingZeros().scale() <= Math.max(0, step.scale());
    return fits ? null : Refused.BAD_PRECISION;
  }

  private static @Nullable Refused quantity(
      BigDecimal quantity, BigDecimal max, Instrument instrument) {
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

  private static @Nullable Refused price(BigDecimal price, Side side, Market market) {
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

  private static @Nullable Refused trigger(BigDecimal price, Instrument instrument) {
    if (price.signum() <= 0) {
      return Refused.STOP_PRICE_BELOW_ZERO;
    }
    if (price.compareTo(instrument.maxPrice()) > 0) {
      return Refused.STOP_PRICE_ABOVE_MAX;
    }
    boolean onTick =
        price.subtract(instrument.minPrice()).remainder(instrument.tickSize()).signum() == 0;
    return onTick ? null : Refused.PRICE_OFF_TICK;
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

  private static Refused tooSmall(Instrument instrument) {
    return Refused.minNotional(instrument.minNotional());
  }
}
