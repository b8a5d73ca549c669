package vortex7.venue.binance;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import vortex7.market.Instrument;
import vortex7.market.Symbol;

/** The venue's instruments as last read; what an order is checked against. */
final class Instruments {
  private final BinanceRest rest;
  private volatile Map<Symbol, Instrument> known = Map.of();

  Instruments(BinanceRest rest) {
    this.rest = rest;
  }

  CompletionStage<Map<Symbol, Instrument>> refresh() {
    return rest.body(RestCall.open("/fapi/v1/exchangeInfo", 1))
        .thenApply(
            body -> {
              Map<Symbol, Instrument> read = InstrumentReader.read(body);
              known = read;
              return read;
            });
  }

  Optional<Instrument> of(Symbol symbol) {
    return Optional.ofNullable(known.get(symbol));
  }

  boolean read() {
    return !known.isEmpty();
  }
}
