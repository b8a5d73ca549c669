package vortex7.venue.binance;

import java.util.concurrent.atomic.LongAdder;

/** Frames of all market sockets of a node, by what became of them. */
public final class FrameCounters {
  final LongAdder decoded = new LongAdder();
  final LongAdder unknown = new LongAdder();
  final LongAdder malformed = new LongAdder();

  FrameCounters() {}

  public long decoded() {
    return decoded.sum();
  }

  /** Well-formed but nobody's: new events, acknowledgements, another symbol. */
  public long unknown() {
    return unknown.sum();
  }

  public long malformed() {
    return malformed.sum();
  }
}
