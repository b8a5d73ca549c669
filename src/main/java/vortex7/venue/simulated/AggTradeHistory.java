package vortex7.venue.simulated;

/**
 * The newest aggregated trades of one symbol in a ring of primitives; adding never allocates. Their
 * ids are consecutive.
 */
final class AggTradeHistory {
  private final int capacity;
  private final long[] ids;
  private final long[] ticks;
  private final long[] steps;
  private final long[] firstFills;
  private final long[] lastFills;
  private final long[] times;
  private final boolean[] makerBought;
  private long added;

  AggTradeHistory(int capacity) {
    this.capacity = capacity;
    ids = new long[capacity];
    ticks = new long[capacity];
    steps = new long[capacity];
    firstFills = new long[capacity];
    lastFills = new long[capacity];
    times = new long[capacity];
    makerBought = new boolean[capacity];
  }

  void add(
      long id,
      long priceTicks,
      long quantitySteps,
      long firstFill,
      long lastFill,
      boolean buyerIsMaker,
      long timeMillis) {
    int at = (int) (added++ % capacity);
    ids[at] = id;
    ticks[at] = priceTicks;
    steps[at] = quantitySteps;
    firstFills[at] = firstFill;
    lastFills[at] = lastFill;
    makerBought[at] = buyerIsMaker;
    times[at] = timeMillis;
  }

  int size() {
    return (int) Math.min(added, capacity);
  }

  /** Writes the {@code limit} newest, oldest first. */
  void writeNewest(JsonWriter json, int limit, Units units) {
    write(json, Math.max(0, size() - limit), limit, units);
  }

  /** Writes up to {@code limit} from the first with an id of at least {@code fromId}. */
  void writeFromId(JsonWriter json, long fromId, int limit, Units units) {
    int index = 0;
    while (index < size() && ids[slot(index)] < fromId) {
      index++;
    }
    write(json, index, limit, units);
  }

  /** Writes up to {@code limit} of those with times in [from, to]. */
  void writeBetween(JsonWriter json, long from, long to, int limit, Units units) {
    int index = 0;
    while (index < size() && times[slot(index)] < from) {
      index++;
    }
    int count = 0;
    while (index + count < size() && count < limit && times[slot(index + count)] <= to) {
      count++;
    }
    write(json, index, count, units);
  }

  private int slot(int index) {
    return (int) ((added - size() + index) % capacity);
  }

  private void write(JsonWriter json, int from, int limit, Units units) {
    json.beginArray();
    for (int index = from; index < size() && index - from < limit; index++) {
      int at = slot(index);
      json.beginObject().field("a", ids[at]);
      units.price(json, "p", ticks[at]);
      units.quantity(json, "q", steps[at]);
      units.quantity(json, "nq", steps[at]);
      json.field("f", firstFills[at])
          .field("l", lastFills[at])
          .field("T", times[at])
          .field("m", makerBought[at])
          .endObject();
    }
    json.endArray();
  }
}
