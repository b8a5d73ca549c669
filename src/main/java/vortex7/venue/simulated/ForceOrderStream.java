package vortex7.venue.simulated;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;
import vortex7.matching.Liquidated;
import vortex7.venue.simulated.StreamName.Kind;

/**
 * One symbol's liquidations as the venue publishes them: of each second the largest, when the
 * second is over (since 2026-04-14).
 */
final class ForceOrderStream {
  private static final long WINDOW_MILLIS = 1_000;

  private final Symbol symbol;
  private final StreamHub hub;
  private final SymbolFeed.Outbox outbox;
  private @Nullable Liquidated largest;
  private long dueMillis;

  ForceOrderStream(Symbol symbol, StreamHub hub, SymbolFeed.Outbox outbox) {
    this.symbol = symbol;
    this.hub = hub;
    this.outbox = outbox;
  }

  void onLiquidation(Liquidated liquidated) {
    Liquidated before = largest;
    if (before == null) {
      largest = liquidated;
      dueMillis = (Math.floorDiv(liquidated.time(), WINDOW_MILLIS) + 1) * WINDOW_MILLIS;
    } else if (liquidated.quantity().compareTo(before.quantity()) > 0) {
      largest = liquidated;
    }
  }

  void onTime(long now) {
    Liquidated found = largest;
    if (found == null || now < dueMillis) {
      return;
    }
    largest = null;
    List<StreamHub.Topic> ofSymbol = hub.heard(symbol, Kind.FORCE_ORDER);
    List<StreamHub.Topic> ofAll = hub.heard(Kind.ALL_FORCE_ORDERS);
    if (!ofSymbol.isEmpty() || !ofAll.isEmpty()) {
      String frame = frame(found, now);
      ofSymbol.forEach(topic -> outbox.add(topic, frame));
      ofAll.forEach(topic -> outbox.add(topic, frame));
    }
  }

  private String frame(Liquidated liquidated, long now) {
    return new JsonWriter(320)
        .beginObject()
        .field("e", "forceOrder")
        .field("E", now)
        .beginObject("o")
        .field("s", symbol.code())
        .field("S", liquidated.side().name())
        .field("o", "LIMIT")
        .field("f", "IOC")
        .field("q", liquidated.quantity())
        .field("p", liquidated.price())
        .field("ap", liquidated.averagePrice())
        .field("X", "FILLED")
        .field("l", liquidated.quantity())
        .field("z", liquidated.quantity())
        .field("T", liquidated.time())
        .endObject()
        .field("ps", symbol.code())
        .field("st", 1)
        .endObject()
        .text();
  }
}
