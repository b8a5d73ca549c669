package vortex7.venue.simulated;

import java.util.Map;
import java.util.function.LongSupplier;
import vortex7.matching.Exchange;
import vortex7.venue.simulated.Endpoint.Call;

/** The account's modes: hedge, several assets as margin, fees in BNB (protocols, A.9). */
final class ModeEndpoints {
  static final String DONE = "{\"code\":200,\"msg\":\"success\"}";

  private final Exchange exchange;
  private final VenueBooks books;
  private final LongSupplier venueTime;

  ModeEndpoints(Exchange exchange, VenueBooks books, LongSupplier venueTime) {
    this.exchange = exchange;
    this.books = books;
    this.venueTime = venueTime;
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /fapi/v1/positionSide/dual", Endpoint.signed(30, this::positionMode));
    into.put("POST /fapi/v1/positionSide/dual", Endpoint.signed(1, this::setPositionMode));
    into.put("GET /fapi/v1/multiAssetsMargin", Endpoint.signed(30, this::multiAssets));
    into.put("POST /fapi/v1/multiAssetsMargin", Endpoint.signed(1, this::setMultiAssets));
    into.put("GET /fapi/v1/feeBurn", Endpoint.signed(30, this::feeBurn));
    into.put("POST /fapi/v1/feeBurn", Endpoint.signed(1, this::setFeeBurn));
  }

  private String positionMode(Call call) {
    return "{\"dualSidePosition\":" + exchange.hedgeMode(call.accountId()) + "}";
  }

  private String setPositionMode(Call call) {
    boolean hedge = call.parameters().requiredFlag("dualSidePosition");
    OrderEndpoints.accepted(exchange.setHedgeMode(call.accountId(), hedge));
    books.touch(call.accountId());
    return DONE;
  }

  private String multiAssets(Call call) {
    return "{\"multiAssetsMargin\":" + books.multiAssets(call.accountId()) + "}";
  }

  private String setMultiAssets(Call call) {
    boolean on = call.parameters().requiredFlag("multiAssetsMargin");
    if (on == books.multiAssets(call.accountId())) {
      throw VenueRefusal.of(-4171, "No need to change Multi-Assets Mode.");
    }
    if (on) {
      // Margin from several assets is not simulated; to say yes would promise it.
      throw VenueRefusal.of(-1020, "This operation is not supported.");
    }
    books.setMultiAssets(call.accountId(), false);
    books.tell(
        call.accountId(), UserFrames.CONFIG, UserFrames.multiAssets(false, venueTime.getAsLong()));
    return DONE;
  }

  private String feeBurn(Call call) {
    return "{\"feeBurn\":" + exchange.feeBurn(call.accountId()) + "}";
  }

  private String setFeeBurn(Call call) {
    exchange.setFeeBurn(call.accountId(), call.parameters().requiredFlag("feeBurn"));
    books.touch(call.accountId());
    return DONE;
  }
}
