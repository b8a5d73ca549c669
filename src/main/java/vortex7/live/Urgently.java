package vortex7.live;

import akka.actor.typed.RecipientRef;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hands an answer of the venue to an actor as the urgent message that it is. What is piped in
 * Akka's own way comes in a wrapper that shows nothing but the bare answer, and would queue behind
 * market data.
 */
final class Urgently {
  private Urgently() {}

  /** {@code message} gets the answer or the fault, runs on any thread and must not throw. */
  static <A, C, M extends C> void pipe(
      CompletionStage<A> stage,
      RecipientRef<C> to,
      BiFunction<@Nullable A, @Nullable Throwable, M> message) {
    stage.whenComplete((answer, fault) -> to.tell(message.apply(answer, fault)));
  }
}
