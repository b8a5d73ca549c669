package vortex7.matching;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vortex7.market.Instrument;
import vortex7.market.Side;

/** The checks of a conditional order's form and of the instrument's filters. */
final class AlgoChecks {
  private static final BigDecimal CALLBACK_MIN = new BigDecimal("0.1");
  private static final BigDecimal CALLBACK_MAX = new BigDecimal("20");

  private AlgoChecks() {}

  /** The first rule that a conditional order breaks on its own, or null. */
  static @Nullable Refused check(NewAlgo algo, Market market, long now) {
    Instrument instrument = market.instrument();
    Refused refused = form(algo, now);
    if (refused == null) {
      refused = OrderChecks.clientId("clientAlgoId", algo.clientAlgoId());
    }
    if (refused == null) {
      refused = OrderChecks.precision(algo.quantity(), instrument.stepSize());
    }
    if (refused == null) {
      refused = precision(algo, instrument);
    }
    if (refused == null && !algo.closePosition()) {
      BigDecimal max = limit(algo) ? instrument.maxQuantity() : instrument.marketMaxQuantity();
      refused = OrderChecks.quantity(algo.quantity().orElseThrow(), max, instrument);
    }
    if (refused == null && algo.triggerPrice().isPresent()) {
      refused = trigger(algo.triggerPrice().get(), instrument);
    }
    if (refused == null && algo.activatePrice().isPresent()) {
      refused = trigger(algo.activatePrice().get(), instrument);
    }
    return refused == null && algo.price().isPresent() ? limitPrice(algo, instrument) : refused;
  }

  private static @Nullable Refused precision(NewAlgo algo, Instrument instrument) {
    BigDecimal tick = instrument.tickSize();
    Refused refused = OrderChecks.precision(algo.triggerPrice(), tick);
    if (refused == null) {
      refused = OrderChecks.precision(algo.price(), tick);
    }
    return refused == null ? OrderChecks.precision(algo.activatePrice(), tick) : refused;
  }

  private static boolean limit(NewAlgo algo) {
    return algo.type() == OrderType.STOP || algo.type() == OrderType.TAKE_PROFIT;
  }

  private static @Nullable Refused form(NewAlgo algo, long now) {
    Refused refused =
        switch (algo.type()) {
          case LIMIT, MARKET -> Refused.ORDER_NOT_SUPPORTED;
          case STOP, TAKE_PROFIT -> limitForm(algo, now);
          case STOP_MARKET, TAKE_PROFIT_MARKET -> marketForm(algo);
          case TRAILING_STOP_MARKET -> trailingForm(algo);
        };
    if (refused != null || algo.closePosition()) {
      return refused;
    }
    return algo.quantity().isEmpty() ? Refused.missing("quantity") : null;
  }

  private static @Nullable Refused limitForm(NewAlgo algo, long now) {
    if (algo.triggerPrice().isEmpty()) {
      return Refused.missing("triggerPrice");
    }
    boolean matched = algo.terms().priceMatch() != PriceMatch.NONE;
    if (matched == algo.price().isPresent()) {
      return matched ? Refused.notRequired("price") : Refused.missing("price");
    }
    if (algo.closePosition()) {
      return Refused.closeNotSupported(algo.type());
    }
    TimeInForce timeInForce = algo.timeInForce().orElse(TimeInForce.GTC);
    return timeInForce == TimeInForce.RPI
        ? Refused.INVALID_TIF
        : OrderChecks.date(timeInForce, algo.terms().goodTillMillis(), now);
  }

  private static @Nullable Refused marketForm(NewAlgo algo) {
    if (algo.triggerPrice().isEmpty()) {
      return Refused.missing("triggerPrice");
    }
    if (algo.price().isPresent()) {
      return Refused.notRequired("price");
    }
    if (algo.terms().priceMatch() != PriceMatch.NONE) {
      return Refused.PRICE_MATCH_TYPE;
    }
    if (!algo.closePosition()) {
      return null;
    }
    if (algo.quantity().filter(q -> q.signum() != 0).isPresent()) {
      return Refused.QUANTITY_WITH_CLOSE;
    }
    return algo.reduceOnly() ? Refused.notRequired("reduceOnly") : null;
  }

  private static @Nullable Refused trailingForm(NewAlgo algo) {
    if (algo.callbackRate().isEmpty()) {
      return Refused.missing("callbackRate");
    }
    BigDecimal rate = algo.callbackRate().get();
    if (rate.compareTo(CALLBACK_MIN) < 0 || rate.compareTo(CALLBACK_MAX) > 0) {
      return Refused.BAD_CALLBACK_RATE;
    }
    if (algo.triggerPrice().isPresent()) {
      return Refused.notRequired("triggerPrice");
    }
    if (algo.price().isPresent()) {
      return Refused.notRequired("price");
    }
    if (algo.activatePrice().filter(price -> price.signum() <= 0).isPresent()) {
      return Refused.ACTIVATION_PRICE;
    }
    return algo.closePosition() ? Refused.closeNotSupported(algo.type()) : null;
  }

  /** A trigger only has to be a price: the venue does not hold it to the tick. */
  private static @Nullable Refused trigger(BigDecimal price, Instrument instrument) {
    if (price.signum() <= 0) {
      return Refused.STOP_PRICE_BELOW_ZERO;
    }
    return price.compareTo(instrument.maxPrice()) > 0 ? Refused.STOP_PRICE_ABOVE_MAX : null;
  }

  /** The filters of a price, and how far it may be from the trigger. */
  private static @Nullable Refused limitPrice(NewAlgo algo, Instrument instrument) {
    BigDecimal price = algo.price().orElseThrow();
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
    BigDecimal trigger = algo.triggerPrice().orElseThrow();
    BigDecimal most = trigger.multiply(instrument.percentUp());
    BigDecimal least = trigger.multiply(instrument.percentDown());
    if (algo.side() == Side.BUY) {
      return price.compareTo(most) > 0 ? Refused.limitAbove(most) : null;
    }
    return price.compareTo(least) < 0 ? Refused.limitBelow(least) : null;
  }

  /** The smallest worth of an order that opens, at its limit or else its trigger. */
  static @Nullable Refused notional(NewAlgo algo, Market market) {
    BigDecimal price = algo.price().or(algo::triggerPrice).orElse(market.markPrice());
    if (algo.closePosition() || price.signum() == 0) {
      return null;
    }
    BigDecimal worth = algo.quantity().orElseThrow().multiply(price);
    boolean small = worth.compareTo(market.instrument().minNotional()) < 0;
    return small ? OrderChecks.tooSmall(market.instrument()) : null;
  }
}
