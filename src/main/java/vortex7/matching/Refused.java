package vortex7.matching;

import java.math.BigDecimal;

/** A refusal in the venue's words: its error code and the text of its {@code msg} field. */
public record Refused(int code, String message) {
  static final Refused ORDER_NOT_SUPPORTED = new Refused(-1116, "Invalid orderType.");
  static final Refused INVALID_TIF = new Refused(-1115, "Invalid timeInForce.");
  static final Refused UNSUPPORTED = new Refused(-1020, "This operation is not supported.");
  static final Refused BAD_PRECISION =
      new Refused(-1111, "Precision is over the maximum defined for this asset.");
  static final Refused BAD_SYMBOL = new Refused(-1121, "Invalid symbol.");
  static final Refused UNKNOWN_ORDER_SENT = new Refused(-2011, "Unknown order sent.");
  static final Refused NO_SUCH_ORDER = new Refused(-2013, "Order does not exist.");
  static final Refused MARGIN_INSUFFICIENT = new Refused(-2019, "Margin is insufficient.");
  static final Refused WOULD_TRIGGER = new Refused(-2021, "Order would immediately trigger.");
  static final Refused REDUCE_ONLY = new Refused(-2022, "ReduceOnly Order is rejected.");
  static final Refused MAX_OPEN_ORDERS = new Refused(-2025, "Reach max open order limit.");
  static final Refused LEVERAGE_TOO_SMALL =
      new Refused(-2028, "Leverage is smaller than permitted: insufficient margin balance.");
  static final Refused PRICE_BELOW_ZERO = new Refused(-4001, "Price less than 0.");
  static final Refused PRICE_ABOVE_MAX = new Refused(-4002, "Price greater than max price.");
  static final Refused QUANTITY_BELOW_ZERO = new Refused(-4003, "Quantity less than zero.");
  static final Refused QUANTITY_BELOW_MIN = new Refused(-4004, "Quantity less than min quantity.");
  static final Refused QUANTITY_ABOVE_MAX =
      new Refused(-4005, "Quantity greater than max quantity.");
  static final Refused STOP_PRICE_BELOW_ZERO = new Refused(-4006, "Stop price less than zero.");
  static final Refused STOP_PRICE_ABOVE_MAX =
      new Refused(-4007, "Stop price greater than max price.");
  static final Refused PRICE_BELOW_MIN = new Refused(-4013, "Price less than min price.");
  static final Refused PRICE_OFF_TICK = new Refused(-4014, "Price not increased by tick size.");
  static final Refused CLIENT_ID_TOO_LONG =
      new Refused(-4015, "Client order id length should not be more than 36 chars");
  static final Refused PRICE_ABOVE_CAP =
      new Refused(-4016, "Price is higher than mark price multiplier cap.");
  static final Refused QUANTITY_OFF_STEP = new Refused(-4023, "Qty not increased by step size.");
  static final Refused PRICE_BELOW_FLOOR =
      new Refused(-4024, "Price is lower than mark price multiplier floor.");
  static final Refused MAX_STOP_ORDERS = new Refused(-4045, "Reach max stop order limit.");
  static final Refused SAME_MARGIN_TYPE = new Refused(-4046, "No need to change margin type.");
  static final Refused DUPLICATE_CLIENT_ID = new Refused(-4116, "clientOrderId is duplicated");
  static final Refused TRIGGERING = new Refused(-4117, "stop order is triggering");
  static final Refused WRONG_ENDPOINT =
      new Refused(
          -4120,
          "Order type not supported for this endpoint. Please use the Algo Order API endpoints"
              + " instead.");
  static final Refused CLOSE_POSITION_EXISTS =
      new Refused(
          -4130,
          "An open stop or take profit order with GTE and closePosition in the direction is"
              + " existing.");
  static final Refused MARKET_BEYOND_BOUND =
      new Refused(
          -4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit");
  static final Refused QUANTITY_WITH_CLOSE =
      new Refused(-4137, "Quantity must be zero with closePosition equals true");
  static final Refused LEVERAGE_WITH_POSITION =
      new Refused(
          -4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions");
  static final Refused FOK =
      new Refused(
          -5021,
          "Due to the order could not be filled immediately, the FOK order has been rejected. The"
              + " order will not be recorded in the order history");
  static final Refused POST_ONLY =
      new Refused(
          -5022,
          "Due to the order could not be executed as maker, the Post Only order will be rejected."
              + " The order will not be recorded in the order history");

  static final Refused INVALID_SIDE = new Refused(-1117, "Invalid side.");
  static final Refused BAD_CALLBACK_RATE = new Refused(-2007, "Invalid callBack rate.");
  static final Refused TOO_MUCH_POSITION =
      new Refused(-2027, "Exceeded the maximum allowable position at current leverage.");
  static final Refused TYPE_HAS_OPEN_ORDERS =
      new Refused(-4047, "Margin type cannot be changed if there exists open orders.");
  static final Refused TYPE_HAS_POSITION =
      new Refused(-4048, "Margin type cannot be changed if there exists position.");
  static final Refused CROSS_BALANCE = new Refused(-4050, "Cross balance insufficient.");
  static final Refused ISOLATED_BALANCE = new Refused(-4051, "Isolated balance insufficient.");
  static final Refused MARGIN_OF_CROSSED =
      new Refused(-4053, "Auto add margin only support for isolated position.");
  static final Refused MARGIN_WITHOUT_POSITION =
      new Refused(-4054, "Cannot add position margin: position is 0.");
  static final Refused MARGIN_NOT_POSITIVE = new Refused(-4055, "Amount must be positive.");
  static final Refused SAME_POSITION_MODE = new Refused(-4059, "No need to change position side.");
  static final Refused POSITION_SIDE_MISMATCH =
      new Refused(-4061, "Order's position side does not match user's setting.");
  static final Refused MODE_HAS_OPEN_ORDERS =
      new Refused(-4067, "Position side cannot be changed if there exists open orders.");
  static final Refused MODE_HAS_POSITION =
      new Refused(-4068, "Position side cannot be changed if there exists position.");
  static final Refused BATCH_SIZE = new Refused(-4082, "Invalid number of batch place orders.");
  static final Refused ACTIVATION_PRICE = new Refused(-4135, "Invalid activation price");
  static final Refused REDUCE_ONLY_SIDE =
      new Refused(
          -4400,
          "Futures Trading Quantitative Rules violated, only reduceOnly order is allowed, please"
              + " try again later.");
  static final Refused LIMIT_ONLY = new Refused(-5025, "Only limit order is supported.");
  static final Refused TOO_MANY_AMENDMENTS =
      new Refused(-5026, "Exceed maximum modify order limit.");
  static final Refused SAME_ORDER = new Refused(-5027, "No need to modify the order.");
  static final Refused PRICE_MATCH_TYPE =
      new Refused(-5038, "Price match only supports order type: LIMIT, STOP AND TAKE_PROFIT");
  static final Refused GOOD_TILL_DATE =
      new Refused(
          -5040,
          "The goodTillDate timestamp must be greater than the current time plus 600 seconds and"
              + " smaller than 253402300799000");
  static final Refused NO_DEPTH = new Refused(-5041, "No depth matches this BBO order");
  static final Refused NOT_REDUCE_ONLY =
      new Refused(-5047, "The original order is not a reduce-only order");

  static Refused missing(String parameter) {
    return new Refused(
        -1102,
        "Mandatory parameter '" + parameter + "' was not sent, was empty/null, or malformed.");
  }

  static Refused notRequired(String parameter) {
    return new Refused(-1106, "Parameter '" + parameter + "' sent when not required.");
  }

  static Refused illegalCharacters(String parameter, String legal) {
    return new Refused(
        -1100,
        "Illegal characters found in parameter '"
            + parameter
            + "'; legal range is '"
            + legal
            + "'.");
  }

  static Refused leverage(int leverage) {
    return new Refused(-4028, "Leverage " + leverage + " is not valid");
  }

  static Refused minNotional(BigDecimal minimum) {
    return new Refused(
        -4164,
        "Order's notional must be no smaller than "
            + minimum.stripTrailingZeros().toPlainString()
            + " (unless you choose reduce only)");
  }

  static Refused limitAbove(BigDecimal most) {
    return new Refused(
        -4183,
        "Limit price can't be higher than " + most.stripTrailingZeros().toPlainString() + ".");
  }

  static Refused limitBelow(BigDecimal least) {
    return new Refused(
        -4184,
        "Limit price can't be lower than " + least.stripTrailingZeros().toPlainString() + ".");
  }

  static Refused amendedNotional(BigDecimal minimum) {
    return new Refused(
        -5029,
        "Order's notional must be no smaller than " + minimum.stripTrailingZeros().toPlainString());
  }

  static Refused closeNotSupported(OrderType type) {
    return new Refused(
        -4136, "Target strategy invalid for orderType " + type + ",closePosition true");
  }

  @Override
  public String toString() {
    return code + " " + message;
  }
}
