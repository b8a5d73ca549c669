package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;

/** An account, and the events that made it what it is. */
abstract class AccountStage {
  static final Symbol BTC = Symbol.of("BTCUSDT");
  static final Symbol ETH = Symbol.of("ETHUSDT");
  static final Symbol SOL = Symbol.of("SOLUSDT");
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final AccountRules RULES = AccountRules.documents();
  static final BigDecimal BALANCE = dec("1000");

  final List<AccountEvent> journal = new ArrayList<>();
  Account account = Account.INITIAL;

  static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }

  AccountOutcome take(AccountOutcome outcome) {
    journal.addAll(outcome.events());
    account = account.applyAll(outcome.events());
    assertThat(Account.INITIAL.applyAll(journal)).isEqualTo(account);
    return outcome;
  }

  void begin() {
    take(account.onCreated("abc123", NOON));
    take(account.onTime(NOON, Optional.of(BALANCE), RULES));
  }

  AccountOutcome reserve(Symbol symbol, String ref, Instant at) {
    return take(account.onSlotWanted(symbol, ref, 0, dec("100"), dec("10"), BALANCE, at, RULES));
  }

  static TradeSummary trade(
      Symbol symbol, long number, String net, ExitReason reason, Instant exit) {
    BigDecimal fees = dec("1");
    return new TradeSummary(
        "d_" + number,
        symbol,
        number,
        Side.BUY,
        'A',
        dec("50000"),
        dec("50010"),
        dec("0.01"),
        dec("500"),
        5,
        dec("49900"),
        dec("50200"),
        Optional.empty(),
        dec(net).add(fees),
        fees,
        new TreeMap<>(),
        List.of(),
        BigDecimal.ZERO,
        dec(net),
        70,
        0.6,
        Duration.ofMinutes(1),
        reason,
        1,
        0,
        1,
        exit.minusSeconds(60),
        exit,
        "TRENDING",
        "NORMAL",
        "documents",
        "{}");
  }

  /** What {@code amount} does to a wallet that stands where the books expect it. */
  AccountOutcome transfer(String reference, String amount, Instant at) {
    BigDecimal before = account.day().map(day -> day.base().add(day.net())).orElse(BALANCE);
    return account.onTransfer(reference, dec(amount), before.add(dec(amount)), at, at, RULES);
  }

  AccountOutcome close(Symbol symbol, long number, String net, Instant at) {
    return take(account.onTradeClosed(trade(symbol, number, net, ExitReason.SL, at), at, RULES));
  }
}
