package vortex7.live.view;

import java.time.Instant;
import vortex7.market.Side;

/** An aggregated trade of the market, not of ours; {@code side} is the aggressor's. */
public record TradeView(long id, double price, double quantity, Side side, Instant time) {}
