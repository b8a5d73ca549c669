package vortex7.venue.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;

/** Ids and filters of the orders in tests. */
final class Orders {
  static final Symbol BTC = Symbol.of("BTCUSDT");
  static final ClientOrderId ENTRY = id(Leg.ENTRY);
  static final ClientOrderId STOP = id(Leg.STOP);
  static final ClientOrderId TARGET = id(Leg.TARGET);
  static final ClientOrderId EXIT = id(Leg.EXIT);
  static final Instrument BTC_RULES = rules();

  private Orders() {}

  private static ClientOrderId id(Leg leg) {
    return new ClientOrderId("0a1b2c", BTC, 7, leg, 0);
  }

  private static Instrument rules() {
    try {
      return Objects.requireNonNull(
          InstrumentReader.read(new ObjectMapper().readTree(Bodies.EXCHANGE_INFO)).get(BTC));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the tests' exchangeInfo is not JSON", e);
    }
  }
}
