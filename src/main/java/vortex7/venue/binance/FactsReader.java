package vortex7.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.VenueFacts;
import vortex7.position.VenueFacts.Fill;
import vortex7.position.VenueFacts.OpenOrder;
import vortex7.position.VenueFacts.OpenStop;

/** Asks the venue for everything it holds of one symbol, and reads it. */
final class FactsReader {
  private static final Logger LOG = LoggerFactory.getLogger(FactsReader.class);
  private static final int PAGE = 1_000;
  private static final Duration WINDOW = Duration.ofDays(7).minusSeconds(1);

  /** The venue keeps fills for 3 months. */
  private static final Duration OLDEST = Duration.ofDays(85);

  private final BinanceRest rest;
  private final ClientIds clientIds;
  private final Map<Symbol, BigDecimal> marks = new ConcurrentHashMap<>();

  FactsReader(BinanceRest rest, ClientIds clientIds) {
    this.rest = rest;
    this.clientIds = clientIds;
  }

  private record Holding(BigDecimal amount, BigDecimal entryPrice, BigDecimal markPrice) {}

  CompletionStage<VenueFacts> facts(Symbol symbol, Instant since) {
    Instant at = rest.clock().instant();
    CompletionStage<Holding> holding = holding(symbol);
    CompletionStage<List<OpenOrder>> orders = orders(symbol);
    CompletionStage<List<OpenStop>> stops = stops(symbol);
    CompletionStage<List<Fill>> fills = fills(symbol, since, at);
    return holding.thenCompose(
        held ->
            orders.thenCompose(
                resting ->
                    stops.thenCombine(
                        fills,
                        (standing, done) ->
                            new VenueFacts(
                                symbol,
                                held.amount(),
                                held.entryPrice(),
                                held.markPrice(),
                                resting,
                                standing,
                                done,
                                at))));
  }

  /**
   * The stops that stand, with the mark as the question before this one found it: whether the stops
   * can be read never depends on whether the mark can. 0 while it is not known.
   */
  CompletionStage<VenueFacts> openStops(Symbol symbol) {
    Instant at = rest.clock().instant();
    BigDecimal known = marks.getOrDefault(symbol, BigDecimal.ZERO);
    learnMark(symbol);
    return stops(symbol)
        .thenApply(
            stops ->
                new VenueFacts(
                    symbol,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    known,
                    List.of(),
                    stops,
                    List.of(),
                    at));
  }

  private CompletionStage<Holding> holding(Symbol symbol) {
    RestCall call = BinanceRest.of(symbol, RestCall.query("/fapi/v3/positionRisk", 5));
    return rest.body(call)
        .thenCompose(
            rows -> {
              for (JsonNode row : rows) {
                if (row.path("symbol").asText().equals(symbol.code())
                    && row.path("positionSide").asText().equals("BOTH")) {
                  return CompletableFuture.completedStage(
                      new Holding(
                          Decimals.of(row, "positionAmt"),
                          Decimals.of(row, "entryPrice"),
                          Decimals.of(row, "markPrice")));
                }
              }
              return flat(symbol);
            });
  }

  /** The list of positions leaves out what is flat, and with it the mark. */
  private CompletionStage<Holding> flat(Symbol symbol) {
    return mark(symbol).thenApply(mark -> new Holding(BigDecimal.ZERO, BigDecimal.ZERO, mark));
  }

  private CompletionStage<BigDecimal> mark(Symbol symbol) {
    return rest.body(BinanceRest.of(symbol, RestCall.open("/fapi/v1/premiumIndex", 1)))
        .thenApply(body -> Decimals.of(body, "markPrice"));
  }

  private void learnMark(Symbol symbol) {
    mark(symbol)
        .whenComplete(
            (mark, fault) -> {
              if (fault == null) {
                marks.put(symbol, mark);
              } else {
                marks.remove(symbol);
                LOG.debug("msg=\"no mark\" symbol={} reason=\"{}\"", symbol, fault.getMessage());
              }
            });
  }

  private CompletionStage<List<OpenOrder>> orders(Symbol symbol) {
    RestCall call = BinanceRest.of(symbol, RestCall.query("/fapi/v1/openOrders", 1));
    return rest.body(call)
        .thenApply(
            rows -> {
              List<OpenOrder> read = new ArrayList<>();
              for (JsonNode row : rows) {
                OpenOrder order =
                    new OpenOrder(
                        row.path("clientOrderId").asText(),
                        row.path("orderId").asLong(),
                        Side.valueOf(row.path("side").asText()),
                        Decimals.of(row, "price"),
                        Decimals.of(row, "origQty"),
                        Decimals.of(row, "executedQty"),
                        row.path("reduceOnly").asBoolean());
                clientIds.learn(symbol, order.venueOrderId(), order.clientOrderId());
                read.add(order);
              }
              return read;
            });
  }

