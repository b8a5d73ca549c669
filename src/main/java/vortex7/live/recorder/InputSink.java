package vortex7.live.recorder;

import vortex7.market.Symbol;

/**
 * Where the tree notes what its decisions rest on. Called on the trading threads: implementations
 * hand over and return at once, and do not throw.
 */
@FunctionalInterface
public interface InputSink {
  InputSink NONE = (symbol, input) -> {};

  void took(Symbol symbol, Input input);
}
