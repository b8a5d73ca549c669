package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.position.Trades.NOON;
import static vortex7.position.Trades.TERMS;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.Terms.Moment;

/** Drives trades against a venue at its worst and holds the invariants at every step. */
class PositionFuzzTest {
  private static final int CASES = Integer.getInteger("vortex7.fuzz.cases", 10_000);
  private static final Duration STEP = Duration.ofMillis(250);
  private static final Duration UNPROTECTED_CALM = Duration.ofSeconds(1);

  /** Several losses in a row, of events and of answers, one second of our own clock each. */
  private static final Duration UNPROTECTED_FAULTY = Duration.ofSeconds(15);

  @Test
  void whatever_the_venue_does_a_trade_is_protected_booked_once_and_ends_flat() {
    Map<TradeState, Integer> ends = new EnumMap<>(TradeState.class);
    for (int seed = 0; seed < CASES; seed++) {
      try {
        ends.merge(new Run(seed).play(), 1, Integer::sum);
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
    assertThat(ends.keySet())
        .contains(
            TradeState.NO_FILL,
            TradeState.CLOSED_TP1_FULL,
            TradeState.CLOSED_TP2,
            TradeState.CLOSED_SL,
            TradeState.CLOSED_TIMEOUT,
            TradeState.CLOSED_FRAGMENT,
            TradeState.CLOSED_EXTERNAL,
            TradeState.CLOSED_MANUAL,
            TradeState.CLOSED_EMERGENCY);
  }

  /** One trade, from its intent until everything is quiet. */
  private static final class Run {
    private final SplittableRandom chance;
    private final ModelVenue venue;
    private final List<PositionEvent> journal = new ArrayList<>();
    private final List<OrderReport> told = new ArrayList<>();
    private final TreeMap<String, Instant> awaited = new TreeMap<>();
    private final Deque<OrderRequest> toSend = new ArrayDeque<>();
    private final TradePlan plan;
    private final int operatorAt;
    private final int operatorDoes;
    private final Duration unprotectedMax;
    private Position position = Position.initial(Trades.BTC);
    private Position snapshot = position;
    private int snapshotAt;
    private Instant now = NOON;
    private Instant previous = NOON;
    private Optional<VenueFacts> earlier = Optional.empty();
    private boolean wantsFacts;
    private Duration unprotected = Duration.ZERO;

    Run(long seed) {
      chance = new SplittableRandom(seed);
      Side side = chance.nextBoolean() ? Side.BUY : Side.SELL;
      boolean buy = side == Side.BUY;
      TradePlan base =
          Trades.plan(
              1 + chance.nextInt(5),
              side,
              chance.nextInt(4) == 0 ? "0.002" : "0.010",
              "60000.0",
              buy ? "59940.0" : "60060.0",
              buy ? "60080.0" : "59920.0",
              chance.nextInt(4) == 0 ? "1" : "0.6",
              "30.0");
      plan = withHold(base, Duration.ofSeconds(chance.nextInt(10, 60)));
      double bad = chance.nextInt(3) * 0.04;
      venue =
          new ModelVenue(
              side,
              Trades.dec(buy ? "60005.0" : "59995.0"),
              now,
              new ModelVenue.Faults(bad, bad, bad, bad, bad / 2),
              chance.split());
      operatorAt = chance.nextInt(4, 200);
      operatorDoes = chance.nextInt(10);
      boolean undisturbed = bad == 0 && operatorDoes != 1 && operatorDoes != 4 && operatorDoes != 5;
      unprotectedMax = undisturbed ? UNPROTECTED_CALM : UNPROTECTED_FAULTY;
    }

    private static TradePlan withHold(TradePlan p, Duration hold) {
      return new TradePlan(
          p.ref(),
          p.symbol(),
          p.positionNumber(),
          p.side(),
          p.strategy(),
          p.quantity(),
          p.entryPrice(),
          p.stopPrice(),
          p.targetPrice(),
          p.targetShare(),
          p.trailDistance(),
          p.leverage(),
          p.entryTimeout(),
          hold,
          p.plannedLoss(),
          p.confidence(),
          p.score(),
          p.regime(),
          p.volatilityPhase(),
          p.profile(),
          p.signals(),
          p.decidedAt());
    }

    TradeState play() {
      take(position.onIntent(plan, moment()));
      for (int step = 0; step < 2000; step++) {
        tick();
        operator(step);
        if (step == 400) {
          venue.calm();
        }
        if (quiet() && step > 8) {
          break;
        }
      }
      end();
      return position.last().orElseThrow().state();
    }

    private boolean quiet() {
      return position.trade().isEmpty()
          && venue.amount().signum() == 0
          && !venue.hasOrders()
          && awaited.isEmpty();
    }

    private Moment moment() {
      return TERMS.at(now, venue.price(), venue.price());
    }

    private void tick() {
      previous = now;
      now = now.plus(STEP);
      venue.advance(now);
      for (OrderReport report : venue.arrived()) {
        awaited.remove(report.id().text());
        told.add(report);
        take(position.onReport(report, moment()));
      }
      unanswered();
      take(position.onTime(previous, moment()));
      readBack();
      check();
    }

    /** The driver's own clock: no answer within a second. */
    private void unanswered() {
      for (String id : List.copyOf(awaited.keySet())) {
        Instant sent = awaited.get(id);
        if (sent != null && !now.isBefore(sent.plusSeconds(1))) {
          awaited.remove(id);
          take(position.onUnanswered(ClientOrderId.parse(id).orElseThrow(), moment()));
        }
      }
    }

    private void readBack() {
      boolean second = Duration.between(NOON, now).toMillis() % 1000 == 0;
      if (second && !position.isFlat()) {
        take(position.onStops(venue.facts().stops(), now, moment()));
      }
      if (second && (wantsFacts || Duration.between(NOON, now).toSeconds() % 30 == 0)) {
        wantsFacts = false;
        VenueFacts facts = venue.facts();
        take(position.onFacts(facts, earlier, moment()));
        if (!position.onFacts(facts, earlier, moment()).isNothing()) {
          throw new AssertionError("reconciling twice yields something new: " + position);
        }
        earlier = Optional.of(facts);
      }
    }

    private void operator(int step) {
      if (step != operatorAt) {
        return;
      }
      switch (operatorDoes) {
        case 0 -> venue.someoneCloses();
        case 1 -> venue.loseStops();
        case 2 -> take(position.onClose(ExitReason.MANUAL, "by hand", moment()));
        case 3 -> take(position.onEntriesOff("stop", moment()));
        case 4, 5 -> restart();
        default -> {}
      }
    }

    /** Killed and started again: what was not journaled is forgotten. */
    private void restart() {
      position = Position.initial(Trades.BTC).applyAll(journal);
      List<ClientOrderId> lost = position.unanswered();
      awaited.clear();
      earlier = Optional.empty();
      now = now.plusSeconds(3);
      venue.advance(now);
      venue.arrived();
      VenueFacts facts = venue.facts();
      take(position.onFacts(facts, Optional.empty(), moment()));
      earlier = Optional.of(facts);
      take(position.onRecovered(lost, moment()));
    }

    private void take(Outcome outcome) {
      outcome.urgent().forEach(toSend::add);
      journal.addAll(outcome.events());
      position = position.applyAll(outcome.events());
      outcome.requests().forEach(toSend::add);
      wantsFacts |= outcome.reconcile();
      while (!toSend.isEmpty()) {
        OrderRequest request = toSend.removeFirst();
        awaited.put(request.id().text(), now);
        venue.send(request);
      }
      if (!position.onTime(now, moment()).isNothing()) {
        throw new AssertionError("not settled: " + position.onTime(now, moment()));
      }
      if (chance.nextInt(20) == 0) {
        snapshot = position;
        snapshotAt = journal.size();
      }
    }

    private void check() {
      int sign = plan.side() == Side.BUY ? 1 : -1;
      boolean sound =
          venue.amount().abs().compareTo(plan.quantity()) <= 0
              && venue.amount().signum() != -sign
              && venue.entriesSeen() == 1;
      if (!sound) {
        throw new AssertionError(
            "grown, flipped or entered twice\n" + venue.describe() + "\n" + position);
      }
      boolean exposed = !venue.isProtected();
      unprotected = exposed ? unprotected.plus(STEP) : Duration.ZERO;
      if (unprotected.compareTo(unprotectedMax) >= 0) {
        throw new AssertionError(
            "unprotected for " + unprotected + "\n" + venue.describe() + "\n" + position);
      }
    }

    private void end() {
      assertThat(position.trade()).as("over").isEmpty();
      assertThat(venue.amount()).isEqualByComparingTo(BigDecimal.ZERO);
      assertThat(venue.hasOrders()).as(venue.describe()).isFalse();
      OpenTrade last = position.last().orElseThrow();
      assertThat(last.realisedGross()).isEqualByComparingTo(venue.cash());
      assertThat(last.feeTotal()).isEqualByComparingTo(venue.fees());
      assertThat(Position.initial(Trades.BTC).applyAll(journal)).isEqualTo(position);
      assertThat(snapshot.applyAll(journal.subList(snapshotAt, journal.size())))
          .isEqualTo(position);
      for (OrderReport report : told) {
        Outcome again = position.onReport(report, moment());
        if (!again.isNothing()) {
          throw new AssertionError("told again: " + report + " gave " + again);
        }
      }
      assertThat(last.orders(Leg.ENTRY)).hasSize(1);
    }
  }
}
