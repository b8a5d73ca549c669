package vortex7.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;
import vortex7.risk.Account;
import vortex7.risk.AccountEvent;
import vortex7.risk.AccountOutcome;
import vortex7.risk.AccountRules;
import vortex7.risk.AccountWallet;
import vortex7.risk.Breaker;
import vortex7.risk.Command;
import vortex7.risk.TradingState;

/** Whatever happens to the account: a restart finds it as it was, from the start or a snapshot. */
class AccountReplayTest {
  private static final EventFormat FORMAT = new EventFormat(JournaledTypes.CATALOG);
  private static final Instant BEGIN = Instant.parse("2026-11-20T20:00:00Z");
  private static final List<Symbol> SYMBOLS =
      List.of(Symbol.of("BTCUSDT"), Symbol.of("ETHUSDT"), Symbol.of("SOLUSDT"));

  /** Limits so narrow that a short course meets every breaker. */
  private static AccountRules narrow(int hourlyLosses, int tradesPerHour) {
    AccountRules rules = AccountRules.documents();
    return new AccountRules(
        rules.openPositionsMax(),
        rules.marginAllMax(),
        rules.noFillCooldown(),
        rules.closeCooldown(),
        rules.slotAskAfter(),
        new BigDecimal("0.01"),
        rules.untoldWithdrawalMin(),
        rules.lossStreakEvery(),
        rules.lossStreakCooldown(),
        rules.cautiousTrades(),
        hourlyLosses,
        rules.hourlyLossesWithin(),
        rules.hourlyLossCooldown(),
        tradesPerHour,
        new BigDecimal("0.02"),
        rules.feeShareMax(),
        rules.balanceFallMax(),
        rules.balanceFallWithin());
  }

  private record Written(String manifest, byte[] bytes) {
    static Written of(Object record) {
      return new Written(FORMAT.manifest(record), FORMAT.write(record));
    }

    Object read() throws UnknownManifest {
      return FORMAT.read(bytes, manifest);
    }
  }

  private final List<Written> journal = new ArrayList<>();
  private Account account = Account.INITIAL;
  private AccountRules rules = AccountRules.documents();
  private AccountWallet wallet = new AccountWallet(rules, Optional.empty());
  private BigDecimal balance = new BigDecimal("1000");
  private Instant now = BEGIN;

  private void take(AccountOutcome outcome) {
    outcome.events().forEach(event -> journal.add(Written.of(event)));
    account = account.applyAll(outcome.events());
  }

  @Test
  void a_restart_finds_the_account_as_it_was_after_any_course_of_things() throws Exception {
    boolean[] tripped = new boolean[Breaker.values().length];
    for (long seed = 0; seed < 30; seed++) {
      rules = seed % 2 == 0 ? narrow(2, 25) : narrow(5, 4);
      begin();
      SplittableRandom chance = new SplittableRandom(seed);
      Account snapshot = account;
      int snapshotAt = journal.size();
      for (int step = 0; step < 150; step++) {
        act(chance, step);
        account.breakers().keySet().forEach(breaker -> tripped[breaker.ordinal()] = true);
        isConsistent();
        if (chance.nextInt(40) == 0) {
          snapshot = (Account) Written.of(account).read();
          snapshotAt = journal.size();
        }
        if (chance.nextInt(25) == 0) {
          assertThat(replayed(Account.INITIAL, 0)).isEqualTo(account);
          account = replayed(snapshot, snapshotAt);
          assertThat(account).isEqualTo(replayed(Account.INITIAL, 0));
          wallet = new AccountWallet(rules, Optional.empty());
          told("READ", BigDecimal.ZERO);
        }
      }
    }
    for (Breaker breaker : Breaker.values()) {
      assertThat(tripped[breaker.ordinal()]).as("%s was met", breaker).isTrue();
    }
  }

  private void begin() {
    journal.clear();
    account = Account.INITIAL;
    wallet = new AccountWallet(rules, Optional.empty());
    balance = new BigDecimal("1000");
    now = BEGIN;
    take(account.onCreated("abc123", now));
    take(account.onTime(now, Optional.of(balance), rules));
  }