  private CompletionStage<List<OpenStop>> stops(Symbol symbol) {
    RestCall call = BinanceRest.of(symbol, RestCall.query("/fapi/v1/openAlgoOrders", 1));
    return rest.body(call)
        .thenApply(
            rows -> {
              List<OpenStop> read = new ArrayList<>();
              for (JsonNode row : rows) {
                boolean whole = row.path("closePosition").asBoolean();
                read.add(
                    new OpenStop(
                        row.path("clientAlgoId").asText(),
                        row.path("algoId").asLong(),
                        Side.valueOf(row.path("side").asText()),
                        Decimals.of(row, "triggerPrice"),
                        whole ? BigDecimal.ZERO : Decimals.of(row, "quantity"),
                        whole));
              }
              return read;
            });
  }

  private CompletionStage<List<Fill>> fills(Symbol symbol, Instant since, Instant now) {
    Instant oldest = now.minus(OLDEST);
    Instant from = since.isBefore(oldest) ? oldest : since;
    return trades(symbol, from, now, JsonNodeFactory.instance.arrayNode())
        .thenCompose(rows -> named(symbol, rows).thenApply(names -> fills(rows, names)));
  }

  /** All rows from {@code from} on: windows of 7 days, each in pages. */
  private CompletionStage<ArrayNode> trades(
      Symbol symbol, Instant from, Instant now, ArrayNode sofar) {
    Instant end = from.plus(WINDOW);
    RestCall call = tradesCall(symbol).with("startTime", from.toEpochMilli()).with("limit", PAGE);
    boolean last = !end.isBefore(now);
    return rest.body(last ? call : call.with("endTime", end.toEpochMilli()))
        .thenCompose(rows -> rest(symbol, rows, sofar))
        .thenCompose(
            rows ->
                last
                    ? CompletableFuture.completedStage(rows)
                    : trades(symbol, end.plusMillis(1), now, rows));
  }

  private CompletionStage<ArrayNode> rest(Symbol symbol, JsonNode rows, ArrayNode sofar) {
    rows.forEach(sofar::add);
    if (rows.size() < PAGE) {
      return CompletableFuture.completedStage(sofar);
    }
    long next = rows.get(rows.size() - 1).path("id").asLong() + 1;
    return rest.body(tradesCall(symbol).with("fromId", next).with("limit", PAGE))
        .thenCompose(more -> rest(symbol, more, sofar));
  }

  private static RestCall tradesCall(Symbol symbol) {
    return BinanceRest.of(symbol, RestCall.query("/fapi/v1/userTrades", 5));
  }

  /** The client ids of all orders in {@code rows}; asks for those never heard of. */
  private CompletionStage<Map<Long, String>> named(Symbol symbol, JsonNode rows) {
    TreeSet<Long> orders = new TreeSet<>();
    rows.forEach(row -> orders.add(row.path("orderId").asLong()));
    CompletionStage<Map<Long, String>> names = CompletableFuture.completedStage(new HashMap<>());
    for (long order : orders) {
      Optional<String> known = clientIds.of(symbol, order);
      CompletionStage<String> name =
          known.isPresent() ? CompletableFuture.completedStage(known.get()) : asked(symbol, order);
      names =
          names.thenCombine(
              name,
              (map, found) -> {
                map.put(order, found);
                return map;
              });
    }
    return names;
  }

  /** Empty for an order that the venue has forgotten: then it cannot be ours either. */
  private CompletionStage<String> asked(Symbol symbol, long venueOrderId) {
    RestCall call =
        BinanceRest.of(symbol, RestCall.query("/fapi/v1/order", 1)).with("orderId", venueOrderId);
    return rest.answer(call)
        .thenApply(
            answer -> {
              if (OrderAnswers.notFound(answer)) {
                return "";
              }
              String name = RestAnswer.bodyOf(answer, call).path("clientOrderId").asText();
              clientIds.learn(symbol, venueOrderId, name);
              return name;
            });
  }

  private static List<Fill> fills(JsonNode rows, Map<Long, String> names) {
    List<Fill> read = new ArrayList<>();
    for (JsonNode row : rows) {
      long order = row.path("orderId").asLong();
      read.add(
          new Fill(
              names.getOrDefault(order, ""),
              order,
              row.path("id").asLong(),
              Side.valueOf(row.path("side").asText()),
              Decimals.of(row, "price"),
              Decimals.of(row, "qty"),
              // The sign differs between the venue's own examples; we are no one's market maker.
              Decimals.of(row, "commission").abs(),
              row.path("commissionAsset").asText(),
              row.path("maker").asBoolean(),
              Instant.ofEpochMilli(row.path("time").asLong())));
    }
    return read;
  }
}
