package vortex7.live.view;

import java.util.List;
import java.util.Optional;

/** Hot state of one symbol in one answer. */
public record SymbolView(
    String symbol,
    String tradingState,
    List<String> reasons,
    Optional<BookView> book,
    Optional<TradeView> lastTrade,
    FeedView feed,
    List<EngineView> engines,
    Optional<RegimeView> regime,
    Optional<PositionView> position) {
  public SymbolView {
    reasons = List.copyOf(reasons);
    engines = List.copyOf(engines);
  }
}
