package vortex7.live;

import akka.actor.typed.javadsl.ActorContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32;
import vortex7.live.view.FeedView;
import vortex7.market.BookSnapshot;
import vortex7.market.Symbol;
import vortex7.port.MarketData;
import vortex7.signal.Observation;

/**
 * Reads what the streams do not tell of one symbol's market, each kind at its period of the venue's
 * clock, and passes what is new through the feed. Confined to its {@link FeedActor}.
 *
 * <p>Each kind of each symbol has a moment of its own within its period, the same at every start,
 * so that symbols do not ask all at once. A read that fails is counted and tried again; what the
 * engines knew grows old meanwhile, and they judge that themselves.
 */
final class FeedPolls {

  /** What is read. */
  enum Kind {
    OPEN_INTEREST,
    ACCOUNT_RATIO,
    TOP_TRADERS,
    FUNDING
  }

  /** What the venue said. */
  sealed interface Answer {
    record Open(MarketData.OpenInterest reading) implements Answer {}

    record PastOpen(List<MarketData.PastOpenInterest> readings) implements Answer {}

    record Shares(List<MarketData.LongShare> readings) implements Answer {}

    record PastPaid(List<MarketData.PastFunding> settlements) implements Answer {}

    record Paid(MarketData.Funding funding) implements Answer {}
  }

  private static final long PERIOD_OF_RATIOS = Duration.ofMinutes(5).toMillis();
  private static final long NEVER = Long.MIN_VALUE;

  private static final class Poll {
    final long everyMillis;
    final long phaseMillis;
    long dueMillis = NEVER;
    boolean running;
    long newestMillis = NEVER;
    long answeredMillis = NEVER;
    long answered;
    long failed;
    int failedInARow;
    String failure = "";

    Poll(Duration every, Symbol symbol, Kind kind) {
      everyMillis = every.toMillis();
      CRC32 hash = new CRC32();
      hash.update((symbol.code() + kind).getBytes(StandardCharsets.UTF_8));
      phaseMillis = hash.getValue() % everyMillis;
    }

    /** The first moment of its own after {@code now}. */
    long nextAfter(long now) {
      return (Math.floorDiv(now - phaseMillis, everyMillis) + 1) * everyMillis + phaseMillis;
    }
  }

  private final ActorContext<FeedActor.Command> context;
  private final Symbol symbol;
  private final Wiring wiring;
  private final FeedAudience audience;
  private final FeedDesk feed;
  private final PollLimits limits;
  private final Map<Kind, Poll> polls = new EnumMap<>(Kind.class);
  private final KeptMap keptMap;

  /** Kinds whose past is still to be read. */
  private final Set<Kind> pastWanted = EnumSet.of(Kind.OPEN_INTEREST, Kind.FUNDING);

  private boolean begun;

  FeedPolls(
      ActorContext<FeedActor.Command> context,
      Symbol symbol,
      Wiring wiring,
      FeedAudience audience,
      FeedDesk feed,
      KeptMap keptMap) {
    this.context = context;
    this.symbol = symbol;
    this.wiring = wiring;
    this.audience = audience;
    this.feed = feed;
    this.keptMap = keptMap;
    limits = wiring.feedLimits().polls();
    polls.put(Kind.OPEN_INTEREST, new Poll(limits.openInterestEvery(), symbol, Kind.OPEN_INTEREST));
    polls.put(Kind.ACCOUNT_RATIO, new Poll(limits.ratiosEvery(), symbol, Kind.ACCOUNT_RATIO));
    polls.put(Kind.TOP_TRADERS, new Poll(limits.ratiosEvery(), symbol, Kind.TOP_TRADERS));
    polls.put(Kind.FUNDING, new Poll(limits.fundingEvery(), symbol, Kind.FUNDING));
  }

  /** Somebody uses what is read. */
  void begin() {
    begun = true;
  }

  /** Time passed: something may be due. */
  void look() {
    if (!begun || !audience.isOpen()) {
      return;
    }
    long now = wiring.clock().millis();
    polls.forEach(
        (kind, poll) -> {
          if (!poll.running && now >= poll.dueMillis && possible(kind)) {
            poll.running = true;
            ask(kind, poll, now);
          }
        });
  }

  /** Open interest is nothing without the price of its moment, and a kept map goes before it. */
  private boolean possible(Kind kind) {
    return kind != Kind.OPEN_INTEREST || (audience.book() != null && !keptMap.awaited());
  }

  private void ask(Kind kind, Poll poll, long now) {
    MarketData market = wiring.marketData();
    CompletionStage<? extends Answer> asked =
        switch (kind) {
          case OPEN_INTEREST ->
              pastWanted.contains(kind) && !keptMap.known()
                  ? market
                      .openInterestHistory(symbol, limits.openInterestHistory())
                      .thenApply(Answer.PastOpen::new)
                  : market.openInterest(symbol).thenApply(Answer.Open::new);
          case ACCOUNT_RATIO ->
              market.accountRatios(symbol, periods(poll, now)).thenApply(Answer.Shares::new);
          case TOP_TRADERS ->
              market.topTraderRatios(symbol, periods(poll, now)).thenApply(Answer.Shares::new);
          case FUNDING ->
              pastWanted.contains(kind)
                  ? market
                      .fundingHistory(symbol, limits.fundingHistory())
                      .thenApply(Answer.PastPaid::new)
                  : market.funding(symbol).thenApply(Answer.Paid::new);
        };
    context.pipeToSelf(
        asked,
        (answer, fault) ->
            answer == null
                ? new FeedActor.PollFailed(kind, FeedActor.text(fault))
                : new FeedActor.Polled(kind, answer));
  }

