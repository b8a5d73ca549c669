package vortex7.live;

import vortex7.decision.Decision;

/**
 * Where decisions go besides the risk. Called on the trading threads: implementations hand over and
 * return at once, and do not throw.
 */
public interface DecisionSink {
  DecisionSink NONE =
      new DecisionSink() {
        @Override
        public void decided(Decision decision) {}

        @Override
        public void kept(Decision decision, String outcome) {}
      };

  /** Every decision, in the order of its symbol's marks. */
  void decided(Decision decision);

  /**
   * A decision worth a row ({@link vortex7.decision.Episodes} chose it), with what became of it so
   * far; told again under the same reference when more becomes of it.
   */
  void kept(Decision decision, String outcome);
}
