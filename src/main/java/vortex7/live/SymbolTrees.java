package vortex7.live;

import java.util.SortedSet;
import vortex7.market.Symbol;

/** Where the symbols' trees are, on this node or another. */
public interface SymbolTrees {
  SortedSet<Symbol> symbols();

  /** Delivers at most once; a symbol that is not configured gets nothing. */
  void tell(Symbol symbol, SymbolActor.Command message);
}
