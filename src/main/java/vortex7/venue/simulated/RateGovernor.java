package vortex7.venue.simulated;

import java.util.TreeMap;

/**
 * Counts request weight by client address and orders by account in the venue's fixed windows, and
 * says no with 429, then 418 to those who do not stop (protocols, A.4 and A.5). Time is the venue's
 * clock in epoch milliseconds. Thread-safe.
 */
public final class RateGovernor {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long TEN_SECONDS_MILLIS = 10_000;
  private static final long POOL_MILLIS = 300_000;

  /**
   * The budgets.
   *
   * @param weightPerMinute request weight by address and minute
   * @param ordersPerTenSeconds orders by account
   * @param ordersPerMinute orders by account
   * @param ignoredMax refused requests within one window before an address is banned
   * @param firstBanMillis length of the first ban; each further one lasts twice as long
   * @param longestBanMillis upper bound of a ban
   */
  public record Budgets(
      int weightPerMinute,
      int ordersPerTenSeconds,
      int ordersPerMinute,
      int ignoredMax,
      long firstBanMillis,
      long longestBanMillis) {

    public static Budgets documents() {
      return new Budgets(2400, 300, 1200, 100, 120_000, 259_200_000);
    }
  }

  /** What the headers of an answer say. */
  record Usage(int weight, int ordersTenSeconds, int ordersMinute) {}

  private static final class Window {
    private final long length;
    private long start = Long.MIN_VALUE;
    private int used;
    private int ignored;

    Window(long length) {
      this.length = length;
    }

    int add(long now, int cost) {
      long current = Math.floorDiv(now, length) * length;
      if (current != start) {
        start = current;
        used = 0;
        ignored = 0;
      }
      used += cost;
      return used;
    }

    long secondsLeft(long now) {
      return Math.max(1, Math.ceilDiv(start + length - now, 1000L));
    }
  }

  private static final class Address {
    private final Window weight = new Window(MINUTE_MILLIS);
    private final TreeMap<String, Window> pools = new TreeMap<>();
    private long bannedUntil = Long.MIN_VALUE;
    private int bans;
  }

  private static final class Orders {
    private final Window tenSeconds = new Window(TEN_SECONDS_MILLIS);
    private final Window minute = new Window(MINUTE_MILLIS);
  }

  private final Budgets budgets;
  private final TreeMap<String, Address> addresses = new TreeMap<>();
  private final TreeMap<String, Orders> accounts = new TreeMap<>();

  RateGovernor(Budgets budgets) {
    this.budgets = budgets;
  }

  /** Refused with the seconds after which to try again. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient VenueRefusal refusal;
    private final long retryAfterSeconds;

    Exceeded(VenueRefusal refusal, long retryAfterSeconds) {
      super(refusal.text(), null, false, false);
      this.refusal = refusal;
      this.retryAfterSeconds = retryAfterSeconds;
    }

    VenueRefusal refusal() {
      return refusal;
    }

    long retryAfterSeconds() {
      return retryAfterSeconds;
    }
  }

  /**
   * Charges a request to its address.
   *
   * @return the weight used in this minute, for the header
   */
  synchronized int charge(String client, int weight, long now) {
    Address address = addresses.computeIfAbsent(client, ignored -> new Address());
    if (now < address.bannedUntil) {
      throw banned(address, now);
    }
    int used = address.weight.add(now, weight);
    if (used <= budgets.weightPerMinute()) {
      return used;
    }
    address.weight.ignored++;
    if (address.weight.ignored > budgets.ignoredMax()) {
      long length =
          Math.min(
              budgets.longestBanMillis(), budgets.firstBanMillis() << Math.min(address.bans, 20));
      address.bans++;
      address.bannedUntil = now + length;
      throw banned(address, now);
    }
    throw new Exceeded(
        new VenueRefusal(
            429,
            -1003,
            "Too many requests; current limit is "
                + budgets.weightPerMinute()
                + " requests per minute. Please use the websocket for live updates to avoid"
                + " polling the API."),
        address.weight.secondsLeft(now));
  }

  /** Charges a request to its address's pool of five minutes; 429 beyond the pool's limit. */
  synchronized void chargePool(String client, Endpoint.Pool pool, long now) {
    Window window =
        addresses
            .computeIfAbsent(client, ignored -> new Address())
            .pools
            .computeIfAbsent(pool.name(), ignored -> new Window(POOL_MILLIS));
    if (window.add(now, 1) > pool.limit()) {
      throw new Exceeded(
          new VenueRefusal(
              429,
              -1003,
              "Too many requests; current limit is "
                  + pool.limit()
                  + " requests per 5 minutes. Please use the websocket for live updates to avoid"
                  + " polling the API."),
          window.secondsLeft(now));
    }
  }

  private static Exceeded banned(Address address, long now) {
    return new Exceeded(
        new VenueRefusal(
            418,
            -1003,
            "Way too many requests; IP banned until "
                + address.bannedUntil
                + ". Please use the websocket for live updates to avoid bans."),
        Math.max(1, Math.ceilDiv(address.bannedUntil - now, 1000L)));
  }

  /** Charges an order to its account and answers both counters for the headers. */
  synchronized Usage chargeOrder(String account, int tenSeconds, int minute, long now) {
    Orders orders = accounts.computeIfAbsent(account, ignored -> new Orders());
    int inTen = orders.tenSeconds.add(now, tenSeconds);
    int inMinute = orders.minute.add(now, minute);
    if (inTen > budgets.ordersPerTenSeconds()) {
      throw tooManyOrders(
          budgets.ordersPerTenSeconds() + " orders per TEN_SECONDS", orders.tenSeconds, now);
    }
    if (inMinute > budgets.ordersPerMinute()) {
      throw tooManyOrders(budgets.ordersPerMinute() + " orders per MINUTE", orders.minute, now);
    }
    return new Usage(0, inTen, inMinute);
  }

  private static Exceeded tooManyOrders(String limit, Window window, long now) {
    return new Exceeded(
        new VenueRefusal(429, -1015, "Too many new orders; current limit is " + limit + "."),
        window.secondsLeft(now));
  }

  Budgets budgets() {
    return budgets;
  }
}
