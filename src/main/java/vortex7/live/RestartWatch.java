package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;
import vortex7.risk.AccountTold;
import vortex7.risk.TradingState;

/**
 * Makes the restarts of one symbol's actors known, has the account restrict the symbol after a
 * storm of them, and free it once all is calm. Confined to its {@link SymbolActor}.
 */
final class RestartWatch {
  private final ActorContext<SymbolActor.Command> context;
  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<AccountActor.Command> account;
  private final RestartStorm storm;

  RestartWatch(
      ActorContext<SymbolActor.Command> context,
      Symbol symbol,
      Wiring wiring,
      ActorRef<AccountActor.Command> account) {
    this.context = context;
    this.symbol = symbol;
    this.wiring = wiring;
    this.account = account;
    this.storm = new RestartStorm(wiring.live(), wiring.nanos().getAsLong());
  }

  /**
   * The child {@code name} started, for the first time or again.
   *
   * @throws IllegalStateException in a storm: the tree as a whole has to begin anew
   */
  void started(String name) {
    if (storm.restarted(name, wiring.nanos().getAsLong())) {
      count(name);
    }
  }

  private void count(String name) {
    String path = context.getSelf().path().toStringWithoutAddress() + "/" + name;
    MailboxMeters.of(context.getSystem()).restarted(path);
    wiring.metrics().restarted(symbol + "/" + name);
    context.getLog().error("event=restarted symbol={} actor={}", symbol, name);
    Optional<String> reason = storm.storm(name);
    if (reason.isPresent()) {
      account.tell(
          new AccountActor.SymbolRestricted(
              symbol, TradingState.REDUCING, reason.get(), wiring.clock().instant()));
      throw new IllegalStateException(symbol + ": " + reason.get());
    }
  }

  /** Time passed: the account restricted the symbol after a storm, and all may be calm since. */
  void look(@Nullable AccountTold told) {
    if (told == null || told.state() != TradingState.ACTIVE) {
      return;
    }
    boolean reducing =
        told.of(symbol).filter(own -> own.state() == TradingState.REDUCING).isPresent();
    if (reducing && storm.calm(wiring.nanos().getAsLong())) {
      account.tell(
          new AccountActor.SymbolRecovered(
              symbol,
              "no restart for " + wiring.live().restartsWithin(),
              wiring.clock().instant()));
    }
  }
}
