package vortex7.venue.simulated;

/**
 * The newest fills of one symbol in a ring of primitives; adding never allocates. Their ids are
 * consecutive.
 */
final class TradeHistory {
  private final int capacity;
  private final long[] ids;
  private final long[] ticks;
  private final long[] steps;
  private final long[] times;
  private final boolean[] makerBought;
  private long added;

  TradeHistory(int capacity) {
    this.capacity = capacity;
    ids = new long[capacity];
    ticks = new long[capacity];
    steps = new long[capacity];
    times = new long[capacity];
    makerBought = new boolean[capacity];
  }

  void add(long id, long priceTicks, long quantitySteps, boolean buyerIsMaker, long timeMillis) {
    int at = (int) (added++ % capacity);
    ids[at] = id;
    ticks[at] = priceTicks;
    steps[at] = quantitySteps;
    times[at] = timeMillis;
    makerBought[at] = buyerIsMaker;
  }

  int size() {
    return (int) Math.min(added, capacity);
  }

  boolean isEmpty() {
    return added == 0;
  }

  /** Quantity of the newest fill in lot steps; 0 before the first. */
  long newestSteps() {
    return isEmpty() ? 0 : steps[slot(size() - 1)];
  }

  /** Time of the newest fill, epoch ms; 0 before the first. */
  long newestMillis() {
    return isEmpty() ? 0 : times[slot(size() - 1)];
  }

  /** Writes the {@code limit} newest, oldest first. */
  void writeNewest(JsonWriter json, int limit, Units units) {
    write(json, Math.max(0, size() - limit), limit, units);
  }

  /** Writes up to {@code limit} from the first with an id of at least {@code fromId}. */
  void writeFromId(JsonWriter json, long fromId, int limit, Units units) {
    long first = isEmpty() ? 0 : ids[slot(0)];
    long skipped = fromId <= first ? 0 : Math.min(size(), fromId - first);
    write(json, (int) skipped, limit, units);
  }

  private int slot(int index) {
    return (int) ((added - size() + index) % capacity);
  }

  private void write(JsonWriter json, int from, int limit, Units units) {
    json.beginArray();
    for (int index = from; index < size() && index - from < limit; index++) {
      int at = slot(index);
      json.beginObject().field("id", ids[at]);
      units.price(json, "price", ticks[at]);
      units.quantity(json, "qty", steps[at]);
      units.quote(json, "quoteQty", ticks[at], steps[at]);
      json.field("time", times[at])
          .field("isBuyerMaker", makerBought[at])
          .field("isRPITrade", false) // No order here is one of retail price improvement.
          .endObject();
    }
    json.endArray();
  }
}
