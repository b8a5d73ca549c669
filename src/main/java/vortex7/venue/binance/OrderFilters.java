package vortex7.venue.binance;

import java.math.BigDecimal;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.position.OrderRequest;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceLimit;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.PlaceStop;
import vortex7.position.OrderRequest.Query;

/**
 * The venue's filters, applied to every price and quantity before it leaves. A value that breaks
 * one is refused with the rule and the value, never altered: rounding belongs to who decides.
 */
final class OrderFilters {
  private OrderFilters() {}

  /** Why the request would break a filter; empty when it would not. */
  static Optional<String> refusal(OrderRequest request, Instrument instrument) {
    return switch (request) {
      case PlaceLimit limit ->
          first(
              price("price", limit.price(), instrument),
              quantity(limit.quantity(), instrument, instrument.maxQuantity()),
              notional(limit, instrument));
      case PlaceMarket market ->
          quantity(market.quantity(), instrument, instrument.marketMaxQuantity());
      case PlaceStop stop ->
          first(
              price("trigger price", stop.triggerPrice(), instrument),
              stop.quantity()
                  .flatMap(
                      quantity -> quantity(quantity, instrument, instrument.marketMaxQuantity())));
      case Cancel ignored -> Optional.empty();
      case Query ignored -> Optional.empty();
    };
  }

  @SafeVarargs
  private static Optional<String> first(Optional<String>... refusals) {
    for (Optional<String> refusal : refusals) {
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> price(String name, BigDecimal price, Instrument instrument) {
    if (price.compareTo(instrument.minPrice()) < 0 || price.compareTo(instrument.maxPrice()) > 0) {
      return Optional.of(
          "%s %s outside [%s, %s]"
              .formatted(name, plain(price), instrument.minPrice(), instrument.maxPrice()));
    }
    BigDecimal off = price.subtract(instrument.minPrice()).remainder(instrument.tickSize());
    return off.signum() == 0
        ? Optional.empty()
        : Optional.of("%s %s not on tick %s".formatted(name, plain(price), instrument.tickSize()));
  }

  private static Optional<String> quantity(
      BigDecimal quantity, Instrument instrument, BigDecimal max) {
    if (quantity.compareTo(instrument.minQuantity()) < 0 || quantity.compareTo(max) > 0) {
      return Optional.of(
          "quantity %s outside [%s, %s]".formatted(plain(quantity), instrument.minQuantity(), max));
    }
    return quantity.remainder(instrument.stepSize()).signum() == 0
        ? Optional.empty()
        : Optional.of(
            "quantity %s not on step %s".formatted(plain(quantity), instrument.stepSize()));
  }

  /** Reduce-only orders are exempt, and a market order's notional is the venue's to judge. */
  private static Optional<String> notional(PlaceLimit limit, Instrument instrument) {
    BigDecimal notional = limit.price().multiply(limit.quantity());
    return limit.reduceOnly() || notional.compareTo(instrument.minNotional()) >= 0
        ? Optional.empty()
        : Optional.of(
            "notional %s < minimum %s".formatted(plain(notional), instrument.minNotional()));
  }

  private static String plain(BigDecimal value) {
    return value.toPlainString();
  }
}
