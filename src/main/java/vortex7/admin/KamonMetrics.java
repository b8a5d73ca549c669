package vortex7.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import kamon.Kamon;
import kamon.metric.MeasurementUnit;
import kamon.metric.Metric;
import kamon.module.Module;
import kamon.prometheus.PrometheusReporter;
import kamon.tag.TagSet;
import org.jspecify.annotations.Nullable;
import vortex7.live.Metrics;
import vortex7.live.view.ActorView;
import vortex7.market.Symbol;

/**
 * Counts through Kamon and shows the counts to Prometheus at {@code /metrics} of a port of its own.
 *
 * <p>Kamon is one for the whole process, and so is this.
 */
public final class KamonMetrics implements Metrics, AutoCloseable {
  private static final String SYMBOL = "symbol";

  private static final String SETTINGS =
      """
      kamon.metric.tick-interval = 2 seconds
      kamon.modules.prometheus-reporter.enabled = no
      kamon.prometheus.start-embedded-http-server = no
      # From a tenth of a millisecond on: what is measured here is short.
      kamon.prometheus.buckets.time-buckets = [
        0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5,
        1, 2.5, 5, 10]
      """;

  private final Metric.Counter frames = counter("frames", "market-data frames");
  private final Metric.Counter feedFaults = counter("feed-faults", "market-data faults survived");
  private final Metric.Histogram tickToDecision =
      span("tick-to-decision", "frame in to the decision of its mark");
  private final Metric.Histogram tickToIntent =
      span("tick-to-intent", "frame in to the sized entry, before anything is written");
  private final Metric.Histogram decisionToOrder =
      span("decision-to-order", "decision to the entry handed to the venue's client");
  private final Metric.Histogram tickToOrder =
      span("tick-to-order", "frame in to the entry handed to the venue's client");
  private final Metric.Histogram persist = span("persist", "one write of the journal");
  private final Metric.Histogram stopAck =
      span("stop-ack", "first fill to the stop's acknowledgement");
  private final Metric.Histogram orderAnswer = span("order-answer", "request to its answer");
  private final Metric.Counter restarts = counter("restarts", "actors restarted");
  private final Metric.Counter decisions = counter("decisions", "decisions by action");
  private final Metric.Counter noFills = counter("no-fills", "entries without a fill");
  private final Metric.Counter fills = counter("fills", "fills of ours");
  private final Metric.Counter trades = counter("trades", "closed trades by exit reason");
  private final Metric.Gauge fees = gauge("fees", "fees paid since the start, quote units");
  private final Metric.Gauge makerRate = gauge("maker-rate", "maker fills of all fills");
  private final Metric.Gauge balance = gauge("balance", "wallet balance, quote units");
  private final Metric.Gauge mailbox = gauge("mailbox-depth", "messages waiting for an actor");

  private final AtomicReference<BigDecimal> feesPaid = new AtomicReference<>(BigDecimal.ZERO);
  private final AtomicReference<BigDecimal> netMade = new AtomicReference<>(BigDecimal.ZERO);
  private final AtomicReference<BigDecimal> netOfDay = new AtomicReference<>(BigDecimal.ZERO);
  private final AtomicReference<Stops> stops = new AtomicReference<>(new Stops(0, 0));
  private final AtomicLong makers = new AtomicLong();
  private final AtomicLong takers = new AtomicLong();

  /** Symbols that trade no more. */
  private final Set<String> gone = new ConcurrentSkipListSet<>();

  private final PrometheusReporter reporter;
  private final Module.Registration registration;
  private final ExecutorService threads;
  private final HttpServer server;

