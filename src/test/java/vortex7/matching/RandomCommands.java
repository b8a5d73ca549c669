package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import vortex7.market.Side;

/**
 * Draws commands that make sense for a venue as it stands; each can be played again elsewhere,
 * because it holds what it was drawn with.
 */
final class RandomCommands {
  private static final List<TimeInForce> TIMES =
      List.of(
          TimeInForce.GTC,
          TimeInForce.GTC,
          TimeInForce.IOC,
          TimeInForce.FOK,
          TimeInForce.GTX,
          TimeInForce.GTD);

  private final SplittableRandom random;
  private final RandomVenue venue;
  private final long[] agentOrders = new long[64];
  private long center = Venue.MID;

  RandomCommands(long seed, RandomVenue venue) {
    random = new SplittableRandom(seed);
    this.venue = venue;
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private long price() {
    if (oneIn(200)) {
      center = Math.clamp(center + random.nextLong(-3_000, 3_001), 560_000, 640_000);
    }
    long bid = venue.book.bestBid();
    long ask = venue.book.bestAsk();
    long middle = bid > 0 && ask > 0 ? (bid + ask) / 2 : center;
    return middle + Long.signum(center - middle) * 4 + random.nextLong(-14, 15);
  }

  /** The next command: the clock moves before each. */
  Consumer<RandomVenue> next() {
    long time = venue.exchange.timeMillis() + random.nextInt(40) + (oneIn(500) ? 5_000 : 0);
    Consumer<RandomVenue> command = random.nextInt(10) < 6 ? agents() : clients();
    return v -> {
      v.exchange.advanceTo(time);
      command.accept(v);
    };
  }

  private Consumer<RandomVenue> agents() {
    boolean buy = random.nextBoolean();
    long steps = random.nextLong(1, 400);
    int slot = random.nextInt(agentOrders.length);
    long price = price();
    switch (random.nextInt(8)) {
      case 0, 1, 2, 3 -> {
        return v -> agentOrders[slot] = v.book.placeLimit(1, buy, price, steps);
      }
      case 4 -> {
        return v -> v.book.placeImmediate(2, buy, price, steps);
      }
      case 5 -> {
        boolean towards = center > price;
        return v -> v.book.placeMarket(2, towards, steps);
      }
      case 6 -> {
        long id = agentOrders[slot];
        return v -> v.book.cancel(id);
      }
      default -> {
        long id = agentOrders[slot];
        return v -> v.book.reduce(id, 1);
      }
    }
  }

  private OrderTerms terms(String client) {
    OrderTerms terms = OrderTerms.DEFAULT.preventing(any(List.of(SelfTradePrevention.values())));
    return client.equals("hedge")
        ? terms.on(random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT)
        : terms;
  }

  private Consumer<RandomVenue> clients() {
    String client = any(RandomVenue.CLIENTS);
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    BigDecimal quantity = venue.book.quantity(random.nextLong(1, 3_000));
    BigDecimal price = venue.book.price(price());
    OrderTerms terms = terms(client);
    boolean reduce = !client.equals("hedge") && oneIn(3);
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> {
        return limit(client, side, quantity, price, terms, reduce);
      }
      case 4, 5 -> {
        NewOrder market = NewOrder.market(Venue.BTC, side, quantity).on(terms);
        NewOrder order = reduce ? market.asReduceOnly() : market;
        return v -> v.exchange.place(client, order);
      }
      case 6, 7, 8, 9 -> {
        return amendOrCancel(client, quantity, price);
      }
      case 10, 11, 12 -> {
        return conditional(client, side, quantity, price, terms, reduce);
      }
      case 13 -> {
        List<AlgoView> open = venue.exchange.openAlgos(client, Optional.empty());
        long id = open.isEmpty() ? 0 : any(open).algoId();
        return v -> v.exchange.cancelAlgo(client, id);
      }
      case 14 -> {
        return settings(client);
      }
      default -> {
        if (oneIn(4)) {
          return v -> v.exchange.cancelAll(client, Venue.BTC);
        }
        long countdown = random.nextLong(0, 3_000);
        return v -> v.exchange.countdownCancelAll(client, Venue.BTC, countdown);
      }
    }
  }

