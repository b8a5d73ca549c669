package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vortex7.live.view.ActorView;

class MeteredMailboxTest {
  private final ActorTestKit kit = ActorTestKit.create("mailbox", LiveFixture.akka());

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private record Money(int number) implements Urgent {}

  private record Market(int number) {}

  @Test
  void orders_and_money_overtake_market_data_each_in_their_order() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    List<Object> seen = new CopyOnWriteArrayList<>();
    ActorRef<Object> actor =
        kit.spawn(
            Behaviors.receiveMessage(
                message -> {
                  if (message.equals("block")) {
                    begun.countDown();
                    assertThat(blocked.await(5, TimeUnit.SECONDS)).isTrue();
                  } else {
                    seen.add(message);
                  }
                  return Behaviors.same();
                }),
            "busy",
            Threads.trading());
    actor.tell("block");
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    actor.tell(new Market(1));
    actor.tell(new Money(1));
    actor.tell(new Market(2));
    actor.tell(new Money(2));

    MailboxMeters meters = MailboxMeters.of(kit.system());
    String path = actor.path().toStringWithoutAddress();
    assertThat(meters.readings().get(path).depth()).isEqualTo(4);
    blocked.countDown();
    await()
        .untilAsserted(
            () ->
                assertThat(seen)
                    .containsExactly(new Money(1), new Money(2), new Market(1), new Market(2)));
    await().until(() -> meters.readings().get(path).depth() == 0);
    assertThat(meters.readings().get(path).depthMax()).isGreaterThanOrEqualTo(4);
    assertThat(meters.readings().get(path).processed()).isGreaterThanOrEqualTo(5);
  }

  private record Raw(int number) implements Urgent {}

  private record Adapted(Raw raw) {}

  private record Answered(int number) implements Urgent {}

  private record Timed(int number) implements Urgent {}

  /** Pins the names and the contents of the wrappers that Akka puts around messages. */
  @Test
  void what_is_adapted_timed_or_piped_overtakes_as_well() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch wired = new CountDownLatch(1);
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    AtomicReference<ActorRef<Raw>> adapter = new AtomicReference<>();
    List<Object> seen = new CopyOnWriteArrayList<>();
    ActorRef<Object> actor =
        kit.spawn(
            Behaviors.setup(
                context ->
                    Behaviors.withTimers(
                        timers -> {
                          adapter.set(context.messageAdapter(Raw.class, Adapted::new));
                          Urgently.pipe(
                              answer,
                              context.getSelf(),
                              (number, fault) -> new Answered(number == null ? -1 : number));
                          wired.countDown();
                          return Behaviors.receiveMessage(
                              message -> {
                                if (message.equals("block")) {
                                  timers.startSingleTimer(new Timed(1), Duration.ofMillis(1));
                                  begun.countDown();
                                  assertThat(blocked.await(5, TimeUnit.SECONDS)).isTrue();
                                } else {
                                  seen.add(message);
                                }
                                return Behaviors.same();
                              });
                        })),
            "wrapped",
            Threads.trading());
    assertThat(wired.await(5, TimeUnit.SECONDS)).isTrue();
    actor.tell("block");
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    actor.tell(new Market(1));
    adapter.get().tell(new Raw(1));
    answer.complete(1);
    MailboxMeters meters = MailboxMeters.of(kit.system());
    String path = actor.path().toStringWithoutAddress();
    await().until(() -> meters.readings().get(path).depth() == 4);
    blocked.countDown();
    await().until(() -> seen.size() == 4);
    assertThat(seen.subList(0, 3))
        .containsExactlyInAnyOrder(new Adapted(new Raw(1)), new Answered(1), new Timed(1));
    assertThat(seen.get(3)).isEqualTo(new Market(1));
  }

  @Test
  void an_actor_that_ended_leaves_the_list_and_its_restarts_stay_counted() {
    ActorRef<String> actor = kit.spawn(Behaviors.empty(), "short-lived", Threads.trading());
    String path = actor.path().toStringWithoutAddress();
    MailboxMeters meters = MailboxMeters.of(kit.system());
    await().until(() -> meters.readings().containsKey(path));
    meters.restarted(path);
    kit.stop(actor);
    await().until(() -> !meters.readings().containsKey(path));
    assertThat(meters.restartsOf(path)).isEqualTo(1);
  }

  @Test
  void the_list_becomes_a_tree() {
    kit.spawn(Behaviors.empty(), "leaf", Threads.trading());
    MailboxMeters meters = MailboxMeters.of(kit.system());
    await().until(() -> meters.readings().keySet().stream().anyMatch(p -> p.endsWith("/leaf")));
    ActorView root = ActorViews.of(meters);
    assertThat(root.path()).isEqualTo("/");
    assertThat(root.children()).extracting(ActorView::path).contains("/user");
    assertThat(leaves(root)).anyMatch(path -> path.endsWith("/leaf"));
  }

  private static List<String> leaves(ActorView view) {
    return view.children().isEmpty()
        ? List.of(view.path())
        : view.children().stream().flatMap(child -> leaves(child).stream()).toList();
  }
}
