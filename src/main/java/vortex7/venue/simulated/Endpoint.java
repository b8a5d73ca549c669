package vortex7.venue.simulated;

import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * One REST call of the venue: who may make it, what it costs, and what answers it.
 *
 * @param weight of the request, which may depend on its parameters
 * @param ordersTenSeconds what it adds to the account's ten-second order counter
 * @param ordersMinute what it adds to the account's minute order counter
 * @param pool a count of requests that it shares with others, beside the weight
 */
record Endpoint(
    Security security,
    ToIntFunction<RequestParameters> weight,
    int ordersTenSeconds,
    int ordersMinute,
    Optional<Pool> pool,
    Handler handler) {

  /** Requests by address in five minutes, of all endpoints that name the same pool. */
  record Pool(String name, int limit) {}

  /** What a request has to bring (protocols, A.3). */
  enum Security {
    NONE,
    KEY,
    SIGNED
  }

  /** A request that passed the door. */
  record Call(RequestParameters parameters, Optional<SimulatedVenueSettings.Account> account) {
    /** The account's name inside the exchange: its key. */
    String accountId() {
      return account.orElseThrow(() -> new IllegalStateException("this call has no account")).key();
    }
  }

  /** Answers with a JSON body, or throws {@link VenueRefusal}; runs on the engine's thread. */
  @FunctionalInterface
  interface Handler {
    String answer(Call call);
  }

  static Endpoint open(int weight, Handler handler) {
    return open(ignored -> weight, handler);
  }

  static Endpoint open(ToIntFunction<RequestParameters> weight, Handler handler) {
    return new Endpoint(Security.NONE, weight, 0, 0, Optional.empty(), handler);
  }

  static Endpoint keyed(int weight, Handler handler) {
    return new Endpoint(Security.KEY, ignored -> weight, 0, 0, Optional.empty(), handler);
  }

  static Endpoint signed(int weight, Handler handler) {
    return signed(ignored -> weight, handler);
  }

  static Endpoint signed(ToIntFunction<RequestParameters> weight, Handler handler) {
    return new Endpoint(Security.SIGNED, weight, 0, 0, Optional.empty(), handler);
  }

  /** A signed call without weight that counts as one order. */
  static Endpoint order(Handler handler) {
    return new Endpoint(Security.SIGNED, ignored -> 0, 1, 1, Optional.empty(), handler);
  }

  /** A signed call that counts as several orders. */
  static Endpoint orders(int weight, int tenSeconds, int minute, Handler handler) {
    return new Endpoint(
        Security.SIGNED, ignored -> weight, tenSeconds, minute, Optional.empty(), handler);
  }

  /** An open call without weight that counts in a pool. */
  static Endpoint pooled(Pool pool, Handler handler) {
    return new Endpoint(Security.NONE, ignored -> 0, 0, 0, Optional.of(pool), handler);
  }
}