  private Consumer<RandomVenue> limit(
      String client,
      Side side,
      BigDecimal quantity,
      BigDecimal price,
      OrderTerms terms,
      boolean reduce) {
    TimeInForce tif = any(TIMES);
    long date = venue.exchange.timeMillis() + 602_000 + random.nextLong(30_000);
    OrderTerms dated = tif == TimeInForce.GTD ? terms.until(date) : terms;
    NewOrder order = NewOrder.limit(Venue.BTC, side, tif, quantity, price).on(dated);
    if (oneIn(8)) {
      PriceMatch match = any(List.of(PriceMatch.QUEUE, PriceMatch.OPPONENT, PriceMatch.QUEUE_5));
      order = order.at(Optional.empty()).on(dated.matching(match));
    }
    NewOrder asked = reduce ? order.asReduceOnly() : order;
    return v -> v.exchange.place(client, asked);
  }

  private Consumer<RandomVenue> amendOrCancel(
      String client, BigDecimal quantity, BigDecimal price) {
    List<OrderView> open = venue.exchange.openOrders(client, Optional.empty());
    if (open.isEmpty()) {
      return v -> {};
    }
    OrderView order = any(open);
    if (oneIn(3)) {
      return v -> v.exchange.cancel(client, Venue.BTC, order.orderId());
    }
    Amendment to =
        new Amendment(
            order.side(),
            oneIn(3) ? order.originalQuantity() : quantity,
            Optional.of(price),
            PriceMatch.NONE,
            Optional.empty(),
            OptionalLong.of(random.nextInt(100)));
    return v -> v.exchange.amend(client, Venue.BTC, order.orderId(), to);
  }

  private Consumer<RandomVenue> conditional(
      String client,
      Side side,
      BigDecimal quantity,
      BigDecimal price,
      OrderTerms terms,
      boolean reduce) {
    BigDecimal near = price.add(venue.book.price(random.nextLong(1, 30)));
    NewAlgo algo =
        switch (random.nextInt(6)) {
          case 0 -> NewAlgo.closingStop(Venue.BTC, side, price);
          case 1 -> NewAlgo.closingTarget(Venue.BTC, side, price);
          case 2 -> NewAlgo.limit(OrderType.STOP, Venue.BTC, side, quantity, price, near);
          case 3 -> NewAlgo.limit(OrderType.TAKE_PROFIT, Venue.BTC, side, quantity, price, near);
          case 4 ->
              NewAlgo.trailing(
                      Venue.BTC,
                      side,
                      quantity,
                      oneIn(2) ? Optional.empty() : Optional.of(price),
                      new BigDecimal("0.1"))
                  .reducing(reduce);
          default -> NewAlgo.reducingStop(Venue.BTC, side, quantity, price).reducing(reduce);
        };
    NewAlgo asked = (oneIn(3) ? algo.triggeredBy(WorkingType.MARK_PRICE) : algo).on(terms);
    return v -> v.exchange.placeAlgo(client, asked);
  }

  private Consumer<RandomVenue> settings(String client) {
    int leverage = any(List.of(10, 20, 50, 100, 125));
    BigDecimal amount = BigDecimal.valueOf(random.nextLong(-100, 300));
    PositionSide of = client.equals("hedge") ? PositionSide.LONG : PositionSide.BOTH;
    boolean burn = random.nextBoolean();
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> v -> v.exchange.setLeverage(client, Venue.BTC, leverage);
      case 3 -> v -> v.exchange.addPositionMargin(client, Venue.BTC, of, amount);
      case 4 -> v -> v.exchange.setFeeBurn(client, burn);
      default -> {
        boolean index = oneIn(2);
        BigDecimal at = venue.book.price(center);
        yield v -> v.exchange.setIndexPrice(Venue.BTC, index ? Optional.of(at) : Optional.empty());
      }
    };
  }
}