  /** All that may have ended since the newest known. */
  private int periods(Poll poll, long now) {
    if (poll.newestMillis == NEVER) {
      return limits.ratioHistory();
    }
    long since = Math.floorDiv(now - poll.newestMillis, PERIOD_OF_RATIOS);
    return (int) Math.max(1, Math.min(limits.ratioHistory(), since));
  }

  void came(Kind kind, Answer answer) {
    Poll poll = of(kind);
    long now = wiring.clock().millis();
    poll.running = false;
    poll.answered++;
    poll.answeredMillis = now;
    poll.dueMillis = poll.nextAfter(now);
    if (poll.failedInARow > 0) {
      context.getLog().info("event=poll-back symbol={} kind={}", symbol, kind);
      poll.failedInARow = 0;
      poll.failure = "";
    }
    audience.frame(wiring.nanos().getAsLong());
    if (answer instanceof Answer.PastOpen || answer instanceof Answer.PastPaid) {
      pastWanted.remove(kind);
      poll.dueMillis = now; // The reading of now follows at once.
    }
    observations(kind, answer).forEach(observation -> pass(poll, observation));
    audience.flush();
  }

  private void pass(Poll poll, Observation observation) {
    if (observation.timeMillis() > poll.newestMillis) { // The venue repeats what has not changed.
      poll.newestMillis = observation.timeMillis();
      feed.onObservation(observation);
    }
  }

  private List<Observation> observations(Kind kind, Answer answer) {
    return switch (answer) {
      case Answer.Open(MarketData.OpenInterest reading) -> open(reading);
      case Answer.PastOpen(List<MarketData.PastOpenInterest> readings) -> past(readings);
      case Answer.Shares(List<MarketData.LongShare> readings) ->
          readings.stream()
              .map(
                  reading ->
                      kind == Kind.TOP_TRADERS
                          ? (Observation)
                              new Observation.TopTraders(reading.timeMillis(), reading.share())
                          : new Observation.AccountRatio(reading.timeMillis(), reading.share()))
              .toList();
      case Answer.PastPaid(List<MarketData.PastFunding> settlements) -> paid(settlements);
      case Answer.Paid(MarketData.Funding funding) ->
          List.of(
              new Observation.Funding(
                  funding.timeMillis(),
                  funding.markPrice(),
                  funding.lastRate(),
                  funding.nextSettlementMillis(),
                  funding.interval().toMillis()));
    };
  }

  private List<Observation> open(MarketData.OpenInterest reading) {
    BookSnapshot book = audience.book();
    return book == null
        ? List.of()
        : List.of(
            new Observation.OpenInterest(
                reading.timeMillis(), reading.quantity(), book.microPrice()));
  }

  /** A venue that knows nothing of the past is nothing to tell. */
  private static List<Observation> past(List<MarketData.PastOpenInterest> readings) {
    if (readings.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Observation.OpenInterestHistory(
            readings.getLast().timeMillis(),
            readings.stream()
                .map(
                    reading ->
                        new Observation.OpenInterest(
                            reading.timeMillis(), reading.quantity(), reading.price()))
                .toList()));
  }

  private static List<Observation> paid(List<MarketData.PastFunding> settlements) {
    return settlements.isEmpty()
        ? List.of()
        : List.of(
            new Observation.FundingHistory(
                settlements.getLast().timeMillis(),
                settlements.stream().map(MarketData.PastFunding::rate).toList()));
  }

  void failed(Kind kind, String reason) {
    Poll poll = of(kind);
    poll.running = false;
    poll.failed++;
    poll.failedInARow++;
    poll.failure = reason;
    long pause = limits.retryAfter().toMillis() << Math.min(20, poll.failedInARow - 1);
    poll.dueMillis = wiring.clock().millis() + Math.min(poll.everyMillis, pause);
    wiring.metrics().feedFault(symbol, "POLL_" + kind);
    if (Integer.bitCount(poll.failedInARow) == 1) { // 1, 2, 4, 8 …: a long absence is few lines.
      context
          .getLog()
          .warn(
              "event=poll-failed symbol={} kind={} in-a-row={} reason={}",
              symbol,
              kind,
              poll.failedInARow,
              reason);
    }
    if (poll.failedInARow >= limits.historyAttempts() && pastWanted.remove(kind)) {
      context.getLog().warn("event=past-given-up symbol={} kind={}", symbol, kind);
    }
  }

  private Poll of(Kind kind) {
    return Objects.requireNonNull(polls.get(kind));
  }

  /** Ages are of the venue's clock; −1 before the first answer. */
  List<FeedView.PollView> views() {
    long now = wiring.clock().millis();
    List<FeedView.PollView> views = new ArrayList<>();
    polls.forEach(
        (kind, poll) ->
            views.add(
                new FeedView.PollView(
                    kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    poll.answered,
                    poll.failed,
                    age(now, poll.answeredMillis),
                    age(now, poll.newestMillis),
                    poll.failure)));
    return views;
  }

  private static long age(long now, long at) {
    return at == NEVER ? -1 : Math.max(0, now - at);
  }
}
