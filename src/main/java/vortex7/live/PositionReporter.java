package vortex7.live;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import vortex7.live.view.PositionView;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.ExecutionRules;
import vortex7.position.OpenTrade;
import vortex7.position.OrderRequest;
import vortex7.position.Position;
import vortex7.position.PositionEvent;
import vortex7.position.TradeOrder;
import vortex7.position.TradePlan;
import vortex7.position.TradeState;
import vortex7.position.TradeSummary;

/** What a position shows of itself: log lines, news, figures, the file of open positions. */
final class PositionReporter {

  private final Symbol symbol;
  private final Wiring wiring;
  private final ExecutionRules rules;
  private final Logger log;
  private Optional<Long> firstFillNanos = Optional.empty();

  PositionReporter(Symbol symbol, Wiring wiring, ExecutionRules rules, Logger log) {
    this.symbol = symbol;
    this.wiring = wiring;
    this.rules = rules;
    this.log = log;
  }

  void log(PositionEvent event) {
    switch (event) {
      case PositionEvent.EntryIntended(TradePlan plan, String ignored, Instant at) ->
          log.info(
              "event=position symbol={} fact=EntryIntended number={} side={} quantity={} price={}"
                  + " stop={} target={} leverage={} plannedLoss={} ref={} at={}",
              symbol,
              plan.positionNumber(),
              plan.side(),
              plan.quantity(),
              plan.entryPrice(),
              plan.stopPrice(),
              plan.targetPrice(),
              plan.leverage(),
              plan.plannedLoss(),
              plan.ref(),
              at);
      case PositionEvent.TradeClosed(TradeSummary trade, Instant at) ->
          log.info(
              "event=position symbol={} fact=TradeClosed number={} reason={} entry={} exit={}"
                  + " gross={} fees={} funding={} net={} ref={} at={}",
              symbol,
              trade.positionNumber(),
              trade.exitReason(),
              trade.entryPrice(),
              trade.exitPrice(),
              trade.pnlGross(),
              trade.feeTotal(),
              trade.funding(),
              trade.pnlNet(),
              trade.ref(),
              at);
      default -> log.info("event=position symbol={} fact={}", symbol, event);
    }
  }

  void alert(String what) {
    log.warn("event=alert symbol={} what={}", symbol, what);
    String severity = what.startsWith("EMERGENCY") ? "EMERGENCY" : "ALERT";
    wiring.news().publish(new Daemon.News.Alert(severity, what, wiring.clock().instant()));
  }

  void refused(String reason) {
    log.warn("event=entry-refused symbol={} reason={}", symbol, reason);
  }

  void unanswered(ClientOrderId id) {
    log.warn("event=unanswered symbol={} id={}", symbol, id);
  }

  void foreign(PositionActor.ForeignOrder foreign) {
    log.warn(
        "event=foreign-order symbol={} id={} what={}",
        symbol,
        foreign.clientOrderId(),
        foreign.what());
  }

  /** After a report: how long the first fill waited until its stop stood. */
  void measureStop(Position before, Position after, long receivedNanos) {
    if (before.isFlat() && !after.isFlat()) {
      firstFillNanos = Optional.of(receivedNanos);
    }
    boolean stopStands = after.trade().filter(OpenTrade::stopAcknowledged).isPresent();
    if (stopStands && firstFillNanos.isPresent()) {
      wiring.metrics().stopAcknowledged(symbol, receivedNanos - firstFillNanos.get());
      firstFillNanos = Optional.empty();
    }
  }

  void count(List<PositionEvent> events) {
    for (PositionEvent event : events) {
      if (event instanceof PositionEvent.FillCounted fill) {
        wiring.metrics().fill(symbol, fill.maker(), fill.feeQuote().orElse(BigDecimal.ZERO));
      }
    }
  }

  void closed(TradeSummary trade) {
    wiring.metrics().tradeClosed(symbol, trade.exitReason().name(), trade.pnlNet());
    wiring
        .news()
        .publish(
            new Daemon.News.TradeClosed(
                trade.ref(), symbol.code(), trade.exitReason().name(), trade.pnlNet()));
  }