  private KamonMetrics(HttpServer server) {
    this.server = server;
    this.reporter = PrometheusReporter.create();
    this.registration = Kamon.addReporter("vortex7-prometheus", reporter);
    this.threads =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("metrics-", 0).factory());
    server.createContext("/metrics", this::scrape);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Begins to count and to listen; port 0 takes a free one.
   *
   * @throws IOException when the port is not to be had
   */
  public static KamonMetrics start(String host, int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    Kamon.initWithoutAttaching(
        ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load()).resolve());
    return new KamonMetrics(server);
  }

  /** What Prometheus scrapes. */
  public String url() {
    InetSocketAddress address = server.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/metrics";
  }

  @Override
  public void frames(Symbol symbol, String stream, long count) {
    frames
        .withTags(TagSet.builder().add(SYMBOL, symbol.code()).add("stream", stream).build())
        .increment(count);
  }

  @Override
  public void feedFault(Symbol symbol, String what) {
    feedFaults
        .withTags(TagSet.builder().add(SYMBOL, symbol.code()).add("what", what).build())
        .increment();
  }

  @Override
  public void tickToDecision(Symbol symbol, long nanos) {
    tickToDecision.withTag(SYMBOL, symbol.code()).record(nanos);
  }

  @Override
  public void tickToIntent(Symbol symbol, long nanos) {
    tickToIntent.withTag(SYMBOL, symbol.code()).record(nanos);
  }

  @Override
  public void decisionToOrder(Symbol symbol, long nanos) {
    decisionToOrder.withTag(SYMBOL, symbol.code()).record(nanos);
  }

  @Override
  public void tickToOrder(Symbol symbol, long nanos) {
    tickToOrder.withTag(SYMBOL, symbol.code()).record(nanos);
  }

  @Override
  public void persisted(String kind, long nanos) {
    persist.withTag("kind", kind).record(nanos);
  }

  @Override
  public void stopAcknowledged(Symbol symbol, long nanos) {
    stopAck.withTag(SYMBOL, symbol.code()).record(nanos);
    stops.accumulateAndGet(new Stops(1, nanos), Stops::with);
  }

  /**
   * Stops since the start.
   *
   * @param slowestNanos the longest time from a first fill to its stop's acknowledgement
   */
  public record Stops(long acknowledged, long slowestNanos) {
    private Stops with(Stops more) {
      return new Stops(acknowledged + more.acknowledged, Math.max(slowestNanos, more.slowestNanos));
    }
  }

  public Stops stops() {
    return Objects.requireNonNull(stops.get());
  }

  @Override
  public void orderAnswered(Symbol symbol, String outcome, long nanos) {
    orderAnswer
        .withTags(TagSet.builder().add(SYMBOL, symbol.code()).add("outcome", outcome).build())
        .record(nanos);
  }

  @Override
  public void restarted(String actor) {
    restarts.withTag("actor", actor).increment();
  }

  @Override
  public void decided(Symbol symbol, String action) {
    decisions
        .withTags(TagSet.builder().add(SYMBOL, symbol.code()).add("action", action).build())
        .increment();
  }

  @Override
  public void noFill(Symbol symbol) {
    noFills.withTag(SYMBOL, symbol.code()).increment();
  }

  @Override
  public void fill(Symbol symbol, boolean maker, BigDecimal fee) {
    fills
        .withTags(
            TagSet.builder()
                .add(SYMBOL, symbol.code())
                .add("liquidity", maker ? "maker" : "taker")
                .build())
        .increment();
    long made = maker ? makers.incrementAndGet() : makers.get();
    long took = maker ? takers.get() : takers.incrementAndGet();
    makerRate.withoutTags().update((double) made / (made + took));
    fees.withoutTags().update(feesPaid.accumulateAndGet(fee, BigDecimal::add).doubleValue());
  }

  @Override
  public void tradeClosed(Symbol symbol, String exitReason, BigDecimal netPnl) {
    trades
        .withTags(
            TagSet.builder().add(SYMBOL, symbol.code()).add("exit-reason", exitReason).build())
        .increment();
    netMade.accumulateAndGet(netPnl, BigDecimal::add);
  }

  @Override
  public void traded(Symbol symbol, boolean now) {
    if (now) {
      gone.remove(symbol.code());
    } else {
      gone.add(symbol.code());
    }
  }

  @Override
  public void account(BigDecimal newBalance, BigDecimal newDayPnl) {
    balance.withoutTags().update(newBalance.doubleValue());
    netOfDay.set(newDayPnl);
  }

  /** Takes the mailbox depths of an actor and all below it. */
  public void mailboxes(ActorView actor) {
    mailbox.withTag("actor", actor.path()).update(actor.depth());
    actor.children().forEach(this::mailboxes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    registration.cancel();
  }

  private void scrape(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = (shown(reporter.scrapeData()) + signed()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** The reporter keeps for ever what was counted once: lines of symbols that left are left out. */
  private String shown(String scraped) {
    if (gone.isEmpty()) {
      return scraped;
    }
    StringBuilder shown = new StringBuilder(scraped.length());
    scraped
        .lines()
        .filter(line -> gone.stream().noneMatch(code -> isOf(line, code)))
        .forEach(line -> shown.append(line).append('\n'));
    return shown.toString();
  }

  private static boolean isOf(String line, String code) {
    return line.contains("symbol=\"" + code + "\"")
        || line.contains("/" + code + "/")
        || line.contains("/" + code + "\"")
        || line.contains("actor=\"" + code + "/");
  }

  /** Results can be negative, which Kamon's gauges silently refuse: written out by hand. */
  private String signed() {
    return """
    # HELP vortex7_pnl net result of the trades closed since the start, quote units
    # TYPE vortex7_pnl gauge
    vortex7_pnl %s
    # HELP vortex7_day_pnl the day's net result, quote units
    # TYPE vortex7_day_pnl gauge
    vortex7_day_pnl %s
    """
        .formatted(text(netMade.get()), text(netOfDay.get()));
  }

  private static String text(@Nullable BigDecimal money) {
    return money == null ? "0" : money.toPlainString();
  }

  private static Metric.Counter counter(String name, String description) {
    return Kamon.counter("vortex7." + name, description);
  }

  private static Metric.Gauge gauge(String name, String description) {
    return Kamon.gauge("vortex7." + name, description);
  }

  private static Metric.Histogram span(String name, String description) {
    return Kamon.histogram("vortex7." + name, description, MeasurementUnit.time().nanoseconds());
  }
}
