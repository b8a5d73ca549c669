package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;

/**
 * A warning that positions come near their liquidation: a hint, told once until they recover.
 *
 * @param crossWallet quote units
 * @param time epoch ms of the venue
 */
public record MarginCall(
    String account, BigDecimal crossWallet, List<PositionView> positions, long time) {
  public MarginCall {
    positions = List.copyOf(positions);
  }
}
