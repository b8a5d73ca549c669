package vortex7.venue.simulated.fault;

/** What a fault does; one class a family, whose kinds differ in their fields only. */
public sealed interface Effect
    permits AnswerFault, FrameFault, SocketFault, StopFault, FillFault, MarketFault, OutsideFault {

  /** Its name in {@code POST /sim/faults}. */
  String kind();

  /** Whether it is done at a time of its own, rather than whenever something matches. */
  default boolean acts() {
    return false;
  }
}
