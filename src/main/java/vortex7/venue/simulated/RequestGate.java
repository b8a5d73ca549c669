package vortex7.venue.simulated;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets requests in: charges the budgets, then checks key, timestamp and signature, in the venue's
 * order. Thread-safe.
 */
final class RequestGate {
  private final Map<String, SimulatedVenueSettings.Account> accounts = new TreeMap<>();
  private final RateGovernor rates;
  private final InstantSource clock;
  private final VirtualClock pace;

  /** What the headers of the answer tell of the budgets, as far as they were charged. */
  static final class Charged {
    private Optional<Integer> weight = Optional.empty();
    private Optional<RateGovernor.Usage> orders = Optional.empty();

    void weigh(int used) {
      weight = Optional.of(used);
    }

    /** Request weight of the address in this minute. */
    Optional<Integer> weight() {
      return weight;
    }

    Optional<RateGovernor.Usage> orders() {
      return orders;
    }
  }

  /**
   * @param pace how fast time goes, and how far what clients are told of it is off
   */
  RequestGate(
      List<SimulatedVenueSettings.Account> accounts,
      RateGovernor rates,
      InstantSource clock,
      VirtualClock pace) {
    accounts.forEach(account -> this.accounts.put(account.key(), account));
    this.rates = rates;
    this.clock = clock;
    this.pace = pace;
  }

  /**
   * A request over HTTP.
   *
   * @param client address whose weight is charged
   * @param key from the header, empty without one
   * @param charged is told what was charged, also of a request that is refused
   * @throws VenueRefusal when it may not in, {@link RateGovernor.Exceeded} when too many came
   */
  Endpoint.Call admit(
      Endpoint endpoint, String client, String key, String query, String body, Charged charged) {
    // Charged before it is looked at: what the venue refuses costs as much as what it answers.
    RequestParameters parameters = null;
    VenueRefusal malformed = VenueRefusal.unknown();
    try {
      parameters = RequestParameters.of(query, body);
    } catch (VenueRefusal refusal) {
      malformed = refusal;
    }
    int weight = parameters == null ? 1 : weightOf(endpoint, parameters);
    charged.weight = Optional.of(charge(client, weight));
    if (parameters == null) {
      throw malformed;
    }
    return admitted(
        endpoint, client, key, parameters, RequestSignature.payload(query, body), charged);
  }

  /**
   * A request whose parameters are read already.
   *
   * @param payload what its signature is to sign
   */
  Endpoint.Call admitSigned(
      Endpoint endpoint,
      String client,
      String key,
      RequestParameters parameters,
      String payload,
      Charged charged) {
    charged.weigh(charge(client, weightOf(endpoint, parameters)));
    return admitted(endpoint, client, key, parameters, payload, charged);
  }

  /**
   * A request of a session that has proved whose it is; its timestamp is looked at all the same.
   */
  Endpoint.Call admitKnown(
      Endpoint endpoint,
      String client,
      SimulatedVenueSettings.Account account,
      RequestParameters parameters,
      Charged charged) {
    charged.weigh(charge(client, weightOf(endpoint, parameters)));
    endpoint.pool().ifPresent(pool -> rates.chargePool(client, pool, clock.millis()));
    if (endpoint.security() == Endpoint.Security.SIGNED) {
      checkTime(parameters);
    }
    chargeOrder(endpoint, account.key(), charged);
    return new Endpoint.Call(parameters, Optional.of(account));
  }

  private Endpoint.Call admitted(
      Endpoint endpoint,
      String client,
      String key,
      RequestParameters parameters,
      String payload,
      Charged charged) {
    endpoint.pool().ifPresent(pool -> rates.chargePool(client, pool, clock.millis()));
    if (endpoint.security() == Endpoint.Security.NONE) {
      return new Endpoint.Call(parameters, Optional.empty());
    }
    SimulatedVenueSettings.Account account = account(key);
    if (endpoint.security() == Endpoint.Security.SIGNED) {
      checkSigned(account, parameters, payload);
    }
    chargeOrder(endpoint, key, charged);
    return new Endpoint.Call(parameters, Optional.of(account));
  }

  private void chargeOrder(Endpoint endpoint, String key, Charged charged) {
    if (endpoint.ordersMinute() > 0) {
      charged.orders =
          Optional.of(
              rates.chargeOrder(
                  key, endpoint.ordersTenSeconds(), endpoint.ordersMinute(), clock.millis()));
    }
  }

  /** Charges an address; the weight that it used in this minute. */
  int charge(String client, int weight) {
    return rates.charge(client, weight, clock.millis());
  }

  RateGovernor.Budgets budgets() {
    return rates.budgets();
  }

  private static int weightOf(Endpoint endpoint, RequestParameters parameters) {
    try {
      return endpoint.weight().applyAsInt(parameters);
    } catch (VenueRefusal refusal) {
      return 1; // A malformed limit: the handler refuses it.
    }
  }

  /** The account of a key; −2014 without one, −2015 for an unknown one. */
  SimulatedVenueSettings.Account account(String key) {
    if (key.isEmpty()) {
      throw VenueRefusal.keyFormat();
    }
    SimulatedVenueSettings.Account account = accounts.get(key);
    if (account == null) {
      throw VenueRefusal.keyRejected();
    }
    return account;
  }

  /** −1021 when the request is too old or from the future, −1022 when its signature is wrong. */
  void checkSigned(
      SimulatedVenueSettings.Account account, RequestParameters parameters, String payload) {
    parameters.requiredWhole("timestamp"); // Missed before a signature is.
    String signature = parameters.required("signature");
    checkTime(parameters);
    if (!account.credential().verifies(payload, signature)) {
      throw VenueRefusal.of(-1022, "Signature for this request is not valid.");
    }
  }

  private void checkTime(RequestParameters parameters) {
    long timestamp = parameters.requiredWhole("timestamp");
    long window = parameters.wholeOr("recvWindow", RequestTiming.DEFAULT_WINDOW_MILLIS);
    long now = clock.millis() + pace.offsetMillis();
    RequestTiming.at(pace.speed()).check(timestamp, window, now);
  }
}
