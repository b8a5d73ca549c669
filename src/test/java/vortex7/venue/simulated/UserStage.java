package vortex7.venue.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.Amendment;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Latency;
import vortex7.matching.MarginType;
import vortex7.matching.NewAlgo;
import vortex7.matching.NewOrder;
import vortex7.matching.OrderBook;
import vortex7.matching.OrderType;
import vortex7.matching.PositionSide;
import vortex7.matching.PriceMatch;
import vortex7.matching.TimeInForce;
import vortex7.venue.simulated.fault.FaultBoard;

/** The books of a venue with one account and an ear on its user stream; no sockets, no threads. */
final class UserStage {
  static final Symbol BTC = ScriptedMarket.BTC;
  static final String ACCOUNT = "sim-key";
  static final long START = 1_700_000_000_000L;

  final StreamHub hub = new StreamHub();
  final ListenKeys keys = new ListenKeys(7, 7_200_000);
  final VenueBooks books =
      new VenueBooks(
          "scripted",
          InstantSource.system(),
          new Delivery(
              hub, new FaultBoard(7), new Delivery.Latencies(Latency.zero(), Latency.zero()), 7),
          keys,
          Optional.empty(),
          VenueRecords.of(Optional.empty()));
  final Exchange exchange = new Exchange(ExchangeRules.documents().withTriggerDelay(100), books);
  final ScriptedMarket market = new ScriptedMarket(START, 60_000);
  final FeedStage.Ear ear = new FeedStage.Ear();
  final String key;

  UserStage() {
    market.attach(exchange);
    exchange.openAccount(ACCOUNT);
    try {
      books.open(exchange, market, Optional.empty());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    key = keys.create(ACCOUNT, START);
    listen(ear, Set.of());
  }

  /** A socket that listens with the account's key. */
  StreamConnection listen(FeedStage.Ear to, Set<String> events) {
    StreamConnection connection =
        new StreamConnection(
            hub.connectionCount() + 1L,
            new StreamConnection.Form(StreamName.TrafficClass.PRIVATE, false),
            to,
            0);
    connection.listen(key, events);
    hub.opened(connection);
    return connection;
  }

  OrderBook book() {
    return market.book();
  }

  void advanceTo(long afterMillis) {
    exchange.advanceTo(START + afterMillis);
    books.expireListenKeys(START + afterMillis);
    books.send();
  }

  void deposit(String asset, String amount) {
    exchange.deposit(ACCOUNT, asset, new BigDecimal(amount));
    books.send();
  }

  long limit(Side side, TimeInForce timeInForce, String quantity, String price, String id) {
    long orderId =
        exchange
            .place(
                ACCOUNT,
                new NewOrder(
                    BTC,
                    side,
                    OrderType.LIMIT,
                    Optional.of(timeInForce),
                    Optional.of(new BigDecimal(quantity)),
                    Optional.of(new BigDecimal(price)),
                    false,
                    Optional.of(id)))
            .orThrow()
            .orderId();
    books.send();
    return orderId;
  }

  void marketOrder(Side side, String quantity, String id) {
    exchange
        .place(
            ACCOUNT,
            new NewOrder(
                BTC,
                side,
                OrderType.MARKET,
                Optional.empty(),
                Optional.of(new BigDecimal(quantity)),
                Optional.empty(),
                false,
                Optional.of(id)))
        .orThrow();
    books.send();
  }

  void amend(long orderId, Side side, String quantity, String price, long modifyId) {
    exchange
        .amend(
            ACCOUNT,
            BTC,
            orderId,
            new Amendment(
                side,
                new BigDecimal(quantity),
                Optional.of(new BigDecimal(price)),
                PriceMatch.NONE,
                Optional.empty(),
                OptionalLong.of(modifyId)))
        .orThrow();
    books.send();
  }

  void cancel(long orderId) {
    exchange.cancel(ACCOUNT, BTC, orderId).orThrow();
    books.send();
  }

  long algo(NewAlgo algo) {
    long id = exchange.placeAlgo(ACCOUNT, algo).orThrow().algoId();
    books.send();
    return id;
  }

  void marginType(MarginType type) {
    exchange.setMarginType(ACCOUNT, BTC, type).orThrow();
    books.send();
  }

  void addMargin(String amount) {
    exchange.addPositionMargin(ACCOUNT, BTC, PositionSide.BOTH, new BigDecimal(amount)).orThrow();
    books.send();
  }

  void mark(String price) {
    exchange.setMarkPrice(BTC, Optional.of(new BigDecimal(price)));
    books.send();
  }

  /** What the ear has heard since the last call. */
  List<String> heard() {
    List<String> texts = List.copyOf(ear.texts);
    ear.texts.clear();
    return texts;
  }
}
