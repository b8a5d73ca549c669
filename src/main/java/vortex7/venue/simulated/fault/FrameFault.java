package vortex7.venue.simulated.fault;

import static vortex7.venue.simulated.fault.Scope.Field.ACCOUNT;
import static vortex7.venue.simulated.fault.Scope.Field.CLIENT_ID;
import static vortex7.venue.simulated.fault.Scope.Field.EVENT;
import static vortex7.venue.simulated.fault.Scope.Field.STREAM;
import static vortex7.venue.simulated.fault.Scope.Field.SYMBOL;

import java.util.Map;

/**
 * Something done to the frames of a market stream or of a user-data stream on their way out.
 *
 * @param market whether it is about market streams rather than user events
 * @param delayMillis by which a frame is late; a reordered one is let pass the next one, or comes
 *     after this time when there is none
 * @param jitterMillis up to so much more, drawn
 * @param copies that are sent beside the frame itself
 * @param side of the book that a published book lacks: {@code both}, {@code bids} or {@code asks}
 * @param alsoOrders whether the order that a silent trigger spawns is silent as well
 */
public record FrameFault(
    String kind,
    boolean market,
    Form form,
    long delayMillis,
    long jitterMillis,
    int copies,
    String side,
    boolean alsoOrders)
    implements Effect {

  /** What happens to a frame. */
  public enum Form {
    /** It is not sent. */
    DROP,
    /** It is sent later, and so is everything behind it on its stream. */
    DELAY,
    /** It is sent more than once. */
    DUPLICATE,
    /** The next frame of its stream goes first. */
    REORDER,
    /** It is cut in the middle, so that it is not JSON. */
    GARBLE,
    /** Bids and asks change places. */
    CROSS,
    /** A side of the book, or both, is missing. */
    EMPTY,
    /** An account's update and the order's change places, or do not. */
    SHUFFLE,
    /** What a triggered conditional order tells is not sent. */
    SILENT_TRIGGER
  }

  private static final long REORDER_MILLIS = 1_000;

  static void register(Map<String, FaultReader.Kind> kinds) {
    ofMarket(kinds, "market-drop", Form.DROP);
    ofMarket(kinds, "market-freeze", Form.DROP);
    ofMarket(kinds, "market-delay", Form.DELAY);
    ofMarket(kinds, "market-duplicate", Form.DUPLICATE);
    ofMarket(kinds, "market-reorder", Form.REORDER);
    ofMarket(kinds, "market-garble", Form.GARBLE);
    ofMarket(kinds, "depth-gap", Form.DROP);
    ofMarket(kinds, "book-crossed", Form.CROSS);
    ofMarket(kinds, "book-empty", Form.EMPTY);
    ofUser(kinds, "user-drop", Form.DROP);
    ofUser(kinds, "user-delay", Form.DELAY);
    ofUser(kinds, "user-duplicate", Form.DUPLICATE);
    ofUser(kinds, "user-reorder", Form.REORDER);
    ofUser(kinds, "user-garble", Form.GARBLE);
    ofUser(kinds, "user-shuffle", Form.SHUFFLE);
    ofUser(kinds, "stop-silent", Form.SILENT_TRIGGER);
  }

  private static void ofMarket(Map<String, FaultReader.Kind> kinds, String name, Form form) {
    kinds.put(name, FaultReader.Kind.of(f -> read(f, name, true, form), STREAM, SYMBOL));
  }

  private static void ofUser(Map<String, FaultReader.Kind> kinds, String name, Form form) {
    FaultReader.EffectReader reader = f -> read(f, name, false, form);
    kinds.put(
        name,
        form == Form.SILENT_TRIGGER || form == Form.SHUFFLE
            ? FaultReader.Kind.of(reader, ACCOUNT, SYMBOL, CLIENT_ID)
            : FaultReader.Kind.of(reader, EVENT, ACCOUNT, SYMBOL, CLIENT_ID));
  }

  private static FrameFault read(Fields fields, String kind, boolean market, Form form) {
    return new FrameFault(
        kind,
        market,
        form,
        switch (form) {
          case DELAY -> fields.duration("delay");
          case REORDER -> fields.duration("delay", REORDER_MILLIS);
          default -> 0;
        },
        form == Form.DELAY ? fields.duration("jitter", 0) : 0,
        form == Form.DUPLICATE ? (int) fields.whole("copies", 1, 1, 100) : 0,
        form == Form.EMPTY ? fields.choice("side", "both", "both", "bids", "asks") : "",
        form == Form.SILENT_TRIGGER && fields.flag("orders", false));
  }

  /** Whether it is about books only. */
  public boolean booksOnly() {
    return form == Form.CROSS || form == Form.EMPTY || kind.equals("depth-gap");
  }
}
