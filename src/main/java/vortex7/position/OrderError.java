package vortex7.position;

import java.util.List;
import java.util.Optional;

/**
 * What one of the venue's error codes, or a run of them, means for an order of ours.
 *
 * @param code the first of the run, negative as the venue writes it
 * @param last the last of the run, the same for a single code
 * @param name the venue's, in parentheses where it has none
 * @param remedy what is done about it
 * @param meaning what it says of the order or the account
 */
public record OrderError(int code, int last, String name, Remedy remedy, String meaning) {

  /** What is done about a refused order. */
  public enum Remedy {
    /**
     * It did not happen: an entry is given up, a stop is sent once more and then the position is
     * closed, a target or an exit is sent again when its pause is over.
     */
    REFUSE,
    /** The venue's clock is measured and the same request is sent once more; then as REFUSE. */
    RETRY,
    /** Nobody knows whether it happened: the venue is asked for the order by its client id. */
    ASK,
    /** As REFUSE, and the venue's facts are read: they differ from what we believe. */
    RECONCILE,
    /** A stop that would fire at once: the position is closed at market. */
    FLATTEN,
    /** As REFUSE, and the symbol is HALTED: nothing but a person can change the answer. */
    HALT
  }

  private static final List<OrderError> ALL =
      List.of(
          one(-1000, "UNKNOWN", Remedy.ASK, "may have been executed"),
          one(-1001, "DISCONNECTED", Remedy.REFUSE, "the venue failed before it executed"),
          one(-1002, "UNAUTHORIZED", Remedy.HALT, "the key may not do that"),
          one(-1003, "TOO_MANY_REQUESTS", Remedy.REFUSE, "nothing is sent until the time it told"),
          one(-1006, "UNEXPECTED_RESP", Remedy.ASK, "execution status unknown"),
          one(-1007, "TIMEOUT", Remedy.ASK, "execution status unknown"),
          one(-1008, "(throttled)", Remedy.REFUSE, "the venue is overloaded and did not take it"),
          one(-1013, "INVALID_MESSAGE", Remedy.HALT, "the request is malformed"),
          one(-1014, "UNKNOWN_ORDER_COMPOSITION", Remedy.HALT, "the request is malformed"),
          one(-1015, "TOO_MANY_ORDERS", Remedy.REFUSE, "nothing is sent until the time it told"),
          one(-1016, "SERVICE_SHUTTING_DOWN", Remedy.REFUSE, "the venue is closing the service"),
          one(-1020, "UNSUPPORTED_OPERATION", Remedy.HALT, "the venue does not offer it any more"),
          one(-1021, "INVALID_TIMESTAMP", Remedy.RETRY, "our clock and the venue's differ"),
          one(-1022, "INVALID_SIGNATURE", Remedy.HALT, "the secret is wrong"),
          run(-1100, -1106, "(parameters)", Remedy.HALT, "the request is malformed"),
          one(-1111, "BAD_PRECISION", Remedy.REFUSE, "the symbol's steps are not what they were"),
          run(-1115, -1117, "INVALID_TIF, _ORDER_TYPE, _SIDE", Remedy.HALT, "malformed"),
          one(-1121, "BAD_SYMBOL", Remedy.HALT, "the symbol is not listed"),
          one(-1128, "OPTIONAL_PARAMS_BAD_COMBO", Remedy.HALT, "the request is malformed"),
          one(-1130, "INVALID_PARAMETER", Remedy.HALT, "the request is malformed"),
          one(-1136, "INVALID_NEW_ORDER_RESP_TYPE", Remedy.HALT, "the request is malformed"),
          one(-2010, "NEW_ORDER_REJECTED", Remedy.REFUSE, "no reason told"),
          one(-2011, "CANCEL_REJECTED", Remedy.ASK, "a cancel came too late: it is done already"),
          one(-2012, "CANCEL_ALL_FAIL", Remedy.REFUSE, "the orders still stand"),
          one(-2013, "NO_SUCH_ORDER", Remedy.ASK, "believed when told again after a while"),
          one(-2014, "BAD_API_KEY_FMT", Remedy.HALT, "the key is wrong"),
          one(-2015, "REJECTED_MBX_KEY", Remedy.HALT, "the key, its address or its rights"),
          one(-2017, "API_KEYS_LOCKED", Remedy.HALT, "the account's keys are locked"),
          one(-2018, "BALANCE_NOT_SUFFICIENT", Remedy.REFUSE, "too little balance"),
          one(-2019, "MARGIN_NOT_SUFFICIEN", Remedy.REFUSE, "too little margin"),
          one(-2020, "UNABLE_TO_FILL", Remedy.REFUSE, "nobody to trade with"),
          one(-2021, "ORDER_WOULD_IMMEDIATELY_TRIGGER", Remedy.FLATTEN, "price beyond the stop"),
          one(-2022, "REDUCE_ONLY_REJECT", Remedy.RECONCILE, "less of a position than we believe"),
          one(-2023, "USER_IN_LIQUIDATION", Remedy.HALT, "the account is being liquidated"),
          one(-2024, "POSITION_NOT_SUFFICIENT", Remedy.RECONCILE, "a smaller position"),
          one(-2025, "MAX_OPEN_ORDER_EXCEEDED", Remedy.REFUSE, "too many open orders"),
          one(-2026, "REDUCE_ONLY_ORDER_TYPE_NOT_SUPPORTED", Remedy.HALT, "malformed"),
          one(-2027, "MAX_LEVERAGE_RATIO", Remedy.REFUSE, "too large for its leverage"),
          one(-2028, "MIN_LEVERAGE_RATIO", Remedy.REFUSE, "too little margin for its leverage"),
          run(-4001, -4002, "(price)", Remedy.REFUSE, "outside the symbol's limits"),
          run(-4003, -4005, "(quantity)", Remedy.REFUSE, "outside the symbol's limits"),
          run(-4006, -4007, "(stop price)", Remedy.REFUSE, "outside the symbol's limits"),
          one(-4013, "PRICE_LESS_THAN_MIN_PRICE", Remedy.REFUSE, "outside the symbol's limits"),
          one(-4014, "PRICE_NOT_INCREASED_BY_TICK_SIZE", Remedy.REFUSE, "not on a tick"),
          one(-4015, "INVALID_CL_ORD_ID_LEN", Remedy.HALT, "the request is malformed"),
          one(-4016, "(price above the mark's cap)", Remedy.RECONCILE, "the mark has moved"),
          one(-4023, "QTY_NOT_INCREASED_BY_STEP_SIZE", Remedy.REFUSE, "not on a step"),
          one(-4024, "(price below the mark's floor)", Remedy.RECONCILE, "the mark has moved"),
          one(-4045, "MAX_STOP_ORDER_EXCEEDED", Remedy.REFUSE, "too many conditional orders"),
          run(-4050, -4051, "(balance)", Remedy.REFUSE, "too little balance"),
          run(-4060, -4062, "(position side)", Remedy.HALT, "not in one-way mode any more"),
          run(-4087, -4088, "(permission)", Remedy.HALT, "the account may not open positions"),
          one(-4109, "(inactive)", Remedy.HALT, "the account has to be activated"),
          one(-4116, "DUPLICATED_CLIENT_ORDER_ID", Remedy.ASK, "an order of that id is open"),
          one(-4117, "STOP_ORDER_TRIGGERING", Remedy.ASK, "a cancel came too late: it fires"),
          one(-4118, "REDUCE_ONLY_MARGIN_CHECK_FAILED", Remedy.RECONCILE, "a smaller position"),
          one(-4120, "(wrong endpoint)", Remedy.HALT, "the venue moved that kind of order"),
          one(-4130, "(second stop)", Remedy.RECONCILE, "one for the whole position stands"),
          one(-4131, "MARKET_ORDER_REJECT", Remedy.RECONCILE, "thin book: a limit comes next"),
          one(-4135, "INVALID_ACTIVATION_PRICE", Remedy.HALT, "the request is malformed"),
          run(-4137, -4138, "(closePosition)", Remedy.HALT, "the request is malformed"),
          run(-4140, -4141, "(symbol status)", Remedy.HALT, "the symbol does not trade"),
          one(-4142, "STRATEGY_INVALID_TRIGGER_PRICE", Remedy.FLATTEN, "price beyond the stop"),
          one(-4164, "MIN_NOTIONAL", Remedy.REFUSE, "too small an order"),
          run(-4183, -4184, "(stop multiplier)", Remedy.REFUSE, "too far from the mark"),
          one(-4192, "COOLING_OFF_PERIOD", Remedy.HALT, "the account has barred itself"),
          run(-4202, -4211, "(caps)", Remedy.REFUSE, "above what the account or symbol may"),
          run(-4400, -4401, "(rules)", Remedy.HALT, "the account may only reduce"),
          run(-4402, -4403, "(compliance)", Remedy.HALT, "not in this region"),
          one(-4531, "(temporary)", Remedy.REFUSE, "the position mode is being synchronised"),
          one(-5021, "FOK_ORDER_REJECT", Remedy.REFUSE, "not filled at once"),
          one(-5022, "GTX_ORDER_REJECT", Remedy.REFUSE, "would have taken: a missed fill"),
          run(-5024, -5027, "(amend)", Remedy.REFUSE, "the order stays as it is"),
          one(-5028, "ME_RECVWINDOW_REJECT", Remedy.RETRY, "our clock and the venue's differ"),
          one(-5029, "MODIFICATION_MIN_NOTIONAL", Remedy.REFUSE, "the order stays as it is"),
          run(-5037, -5041, "(priceMatch, GTD)", Remedy.HALT, "the request is malformed"),
          one(-5047, "(amend)", Remedy.REFUSE, "the order stays as it is"));

  /** Every code that is known, in falling order. */
  public static List<OrderError> all() {
    return ALL;
  }

  /** What is known of a code; empty for one that the venue has not named yet. */
  public static Optional<OrderError> of(int code) {
    return ALL.stream().filter(each -> each.code >= code && code >= each.last).findFirst();
  }

  /** REFUSE for a code that the venue has not named yet. */
  public static Remedy remedyOf(int code) {
    return of(code).map(OrderError::remedy).orElse(Remedy.REFUSE);
  }

  private static OrderError one(int code, String name, Remedy remedy, String meaning) {
    return new OrderError(code, code, name, remedy, meaning);
  }

  private static OrderError run(int from, int to, String name, Remedy remedy, String meaning) {
    return new OrderError(from, to, name, remedy, meaning);
  }
}