  /** Rewrites the symbol's line of the file from which a start without a database protects. */
  void remember(Position position) {
    Optional<OpenTrade> trade = position.trade();
    if (trade.isEmpty()) {
      wiring.openPositions().remove(symbol);
      return;
    }
    OpenTrade open = trade.get();
    wiring
        .openPositions()
        .put(
            new OpenPosition(
                symbol,
                open.epoch(),
                open.number(),
                open.plan().ref(),
                open.side(),
                open.open(),
                open.averageEntry(),
                open.protectivePrice(),
                newest(open, Leg.STOP),
                newest(open, Leg.EXIT),
                Optional.of(open.exitAtTheLatest(rules)),
                open.mostOpen(),
                rules.workingType()));
  }

  private static int newest(OpenTrade trade, Leg leg) {
    return trade.newest(leg).map(TradeOrder::attempt).orElse(-1);
  }

  /** Not every answer of the venue is news: only what changes what a person sees. */
  static boolean isVisible(PositionEvent event) {
    return switch (event) {
      case PositionEvent.OrderAsked ignored -> false;
      case PositionEvent.OrderDoubted ignored -> false;
      case PositionEvent.LeftoverSeen ignored -> false;
      case PositionEvent.LeftoverGone ignored -> false;
      default -> true;
    };
  }

  void publish(Position position, Optional<BigDecimal> shownPrice, boolean reconciled) {
    view(position, shownPrice, reconciled)
        .ifPresent(view -> wiring.news().publish(new Daemon.News.PositionChanged(view)));
  }

  /** Empty without a trade under way; {@code shownPrice} is what it is valued by. */
  Optional<PositionView> view(
      Position position, Optional<BigDecimal> shownPrice, boolean reconciled) {
    return position.trade().map(trade -> view(trade, shownPrice, reconciled));
  }

  private PositionView view(OpenTrade trade, Optional<BigDecimal> shownPrice, boolean reconciled) {
    BigDecimal price = shownPrice.orElse(trade.averageEntry());
    TradeState state = reconciled ? trade.state() : TradeState.RECONCILING;
    boolean exposed = trade.open().signum() > 0;
    TradePlan plan = trade.plan();
    return new PositionView(
        symbol.code(),
        trade.side(),
        state.name(),
        exposed ? trade.open() : plan.quantity(),
        trade.averageEntry(),
        price,
        exposed ? Optional.of(trade.protectivePrice()) : Optional.empty(),
        trade.stopAcknowledged(),
        Optional.of(plan.targetPrice()),
        trade.tp1At().map(at -> trade.protectivePrice()),
        Optional.of(plan.leverage()),
        trade.unrealised(price),
        trade.firstFillAt(),
        trade.plannedExitAt(rules),
        plan.ref(),
        Optional.of(plan.strategy()),
        trade.number());
  }

  /** What the data folder says while the journal cannot be read; empty when it names nothing. */
  Optional<PositionView> unread(Optional<BigDecimal> lastPrice) {
    return wiring.openPositions().positions().stream()
        .filter(position -> position.symbol().equals(symbol))
        .findFirst()
        .map(position -> unread(position, lastPrice.orElse(position.entryPrice())));
  }

  private PositionView unread(OpenPosition position, BigDecimal price) {
    BigDecimal gain = price.subtract(position.entryPrice()).multiply(position.quantity());
    return new PositionView(
        symbol.code(),
        position.side(),
        TradeState.RECONCILING.name(),
        position.quantity(),
        position.entryPrice(),
        price,
        Optional.of(position.stopPrice()),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        position.side() == Side.BUY ? gain : gain.negate(),
        Optional.empty(),
        position.plannedExitAt(),
        position.ref(),
        Optional.empty(),
        position.positionNumber());
  }

  /** A request in words for the log of exits. */
  static String words(OrderRequest request) {
    return switch (request) {
      case OrderRequest.PlaceMarket market ->
          "MARKET " + market.side() + " " + market.quantity().toPlainString();
      case OrderRequest.PlaceLimit limit ->
          "LIMIT "
              + limit.side()
              + " "
              + limit.quantity().toPlainString()
              + " at "
              + limit.price().toPlainString();
      case OrderRequest.PlaceStop stop ->
          "STOP " + stop.side() + " at " + stop.triggerPrice().toPlainString();
      case OrderRequest.Cancel cancel -> "CANCEL " + cancel.id().leg();
      case OrderRequest.Query query -> "QUERY " + query.id().leg();
    };
  }
}
