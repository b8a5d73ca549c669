package vortex7.live;

import java.util.List;
import java.util.Optional;
import vortex7.live.view.BookView;
import vortex7.live.view.EngineView;
import vortex7.live.view.FeedView;
import vortex7.live.view.PositionView;
import vortex7.live.view.RegimeView;
import vortex7.live.view.StatusView;
import vortex7.live.view.SymbolView;
import vortex7.live.view.TradeView;
import vortex7.market.Symbol;

/** A symbol's view while its parts come in from several actors. */
record SymbolViewParts(
    FeedView feed,
    Optional<BookView> book,
    Optional<TradeView> last,
    List<EngineView> engines,
    Optional<RegimeView> regime,
    Optional<PositionView> position) {
  SymbolViewParts(FeedView feed, Optional<BookView> book) {
    this(feed, book, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
  }

  SymbolViewParts lastOf(Optional<List<TradeView>> trades) {
    Optional<TradeView> newest = trades.flatMap(list -> list.stream().reduce((a, b) -> b));
    return new SymbolViewParts(feed, book, newest, engines, regime, position);
  }

  SymbolViewParts enginesOf(Optional<List<EngineView>> readings) {
    return new SymbolViewParts(feed, book, last, readings.orElse(List.of()), regime, position);
  }

  SymbolViewParts regimeOf(Optional<RegimeView> told) {
    return new SymbolViewParts(feed, book, last, engines, told, position);
  }

  SymbolViewParts positionOf(Optional<PositionView> told) {
    return new SymbolViewParts(feed, book, last, engines, regime, told);
  }

  SymbolView view(Symbol symbol, StatusView account) {
    StatusView.SymbolState state =
        account.symbols().stream()
            .filter(each -> each.symbol().equals(symbol.code()))
            .findFirst()
            .orElseThrow();
    return new SymbolView(
        symbol.code(),
        state.tradingState(),
        state.reasons(),
        book,
        last,
        feed,
        engines,
        regime,
        position);
  }
}
