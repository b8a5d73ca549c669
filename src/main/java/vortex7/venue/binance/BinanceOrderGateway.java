package vortex7.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.port.EntryFence;
import vortex7.port.MarketData.Subscription;
import vortex7.port.OrderGateway;
import vortex7.port.UserListener;
import vortex7.position.ClientOrderId;
import vortex7.position.OrderReport;
import vortex7.position.OrderReport.NeverArrived;
import vortex7.position.OrderReport.Rejected;
import vortex7.position.OrderRequest;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.Query;
import vortex7.position.VenueFacts;

/** Our account at Binance USDT-M futures, over signed REST and the user-data stream. */
public final class BinanceOrderGateway implements OrderGateway {
  private static final Logger LOG = LoggerFactory.getLogger(BinanceOrderGateway.class);

  /** Nothing to change: position mode, multi-assets mode, margin type. */
  private static final Set<Integer> ALREADY_SO = Set.of(-4059, -4171, -4046);

  /** Beyond its receive window and this, a request still under way is refused by the venue. */
  private static final Duration WINDOW_SLACK = Duration.ofMillis(500);

  /** What fees are paid in at a discount. */
  private static final String FEE_TOKEN = "BNB";

  private final BinanceRest rest;
  private final Instruments instruments;
  private final SocketConnector connector;
  private final SocketConnector.Later later;
  private final LongSupplier nanos;
  private final BinanceSettings settings;
  private final BinanceLimits limits;
  private final ClientIds clientIds = new ClientIds();
  private final FactsReader facts;

  /** When an order left whose outcome is not known, by the monotonic clock. */
  private final Map<ClientOrderId, Long> unresolved = new ConcurrentHashMap<>();

  BinanceOrderGateway(
      BinanceRest rest,
      Instruments instruments,
      SocketConnector connector,
      SocketConnector.Later later,
      LongSupplier nanos,
      BinanceSettings settings) {
    this.rest = rest;
    this.instruments = instruments;
    this.connector = connector;
    this.later = later;
    this.nanos = nanos;
    this.settings = settings;
    this.limits = settings.limits();
    this.facts = new FactsReader(rest, clientIds);
  }

  @Override
  public CompletionStage<OrderReport> send(OrderRequest request, EntryFence fence) {
    return asked(request, fence)
        .exceptionally(
            failure -> {
              LOG.error("msg=\"an answer could not be read\" id={}", request.id(), failure);
              return new OrderReport.Unknown(request.id(), "an answer could not be read", now());
            });
  }

  private CompletionStage<OrderReport> asked(OrderRequest request, EntryFence fence) {
    return switch (request) {
      case Query query -> query(query.id(), 1, nanos.getAsLong());
      case Cancel cancel ->
          rest.answer(OrderCalls.of(cancel))
              .thenApply(answer -> OrderAnswers.canceled(cancel.id(), answer, now()));
      default ->
          refusal(request)
              .<CompletionStage<OrderReport>>map(
                  reason ->
                      CompletableFuture.completedStage(
                          new Rejected(request.id(), 0, reason, now())))
              .orElseGet(() -> place(request, fence));
    };
  }

  /** What only reduces goes out unchecked while the filters are not known: the venue checks it. */
  private Optional<String> refusal(OrderRequest request) {
    Optional<Instrument> instrument = instruments.of(request.symbol());
    if (instrument.isPresent()) {
      return OrderFilters.refusal(request, instrument.get());
    }
    if (request.increasesExposure()) {
      return Optional.of(
          instruments.read()
              ? request.symbol() + " does not trade"
              : "the filters of " + request.symbol() + " are not known yet");
    }
    return Optional.empty();
  }

  private CompletionStage<OrderReport> place(OrderRequest request, EntryFence fence) {
    ClientOrderId id = request.id();
    unresolved.put(id, nanos.getAsLong());
    return rest.answer(OrderCalls.of(request), fence)
        .thenApply(
            answer -> {
              OrderReport report = OrderAnswers.placed(id, answer, now());
              if (!(report instanceof OrderReport.Unknown)) {
                unresolved.remove(id);
              }
              if (report instanceof OrderReport.Accepted accepted
                  && id.leg() != ClientOrderId.Leg.STOP) {
                clientIds.learn(id.symbol(), accepted.venueOrderId(), id.text());
              }
              return report;
            });
  }

