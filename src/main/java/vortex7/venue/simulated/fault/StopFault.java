package vortex7.venue.simulated.fault;

import static vortex7.venue.simulated.fault.Scope.Field.ACCOUNT;
import static vortex7.venue.simulated.fault.Scope.Field.CLIENT_ID;
import static vortex7.venue.simulated.fault.Scope.Field.SYMBOL;

import java.util.Map;

/**
 * Something that befalls a waiting conditional order.
 *
 * @param lost it ends without an event, so that only a query shows it; else it is rejected when it
 *     triggers
 * @param delayMillis since it was placed
 * @param ending how a query shows a lost one: {@code canceled} or {@code expired}
 * @param reason of a rejection, as {@code rm} has it
 */
public record StopFault(String kind, boolean lost, long delayMillis, String ending, String reason)
    implements Effect {

  static void register(Map<String, FaultReader.Kind> kinds) {
    kinds.put("stop-lose", FaultReader.Kind.of(StopFault::lose, ACCOUNT, SYMBOL, CLIENT_ID));
    kinds.put("stop-reject", FaultReader.Kind.of(StopFault::reject, ACCOUNT, SYMBOL, CLIENT_ID));
  }

  private static StopFault lose(Fields fields) {
    return new StopFault(
        "stop-lose",
        true,
        fields.duration("delay", 0),
        fields.choice("as", "canceled", "canceled", "expired"),
        "");
  }

  private static StopFault reject(Fields fields) {
    return new StopFault("stop-reject", false, 0, "", fields.text("reason", "margin not enough"));
  }
}
