package vortex7.decision;

import java.math.BigDecimal;
import vortex7.market.Instrument;
import vortex7.market.Symbol;

/** BTCUSDT as the venue describes it, near enough for tests. */
public final class TestInstrument {
  private TestInstrument() {}

  public static Instrument btc() {
    return new Instrument(
        Symbol.of("BTCUSDT"),
        "BTC",
        "USDT",
        new BigDecimal("0.10"),
        new BigDecimal("261.10"),
        new BigDecimal("809484"),
        new BigDecimal("0.001"),
        new BigDecimal("0.001"),
        new BigDecimal("1000"),
        new BigDecimal("120"),
        new BigDecimal("100"),
        new BigDecimal("1.0500"),
        new BigDecimal("0.9500"),
        new BigDecimal("0.05"),
        new BigDecimal("0.0500"));
  }
}