  /**
   * Asks until the venue knows the order, or has said often and late enough that it does not: its
   * replicas lag, and a request may still be under way until its receive window has passed.
   */
  private CompletionStage<OrderReport> query(ClientOrderId id, int asked, long firstNanos) {
    return rest.answer(OrderCalls.of(new Query(id)))
        .thenCompose(
            answer -> {
              if (!OrderAnswers.notFound(answer)) {
                OrderReport report = OrderAnswers.queried(id, answer, now());
                if (!(report instanceof OrderReport.Unknown)) {
                  unresolved.remove(id);
                }
                return CompletableFuture.completedStage(report);
              }
              long sent = unresolved.getOrDefault(id, firstNanos);
              Duration age = Duration.ofNanos(nanos.getAsLong() - sent);
              boolean late = age.compareTo(limits.recvWindow().plus(WINDOW_SLACK)) >= 0;
              if (late && asked >= limits.notFoundQueries()) {
                unresolved.remove(id);
                return CompletableFuture.completedStage(new NeverArrived(id, now()));
              }
              CompletableFuture<OrderReport> again = new CompletableFuture<>();
              later.run(
                  limits.notFoundEvery(),
                  () ->
                      query(id, asked + 1, firstNanos)
                          .whenComplete(
                              (report, failure) -> {
                                if (failure == null) {
                                  again.complete(report);
                                } else {
                                  again.completeExceptionally(failure);
                                }
                              }));
              return again;
            });
  }

  private Instant now() {
    return rest.clock().instant();
  }

  @Override
  public CompletionStage<VenueFacts> facts(Symbol symbol, Instant since) {
    return facts.facts(symbol, since);
  }

  @Override
  public CompletionStage<VenueFacts> openStops(Symbol symbol) {
    return facts.openStops(symbol);
  }

  @Override
  public CompletionStage<Map<Symbol, BigDecimal>> openPositions() {
    return rest.body(RestCall.query("/fapi/v3/positionRisk", 5))
        .thenApply(
            rows -> {
              Map<Symbol, BigDecimal> held = new TreeMap<>();
              for (JsonNode row : rows) {
                try {
                  held.merge(
                      Symbol.of(row.path("symbol").asText()),
                      Decimals.of(row, "positionAmt"),
                      BigDecimal::add);
                } catch (IllegalArgumentException beyondOurAlphabet) {
                  LOG.warn("msg=\"a position that cannot be ours\" position=\"{}\"", row);
                }
              }
              return held;
            });
  }

  @Override
  public CompletionStage<Balance> balance() {
    Instant at = now();
    return rest.body(RestCall.query("/fapi/v3/balance", 5))
        .thenApply(
            rows -> {
              Map<String, BigDecimal> wallets = new HashMap<>();
              rows.forEach(
                  row -> wallets.put(row.path("asset").asText(), Decimals.of(row, "balance")));
              return new Balance(wallets, at);
            });
  }

  @Override
  public CompletionStage<Void> prepareAccount() {
    return changed(change("/fapi/v1/positionSide/dual").with("dualSidePosition", false))
        .thenCompose(
            ignored ->
                changed(change("/fapi/v1/multiAssetsMargin").with("multiAssetsMargin", false)));
  }

  @Override
  public CompletionStage<Void> prepareSymbol(Symbol symbol) {
    return changed(
        BinanceRest.of(symbol, change("/fapi/v1/marginType")).with("marginType", "ISOLATED"));
  }

  private static RestCall change(String path) {
    return RestCall.signed("POST", path, Lane.QUERY, 1, 0);
  }

  private CompletionStage<Void> changed(RestCall call) {
    return rest.answer(call)
        .thenAccept(
            answer -> {
              boolean already =
                  answer instanceof RestAnswer.Refused refused
                      && ALREADY_SO.contains(refused.code());
              if (!already) {
                RestAnswer.bodyOf(answer, call);
              }
            });
  }

  @Override
  public CompletionStage<Integer> setLeverage(Symbol symbol, int leverage) {
    return rest.body(BinanceRest.of(symbol, change("/fapi/v1/leverage")).with("leverage", leverage))
        .thenApply(body -> Decimals.of(body, "leverage").intValueExact());
  }

  @Override
  public CompletionStage<Fees> fees(Symbol symbol) {
    RestCall rates = BinanceRest.of(symbol, RestCall.query("/fapi/v1/commissionRate", 20));
    return rest.body(rates)
        .thenCombine(
            paysInToken(),
            (rate, discounted) -> {
              BigDecimal paid =
                  discounted ? BigDecimal.ONE.subtract(limits.bnbDiscount()) : BigDecimal.ONE;
              return new Fees(
                  Decimals.of(rate, "makerCommissionRate").multiply(paid).stripTrailingZeros(),
                  Decimals.of(rate, "takerCommissionRate").multiply(paid).stripTrailingZeros());
            });
  }

  /** The discount is had only while fees may be paid in BNB and there is some. */
  private CompletionStage<Boolean> paysInToken() {
    return rest.body(RestCall.query("/fapi/v1/feeBurn", 30))
        .thenCompose(
            burns ->
                burns.path("feeBurn").asBoolean()
                    ? balance().thenApply(held -> held.wallet(FEE_TOKEN).signum() > 0)
                    : CompletableFuture.completedStage(false));
  }

  @Override
  public Duration clockOffset() {
    return rest.clock().offset();
  }

  @Override
  public Duration slow(Duration within) {
    return rest.slow(within);
  }

  @Override
  public Duration silence() {
    return rest.silence();
  }

  @Override
  public Subscription subscribe(UserListener listener) {
    UserStream stream =
        new UserStream(rest, connector, later, nanos, settings, listener, clientIds);
    stream.start();
    return stream;
  }
}