  private Account replayed(Account from, int first) throws UnknownManifest {
    Account replayed = from;
    for (Written written : journal.subList(first, journal.size())) {
      replayed = replayed.apply((AccountEvent) written.read());
    }
    return replayed;
  }

  private void isConsistent() {
    boolean halted =
        account.breakers().containsKey(Breaker.DRAWDOWN)
            || account.breakers().containsKey(Breaker.PANIC);
    assertThat(account.tradingState() == TradingState.HALTED).isEqualTo(halted);
    assertThat(account.since().isPresent())
        .isEqualTo(account.tradingState() != TradingState.ACTIVE);
    assertThat(account.causes().isEmpty()).isEqualTo(account.since().isEmpty());
    assertThat(account.slots()).hasSizeLessThanOrEqualTo(rules.openPositionsMax());
    account
        .hour()
        .ifPresent(hour -> assertThat(hour.begun()).isLessThanOrEqualTo(rules.tradesPerHour()));
  }

  private void act(SplittableRandom chance, int step) {
    now = now.plusMillis(chance.nextLong(1, chance.nextInt(20) == 0 ? 3_600_000 : 60_000));
    Symbol symbol = SYMBOLS.get(chance.nextInt(SYMBOLS.size()));
    Optional<Account.Slot> slot = account.slot(symbol);
    Command command = new Command("c" + step, "ops", "chance");
    switch (chance.nextInt(12)) {
      case 0, 1, 2 ->
          take(
              account.onSlotWanted(
                  symbol, "d_" + step, 0, BigDecimal.TEN, BigDecimal.ONE, balance, now, rules));
      case 3, 4 ->
          slot.ifPresent(
              held -> take(account.onTradeBegan(symbol, held.number(), now, now, rules)));
      case 5, 6, 7 -> slot.ifPresent(held -> close(held, chance));
      case 8 -> take(account.onTime(now, Optional.of(balance), rules));
      case 9 -> person(chance, command);
      case 10 -> {
        if (chance.nextBoolean()) {
          take(account.onVenueFailed("5 failures", now.plusSeconds(30), now));
        } else {
          take(account.onVenueAnswered(now));
        }
      }
      default -> {
        BigDecimal amount = BigDecimal.valueOf(chance.nextInt(-20, 40));
        balance = balance.add(amount);
        told(amount.signum() < 0 ? "WITHDRAW" : "DEPOSIT", amount);
      }
    }
    take(wallet.onTime(account, now));
  }

  private void person(SplittableRandom chance, Command command) {
    switch (chance.nextInt(12)) {
      case 0 -> take(account.onStop(command, now));
      case 1 -> take(account.onPanic(command, now));
      case 2, 3, 4, 5 -> take(account.onStart(command, now));
      case 6, 7, 8, 9 -> take(account.onResume(command, now));
      default -> take(account.onReset(command, Breaker.DRAWDOWN, now));
    }
  }

  private void told(String reason, BigDecimal change) {
    take(wallet.told(account, balance, change, reason, now));
  }

  private void close(Account.Slot slot, SplittableRandom chance) {
    BigDecimal net = BigDecimal.valueOf(chance.nextInt(-600, 460), 2);
    balance = balance.add(net);
    told("ORDER", BigDecimal.ZERO);
    ExitReason reason = chance.nextInt(8) == 0 ? ExitReason.FRAGMENT : ExitReason.SL;
    take(account.onTradeClosed(trade(slot, net, reason), now, rules));
  }

  private TradeSummary trade(Account.Slot slot, BigDecimal net, ExitReason reason) {
    BigDecimal fees = new BigDecimal("0.30");
    return new TradeSummary(
        slot.ref(),
        slot.symbol(),
        slot.number(),
        Side.BUY,
        'A',
        BigDecimal.TEN,
        BigDecimal.TEN,
        BigDecimal.ONE,
        BigDecimal.TEN,
        5,
        BigDecimal.ONE,
        BigDecimal.TEN,
        Optional.empty(),
        net.add(fees),
        fees,
        new TreeMap<>(),
        List.of(),
        BigDecimal.ZERO,
        net,
        70,
        0.6,
        Duration.ofSeconds(30),
        reason,
        1,
        0,
        1,
        now.minusSeconds(30),
        now,
        "TRENDING",
        "NORMAL",
        "documents",
        "{}");
  }
}
