package vortex7.live;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.position.AnswersDue;
import vortex7.position.ClientOrderId;
import vortex7.position.EntryPoll;
import vortex7.position.OrderRequest;
import vortex7.position.Position;

/**
 * Sends a position's orders to its executor, and knows what is to be asked about because no answer
 * came. Confined to its actor.
 */
final class PositionOrders {
  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<ExecutorActor.Command> executor;
  private final ActorRef<PositionActor.Command> position;
  private final AnswersDue answers;
  private final EntryPoll entryPoll;

  PositionOrders(
      Symbol symbol,
      Wiring wiring,
      ActorRef<ExecutorActor.Command> executor,
      ActorRef<PositionActor.Command> position) {
    this.symbol = symbol;
    this.wiring = wiring;
    this.executor = executor;
    this.position = position;
    this.answers = new AnswersDue(wiring.nanos());
    this.entryPoll = new EntryPoll(wiring.nanos(), wiring.live().entryPollEvery());
  }

  void send(OrderRequest request) {
    send(request, 0, 0);
  }

  /** The spans are for metrics, on the own clock; 0 for none. */
  void send(OrderRequest request, long frameNanos, long decidedNanos) {
    answers.sent(request);
    wiring.progress().hold(symbol, request.id().text());
    executor.tell(new ExecutorActor.Execute(request, frameNanos, decidedNanos, position));
  }

  /** The venue told something of the order. */
  void answered(ClientOrderId id) {
    answers.answered(id);
  }

  /** What it told was acted upon: at maximal speed the venue need not wait for it any more. */
  void settled(ClientOrderId id) {
    wiring.progress().release(symbol, id.text());
  }

  /** Takes out the orders that should have been answered by now. */
  List<ClientOrderId> overdue() {
    return answers.overdue();
  }

  /** The question about a resting entry that is due now. */
  Optional<OrderRequest> questionDue(Position held) {
    return entryPoll.due(held);
  }
}
