package vortex7.venue.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.venue.simulated.fault.Effect;
import vortex7.venue.simulated.fault.Fault;
import vortex7.venue.simulated.fault.FaultBoard;
import vortex7.venue.simulated.fault.FaultReader;
import vortex7.venue.simulated.fault.FaultRefused;
import vortex7.venue.simulated.fault.MarketFault;
import vortex7.venue.simulated.fault.OutsideFault;
import vortex7.venue.simulated.fault.Scope;

/** Switches faults on and off for people, and says how often each fired. */
final class FaultDesk {
  private final FaultBoard board;
  private final Exchange exchange;
  private final boolean movable;
  private final LongSupplier venueTime;

  /**
   * @param movable whether the market does as it is told
   */
  FaultDesk(FaultBoard board, Exchange exchange, boolean movable, LongSupplier venueTime) {
    this.board = board;
    this.exchange = exchange;
    this.movable = movable;
    this.venueTime = venueTime;
  }

  /** Switches on what a body asks for, all of it or nothing; times count from now. */
  String add(JsonNode body) {
    List<String> ids = add(FaultReader.readAll(body, "after", venueTime.getAsLong()));
    JsonWriter json = new JsonWriter().beginObject().beginArray("ids");
    ids.forEach(json::value);
    return json.endArray().endObject().text();
  }

  /** Switches on the faults of a scenario; those whose time has passed will not come any more. */
  void begin(List<Fault> scenario, long startMillis) {
    add(scenario.stream().map(fault -> fault.later(startMillis)).toList());
  }

  private List<String> add(List<Fault> faults) {
    faults.forEach(this::check);
    return board.add(faults);
  }

  /** What acts on the exchange has to name what is there. */
  private void check(Fault fault) {
    Effect effect = fault.effect();
    if (effect instanceof MarketFault) {
      String symbol = fault.scope().text(Scope.Field.SYMBOL).orElse("");
      if (symbol.isEmpty()) {
        throw new FaultRefused("symbol", "is missing");
      }
      checkSymbol(symbol);
      if (!movable) {
        throw new FaultRefused("kind", "needs a synthetic market: a recording cannot be moved");
      }
    }
    if (effect instanceof OutsideFault outside) {
      outside.order().ifPresent(order -> checkSymbol(order.symbol()));
      Optional<String> account = fault.scope().text(Scope.Field.ACCOUNT);
      if (account.isPresent() && !exchange.hasAccount(account.get())) {
        throw new FaultRefused("account", "must exist, was " + account.get());
      }
    }
  }

  private void checkSymbol(String symbol) {
    boolean listed = exchange.symbols().stream().map(Symbol::code).anyMatch(symbol::equals);
    if (!listed) {
      throw new FaultRefused("symbol", "must be one of " + exchange.symbols() + ", was " + symbol);
    }
  }

  String list() {
    JsonWriter json = new JsonWriter(1024).beginObject().field("time", venueTime.getAsLong());
    json.beginArray("faults");
    write(json);
    return json.endArray().endObject().text();
  }

  /** Every fault as it stands, into an open array. */
  void write(JsonWriter json) {
    for (FaultBoard.Standing standing : board.standing(venueTime.getAsLong())) {
      Fault fault = standing.fault();
      json.beginObject()
          .field("id", fault.id())
          .field("kind", fault.effect().kind())
          .field("state", standing.state())
          .field("from", fault.fromMillis());
      if (fault.untilMillis() == Long.MAX_VALUE) {
        json.nullField("until");
      } else {
        json.field("until", fault.untilMillis());
      }
      json.field("matched", standing.matched()).field("fired", standing.fired());
      fault.scope().texts().forEach(json::field);
      if (!standing.note().isEmpty()) {
        json.field("note", standing.note());
      }
      json.endObject();
    }
  }

  String remove(String id) {
    if (!board.remove(id)) {
      throw new VenueRefusal(404, -1130, "field 'id' must be of a fault that stands, was " + id);
    }
    return "{\"removed\":1}";
  }

  String clear() {
    return "{\"removed\":" + board.clear() + "}";
  }
}
