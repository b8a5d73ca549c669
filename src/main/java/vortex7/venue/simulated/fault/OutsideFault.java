package vortex7.venue.simulated.fault;

import static vortex7.venue.simulated.fault.Scope.Field.ACCOUNT;
import static vortex7.venue.simulated.fault.Scope.Field.CLIENT_ID;
import static vortex7.venue.simulated.fault.Scope.Field.SYMBOL;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Something that somebody else does to an account: money comes or goes, an order is placed or
 * canceled by hand, its listen key ends.
 *
 * @param asset of a deposit
 * @param amount of a deposit, a withdrawal when below 0, in units of the asset
 */
public record OutsideFault(
    String kind, Form form, String asset, BigDecimal amount, Optional<Order> order)
    implements Effect {
  /** What is done. */
  public enum Form {
    DEPOSIT,
    ORDER,
    CANCEL,
    EXPIRE_LISTEN_KEY
  }

  /**
   * An order by hand, in the venue's words; a MARKET order without a price.
   *
   * @param clientId as the venue's own application names it
   */
  public record Order(
      String symbol,
      String side,
      String positionSide,
      BigDecimal quantity,
      Optional<BigDecimal> price,
      boolean reduceOnly,
      String clientId) {}

  static void register(Map<String, FaultReader.Kind> kinds) {
    kinds.put("deposit", FaultReader.Kind.of(OutsideFault::deposit, ACCOUNT));
    kinds.put("outside-order", FaultReader.Kind.of(OutsideFault::order, ACCOUNT));
    kinds.put(
        "outside-cancel",
        FaultReader.Kind.of(f -> plain("outside-cancel", Form.CANCEL), ACCOUNT, SYMBOL, CLIENT_ID));
    kinds.put(
        "listen-key-expire",
        FaultReader.Kind.of(f -> plain("listen-key-expire", Form.EXPIRE_LISTEN_KEY), ACCOUNT));
  }

  private static OutsideFault plain(String kind, Form form) {
    return new OutsideFault(kind, form, "", BigDecimal.ZERO, Optional.empty());
  }

  private static OutsideFault deposit(Fields fields) {
    BigDecimal amount = fields.decimal("amount");
    if (amount.signum() == 0 || amount.stripTrailingZeros().scale() > 8) {
      throw FaultRefused.of(
          "amount", "must be above or below 0 with at most 8 decimals", amount.toPlainString());
    }
    String asset = fields.text("asset", "USDT").toUpperCase(Locale.ROOT);
    if (!asset.equals("USDT") && !asset.equals("BNB")) {
      throw FaultRefused.of("asset", "must be USDT or BNB", asset);
    }
    return new OutsideFault("deposit", Form.DEPOSIT, asset, amount, Optional.empty());
  }

  private static OutsideFault order(Fields fields) {
    BigDecimal quantity = fields.decimal("quantity");
    if (quantity.signum() <= 0) {
      throw FaultRefused.of("quantity", "must be above 0", quantity.toPlainString());
    }
    Order order =
        new Order(
            fields.text("symbol").toUpperCase(Locale.ROOT),
            fields.choice("side", "", "buy", "sell").toUpperCase(Locale.ROOT),
            fields.choice("positionSide", "both", "both", "long", "short").toUpperCase(Locale.ROOT),
            quantity,
            fields.has("price") ? Optional.of(fields.decimal("price")) : Optional.empty(),
            fields.flag("reduceOnly", false),
            fields.text("clientId", ""));
    return new OutsideFault("outside-order", Form.ORDER, "", BigDecimal.ZERO, Optional.of(order));
  }

  @Override
  public boolean acts() {
    return true;
  }
}
