package vortex7.journal;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import vortex7.risk.AccountEvent;

/** Persists one account event as soon as it starts. */
final class AccountNotebook extends EventSourcedBehavior<AccountEvent, AccountEvent, String> {
  private AccountNotebook(String persistenceId) {
    super(PersistenceId.ofUniqueId(persistenceId));
  }

  static Behavior<AccountEvent> persisting(JournalScope scope, AccountEvent event) {
    return Behaviors.setup(
        context -> {
          context.getSelf().tell(event);
          return new AccountNotebook(scope.accountId());
        });
  }

  @Override
  public String emptyState() {
    return "";
  }

  @Override
  public CommandHandler<AccountEvent, AccountEvent, String> commandHandler() {
    return (state, event) -> Effect().persist(event);
  }

  @Override
  public EventHandler<String, AccountEvent> eventHandler() {
    return (state, event) -> state;
  }
}
