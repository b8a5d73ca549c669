package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.AlgoStatus;
import vortex7.matching.AlgoUpdate;
import vortex7.matching.AlgoView;
import vortex7.matching.Exchange;
import vortex7.matching.MarketSource;
import vortex7.matching.NewOrder;
import vortex7.matching.OrderTerms;
import vortex7.matching.OrderView;
import vortex7.matching.PositionSide;
import vortex7.matching.TimeInForce;
import vortex7.venue.simulated.fault.Effect;
import vortex7.venue.simulated.fault.Fault;
import vortex7.venue.simulated.fault.FaultBoard;
import vortex7.venue.simulated.fault.Firing;
import vortex7.venue.simulated.fault.MarketFault;
import vortex7.venue.simulated.fault.OutsideFault;
import vortex7.venue.simulated.fault.Scope;
import vortex7.venue.simulated.fault.SocketFault;
import vortex7.venue.simulated.fault.StopFault;
import vortex7.venue.simulated.fault.Target;

/**
 * Does what faults do to the market, the accounts and the sockets. Lives on the engine's thread,
 * before the turn is saved: what it did to an account is as durable as any order.
 */
final class FaultActs {
  private static final Logger LOG = LoggerFactory.getLogger(FaultActs.class);

  private final FaultBoard board;
  private final Exchange exchange;
  private final MarketSource source;
  private final VenueBooks books;
  private final StreamHub hub;
  private final VenueDoor door;

  /** Which faults have had their say on which conditional order. */
  private final TreeSet<String> judged = new TreeSet<>();

  FaultActs(
      FaultBoard board,
      Exchange exchange,
      MarketSource source,
      VenueBooks books,
      StreamHub hub,
      VenueDoor door) {
    this.board = board;
    this.exchange = exchange;
    this.source = source;
    this.books = books;
    this.hub = hub;
    this.door = door;
  }

  /** Does what is due at {@code now}. */
  void run(long now) {
    for (Firing<Effect> firing : board.due(now)) {
      act(firing, now);
    }
    if (board.any(StopFault.class)) {
      exchange.accounts().forEach(account -> judgeStops(account, now));
    } else {
      judged.clear();
    }
    door.run(now);
  }

  private void act(Firing<Effect> firing, long now) {
    Fault fault = firing.fault();
    LOG.info("event=fault id={} kind={}", fault.id(), fault.effect().kind());
    switch (firing.effect()) {
      case SocketFault socket when socket.form() == SocketFault.Form.CLOSE_PORT ->
          door.close(now + socket.holdMillis());
      case SocketFault ignored -> cut(fault.scope());
      case MarketFault market -> move(market, fault, now);
      case OutsideFault outside -> intrude(outside, fault, now);
      default -> throw new IllegalStateException(fault.effect().kind() + " does not act");
    }
  }

  private void cut(Scope scope) {
    hub.cut(
        connection -> {
          List<String> streams = connection.subscriptions();
          return streams.isEmpty()
              ? scope.matches(Target.account(""))
              : streams.stream()
                  .anyMatch(
                      stream ->
                          scope.matches(
                              new Target(
                                  stream,
                                  "",
                                  "",
                                  books.listenKeys().accountOf(stream).orElse(""),
                                  "",
                                  "")));
        });
  }

  private void move(MarketFault market, Fault fault, long now) {
    Symbol symbol = Symbol.of(fault.scope().text(Scope.Field.SYMBOL).orElseThrow());
    switch (market.form()) {
      case GAP -> source.gap(symbol, market.percent().movePointLeft(2).doubleValue());
      case DRY -> source.dryUp(symbol, market.bids(), market.asks(), now + market.holdMillis());
    }
  }

  private void intrude(OutsideFault outside, Fault fault, long now) {
    String account =
        fault.scope().text(Scope.Field.ACCOUNT).orElseGet(() -> exchange.accounts().getFirst());
    switch (outside.form()) {
      case DEPOSIT -> deposit(fault, account, outside);
      case ORDER -> order(fault, account, outside.order().orElseThrow());
      case CANCEL -> cancel(account, fault.scope());
      case EXPIRE_LISTEN_KEY -> books.expireListenKey(account, now);
    }
  }

  private void deposit(Fault fault, String account, OutsideFault outside) {
    BigDecimal held =
        exchange.balances(account).stream()
            .filter(balance -> balance.asset().equals(outside.asset()))
            .map(balance -> balance.wallet())
            .findFirst()
            .orElse(BigDecimal.ZERO);
    if (held.add(outside.amount()).signum() < 0) {
      board.note(fault.id(), "refused: the wallet holds " + held.toPlainString());
      return;
    }
    exchange.deposit(account, outside.asset(), outside.amount());
  }

  private void order(Fault fault, String account, OutsideFault.Order wanted) {
    String id =
        wanted.clientId().isEmpty()
            ? "web_" + fault.id() + "_" + exchange.timeMillis()
            : wanted.clientId();
    Symbol symbol = Symbol.of(wanted.symbol());
    Side side = Side.valueOf(wanted.side());
    NewOrder order =
        wanted
            .price()
            .map(price -> NewOrder.limit(symbol, side, TimeInForce.GTC, wanted.quantity(), price))
            .orElseGet(() -> NewOrder.market(symbol, side, wanted.quantity()))
            .named(id)
            .on(OrderTerms.DEFAULT.on(PositionSide.valueOf(wanted.positionSide())));
    exchange
        .place(account, wanted.reduceOnly() ? order.asReduceOnly() : order)
        .refusal()
        .ifPresent(why -> board.note(fault.id(), "refused: " + why));
  }

  private void cancel(String account, Scope scope) {
    for (OrderView order : exchange.openOrders(account, Optional.empty())) {
      if (scope.matches(Target.order(account, order.symbol().code(), order.clientOrderId()))) {
        exchange.cancel(account, order.symbol(), order.orderId());
      }
    }
    for (AlgoView algo : exchange.openAlgos(account, Optional.empty())) {
      if (scope.matches(Target.order(account, algo.symbol().code(), algo.clientAlgoId()))) {
        exchange.cancelAlgo(account, algo.algoId());
      }
    }
  }

  private void judgeStops(String account, long now) {
    for (AlgoView algo : exchange.openAlgos(account, Optional.empty())) {
      List<Firing<StopFault>> firing =
          board.all(
              StopFault.class,
              fault ->
                  ((StopFault) fault.effect()).delayMillis() <= now - algo.createTime()
                      && judged.add(fault.id() + "/" + algo.algoId()),
              () -> Target.order(account, algo.symbol().code(), algo.clientAlgoId()),
              now);
      firing.forEach(fires -> befall(account, algo, fires.effect()));
    }
  }

  private void befall(String account, AlgoView algo, StopFault fault) {
    LOG.info("event=fault kind={} algo={}", fault.kind(), algo.clientAlgoId());
    if (!fault.lost()) {
      exchange.interventions().rejectAlgoAtTrigger(account, algo.algoId(), fault.reason());
      return;
    }
    AlgoStatus as = fault.ending().equals("expired") ? AlgoStatus.EXPIRED : AlgoStatus.CANCELED;
    exchange
        .interventions()
        .dropAlgoSilently(account, algo.algoId(), as)
        .accepted()
        .ifPresent(lost -> books.lost(new AlgoUpdate(account, lost, exchange.timeMillis())));
  }
}
