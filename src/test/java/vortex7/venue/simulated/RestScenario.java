package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

/** What has happened at a venue before every one of its REST calls has something to tell. */
final class RestScenario {
  private static final String BTC = "symbol=BTCUSDT&";

  private RestScenario() {}

  /**
   * Trades, a liquidation, a position with margin added, a stop that fired, an amended and an open
   * order and a waiting stop; then an hour with a settlement of funding.
   */
  static InProcessVenue played() {
    InProcessVenue venue = InProcessVenue.open();
    venue.market().crowd(1_000_000, 0.55, 0.6, 0.52);
    trade(venue, true, 3);
    trade(venue, false, 2);
    done(venue, "POST", "/fapi/v1/marginType", "marginType=ISOLATED");
    liquidate(venue);
    done(venue, "POST", "/fapi/v1/leverage", "leverage=10");
    done(venue, "POST", "/fapi/v1/order", "side=BUY&type=MARKET&quantity=0.020");
    done(venue, "POST", "/fapi/v1/positionMargin", "amount=12.5&type=1");
    done(
        venue,
        "POST",
        "/fapi/v1/algoOrder",
        "algoType=CONDITIONAL&side=SELL&type=STOP_MARKET&quantity=0.010&reduceOnly=true"
            + "&triggerPrice=59500&clientAlgoId=fired-1");
    around(venue, 59_000);
    trade(venue, false, 1);
    around(venue, 60_000);
    trade(venue, true, 1);
    done(
        venue,
        "POST",
        "/fapi/v1/order",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=59000&newClientOrderId=open-1");
    done(
        venue,
        "POST",
        "/fapi/v1/order",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=58500&newClientOrderId=amended-1");
    done(
        venue,
        "PUT",
        "/fapi/v1/order",
        "side=BUY&quantity=0.02&price=58400&modifyId=5&origClientOrderId=amended-1");
    done(
        venue,
        "POST",
        "/fapi/v1/algoOrder",
        "algoType=CONDITIONAL&side=SELL&type=STOP_MARKET&quantity=0.001&reduceOnly=true"
            + "&triggerPrice=55000&clientAlgoId=stop-1");
    for (int minute = 0; minute < 125; minute++) {
      venue.advance(59_000);
      trade(venue, minute % 3 == 0, 1);
    }
    return venue;
  }

  private static void liquidate(InProcessVenue venue) {
    done(venue, "POST", "/fapi/v1/order", "side=BUY&type=MARKET&quantity=0.100");
    around(venue, 50_000);
    trade(venue, false, 1);
    venue.advance(2_000);
    assertThat(venue.exchange().position("sim-key", ScriptedMarket.BTC).flat()).isTrue();
    around(venue, 60_000);
    trade(venue, true, 1);
  }

  private static void around(InProcessVenue venue, double price) {
    venue.market().then(market -> market.quoteAround(price));
    venue.advance(1_000);
  }

  private static void trade(InProcessVenue venue, boolean buy, long steps) {
    venue.market().then(market -> market.take(buy, steps));
    venue.advance(1_000);
  }

  private static void done(InProcessVenue venue, String method, String path, String parameters) {
    InProcessVenue.Reply reply = venue.signed(method, path, BTC + parameters);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    venue.advance(1_000);
  }
}
