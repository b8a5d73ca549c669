package vortex7.live;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;
import vortex7.port.EntryFence;
import vortex7.port.MarketData;
import vortex7.port.OrderGateway;
import vortex7.port.UserListener;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.VenueFacts;

/** A venue's account that a test plays by hand; by default everything is accepted. */
final class ScriptedGateway implements OrderGateway {
  final List<OrderRequest> sent = new CopyOnWriteArrayList<>();
  final InstantSource clock;
  volatile Function<OrderRequest, CompletionStage<OrderReport>> answers;
  volatile Function<Symbol, CompletionStage<VenueFacts>> facts;
  volatile Function<Symbol, CompletionStage<VenueFacts>> stops;
  volatile Duration silence = Duration.ZERO;
  volatile Duration slow = Duration.ZERO;
  volatile Fees fees = new Fees(new BigDecimal("0.00018"), new BigDecimal("0.00045"));
  volatile @Nullable UserListener listener;
  volatile @Nullable RuntimeException modesFault;
  volatile @Nullable RuntimeException isolatedFault;
  volatile @Nullable RuntimeException leverageFault;
  volatile BigDecimal wallet = new BigDecimal("500");
  final AtomicInteger leverageAsked = new AtomicInteger();

  /** What the last request came with. */
  volatile EntryFence fence = EntryFence.OPEN;

  ScriptedGateway(InstantSource clock) {
    this.clock = clock;
    answers = request -> CompletableFuture.completedStage(accepted(request));
    facts = symbol -> CompletableFuture.completedStage(flat(symbol));
    stops = symbol -> CompletableFuture.completedStage(flat(symbol));
  }

  OrderReport accepted(OrderRequest request) {
    return request instanceof OrderRequest.Cancel
        ? new OrderReport.Ended(request.id(), "CANCELED", BigDecimal.ZERO, clock.instant())
        : new OrderReport.Accepted(request.id(), 1, clock.instant());
  }

  VenueFacts flat(Symbol symbol) {
    return new VenueFacts(
        symbol,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        new BigDecimal("100"),
        List.of(),
        List.of(),
        List.of(),
        clock.instant());
  }

  UserListener user() {
    UserListener told = listener;
    if (told == null) {
      throw new IllegalStateException("nobody subscribed yet");
    }
    return told;
  }

  @Override
  public CompletionStage<OrderReport> send(OrderRequest request, EntryFence entryFence) {
    fence = entryFence;
    sent.add(request);
    return answers.apply(request);
  }

  @Override
  public CompletionStage<VenueFacts> facts(Symbol symbol, Instant since) {
    return facts.apply(symbol);
  }

  @Override
  public CompletionStage<VenueFacts> openStops(Symbol symbol) {
    return stops.apply(symbol);
  }

  @Override
  public CompletionStage<Map<Symbol, BigDecimal>> openPositions() {
    return CompletableFuture.completedStage(Map.of());
  }

  @Override
  public CompletionStage<Balance> balance() {
    return CompletableFuture.completedStage(new Balance(Map.of("USDT", wallet), clock.instant()));
  }

  @Override
  public CompletionStage<Void> prepareAccount() {
    return failing(modesFault);
  }

  @Override
  public CompletionStage<Void> prepareSymbol(Symbol symbol) {
    return failing(isolatedFault);
  }

  private static CompletionStage<Void> failing(@Nullable RuntimeException fault) {
    return fault == null
        ? CompletableFuture.completedStage(null)
        : CompletableFuture.failedStage(fault);
  }

  @Override
  public CompletionStage<Integer> setLeverage(Symbol symbol, int leverage) {
    leverageAsked.incrementAndGet();
    return leverageFault == null
        ? CompletableFuture.completedStage(leverage)
        : CompletableFuture.failedStage(leverageFault);
  }

  @Override
  public CompletionStage<Fees> fees(Symbol symbol) {
    return CompletableFuture.completedStage(fees);
  }

  @Override
  public Duration clockOffset() {
    return Duration.ZERO;
  }

  @Override
  public Duration slow(Duration within) {
    return slow;
  }

  @Override
  public Duration silence() {
    return silence;
  }

  @Override
  public MarketData.Subscription subscribe(UserListener told) {
    listener = told;
    return () -> {};
  }
}
