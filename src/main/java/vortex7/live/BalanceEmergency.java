package vortex7.live;

import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import vortex7.market.Symbol;
import vortex7.risk.AccountEvent;
import vortex7.risk.AccountOutcome;
import vortex7.risk.AccountRules;
import vortex7.risk.BalanceWatch;

/**
 * Watches the wallet for money that nobody booked as gone; when there is some, closes everything,
 * fences and does not wait for the journal. Confined to its {@link AccountActor}.
 */
final class BalanceEmergency {
  private final ActorContext<AccountActor.Command> context;
  private final Wiring wiring;
  private final SymbolTrees trees;
  private final BalanceWatch watch;
  private final Executor killing;

  BalanceEmergency(
      ActorContext<AccountActor.Command> context,
      Wiring wiring,
      SymbolTrees trees,
      AccountRules rules) {
    this.context = context;
    this.wiring = wiring;
    this.trees = trees;
    this.watch = new BalanceWatch(rules);
    this.killing =
        context
            .getSystem()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig(Threads.KILL_SWITCH));
  }

  /** By the own clock: bookings wait for us, not for a venue whose time may run faster. */
  private Instant now() {
    return Instant.EPOCH.plusNanos(wiring.nanos().getAsLong());
  }

  /** The wallet as it is now, and what was booked with that news. */
  void told(Optional<BigDecimal> wallet, AccountOutcome booked) {
    for (AccountEvent event : booked.events()) {
      if (event instanceof AccountEvent.TransferBooked transfer) {
        watch.transferred(transfer.amount(), now());
      }
    }
    wallet.ifPresent(balance -> watch.wallet(balance, now()));
  }

  /** What a trade has realised so far. */
  void realised(Symbol symbol, long number, BigDecimal total) {
    watch.realised(symbol, number, total, now());
  }

  /** What is missing, in words, when that is too much; said once. */
  Optional<String> missing() {
    return watch.missing(now());
  }

  void close(String reason) {
    Instant now = wiring.clock().instant();
    killing.execute(() -> fence(reason, now));
    for (Symbol symbol : wiring.symbols()) {
      OperatorCommand command =
          new OperatorCommand("balance-" + symbol + "-" + now, "emergency", reason, now);
      trees.tell(
          symbol,
          new SymbolActor.ToPosition(
              new PositionActor.Close("EMERGENCY", command, Optional.empty())));
    }
    context.getLog().error("event=emergency reason={}", reason);
  }

  private void fence(String reason, Instant now) {
    try {
      wiring.killSwitch().engage(KillSwitch.PANIC, "balance emergency", reason, now);
    } catch (RuntimeException unwritten) {
      // Fenced all the same; the journal and the positions' own closes go on.
      context.getSystem().log().error("event=halt-file-failed", unwritten);
    }
  }
}
