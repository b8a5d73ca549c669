package vortex7.venue.simulated.fault;

import static vortex7.venue.simulated.fault.Scope.Field.ACCOUNT;
import static vortex7.venue.simulated.fault.Scope.Field.ENDPOINT;
import static vortex7.venue.simulated.fault.Scope.Field.STREAM;

import java.util.Map;

/**
 * Something done to connections.
 *
 * @param holdMillis so long the port stays closed; of {@link Form#CLOSE_PORT}
 */
public record SocketFault(String kind, Form form, long holdMillis) implements Effect {
  /** What happens. */
  public enum Form {
    /** Open sockets are cut. */
    CUT,
    /** A new socket is answered with HTTP 503. */
    REFUSE_SOCKET,
    /** Nothing listens on the port. */
    CLOSE_PORT
  }

  private static final long HOLD_MAX_MILLIS = 3_600_000;

  static void register(Map<String, FaultReader.Kind> kinds) {
    kinds.put(
        "socket-cut",
        FaultReader.Kind.of(f -> new SocketFault("socket-cut", Form.CUT, 0), STREAM, ACCOUNT));
    kinds.put(
        "socket-refuse",
        FaultReader.Kind.of(
            f -> new SocketFault("socket-refuse", Form.REFUSE_SOCKET, 0), ENDPOINT));
    kinds.put("connection-refuse", FaultReader.Kind.of(SocketFault::closePort));
  }

  private static SocketFault closePort(Fields fields) {
    long hold = fields.duration("hold");
    if (hold < 1 || hold > HOLD_MAX_MILLIS) {
      // Nobody could take it off meanwhile: the port is closed for that as well.
      throw FaultRefused.of("hold", "must be from 1 ms to 1 h", hold + " ms");
    }
    return new SocketFault("connection-refuse", Form.CLOSE_PORT, hold);
  }

  @Override
  public boolean acts() {
    return form != Form.REFUSE_SOCKET;
  }
}
