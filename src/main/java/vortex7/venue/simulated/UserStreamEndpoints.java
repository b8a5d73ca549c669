package vortex7.venue.simulated;

import java.util.Map;
import java.util.function.LongSupplier;
import vortex7.venue.simulated.Endpoint.Call;

/** Listen keys (protocols, A.11). */
final class UserStreamEndpoints {
  private final VenueBooks books;
  private final StreamHub hub;
  private final LongSupplier venueTime;

  UserStreamEndpoints(VenueBooks books, StreamHub hub, LongSupplier venueTime) {
    this.books = books;
    this.hub = hub;
    this.venueTime = venueTime;
  }

  void register(Map<String, Endpoint> into) {
    into.put("POST /fapi/v1/listenKey", Endpoint.keyed(1, this::create));
    into.put("PUT /fapi/v1/listenKey", Endpoint.keyed(1, this::renew));
    into.put("DELETE /fapi/v1/listenKey", Endpoint.keyed(1, this::delete));
  }

  private String create(Call call) {
    String key = books.listenKeys().create(call.accountId(), venueTime.getAsLong());
    books.markDirty();
    return "{\"listenKey\":\"" + key + "\"}";
  }

  private String renew(Call call) {
    String key = books.listenKeys().renew(call.accountId(), venueTime.getAsLong());
    books.markDirty();
    return "{\"listenKey\":\"" + key + "\"}";
  }

  private String delete(Call call) {
    books
        .listenKeys()
        .delete(call.accountId())
        .ifPresent(
            key -> {
              hub.closeListeners(key);
              books.markDirty();
            });
    return "{}";
  }
}
