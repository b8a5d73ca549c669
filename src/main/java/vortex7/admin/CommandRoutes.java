package vortex7.admin;

import static vortex7.admin.Route.emergency;
import static vortex7.admin.Route.operate;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import vortex7.live.CommandResult;
import vortex7.live.Daemon;
import vortex7.live.OperatorCommand;

/** What an operator may do to the running daemon. */
final class CommandRoutes {
  private static final String PANIC = "PANIC";

  private final Daemon daemon;
  private final Confirmations confirmations;
  private final InstantSource venueClock;

  /** A command of the daemon's. */
  interface Action {
    CompletionStage<CommandResult> take(OperatorCommand command);
  }

  CommandRoutes(Daemon daemon, Confirmations confirmations, InstantSource venueClock) {
    this.daemon = daemon;
    this.confirmations = confirmations;
    this.venueClock = venueClock;
  }

  List<Route> routes() {
    return List.of(
        emergency(
            "/api/v1/trading/stop",
            "The kill switch: no entries until a person starts.",
            call -> take(call, daemon::stop)),
        operate(
            "/api/v1/trading/start",
            "Ends MANUAL; 409 while another cause stands.",
            call -> take(call, daemon::start)),
        operate(
            "/api/v1/close-all",
            "Closes every position at market; to be confirmed.",
            call -> confirmed(call, "close-all", daemon::closeAll)),
        emergency(
            "/api/v1/panic",
            "Stops everything until a person resumes.",
            call -> take(call, daemon::panic)),
        operate(
            "/api/v1/resume", "Ends PANIC and HALTED; to be confirmed after PANIC.", this::resume),
        operate(
            "/api/v1/positions/{symbol}/close",
            "Closes one position at market.",
            call -> take(call, command -> daemon.closePosition(call.symbol(), command))),
        operate(
            "/api/v1/breakers/{name}/reset",
            "Resets a circuit breaker that waits for a person; wants a reason. 409 while it is not"
                + " tripped, or ends otherwise.",
            this::reset));
  }

  private CompletionStage<Reply> reset(Call call) {
    if (!call.hasReason()) {
      throw ApiProblem.badParameter("reason", "must say why the breaker is reset");
    }
    return take(call, command -> daemon.resetBreaker(call.variable("name"), command));
  }

  private CompletionStage<Reply> resume(Call call) {
    return daemon
        .breakers()
        .thenCompose(
            breakers ->
                breakers.stream().anyMatch(b -> b.tripped() && b.name().equals(PANIC))
                    ? confirmed(call, "resume", daemon::resume)
                    : take(call, daemon::resume));
  }

  /** The first call is answered with a code, the second, with the code, is obeyed. */
  CompletionStage<Reply> confirmed(Call call, String action, Action what) {
    String who = call.principal().name();
    if (call.confirmation().isPresent()
        && confirmations.redeem(who, action, call.confirmation().get())) {
      return take(call, what);
    }
    Confirmations.Code code = confirmations.issue(who, action);
    String question =
        call.confirmation().isPresent()
            ? "that code is wrong, used or too old; send the new one as confirm"
            : "send the same again with this code as confirm";
    return CompletableFuture.failedStage(
        new ApiProblem(409, "Confirm " + action, question)
            .with("code", code.text())
            .with("expiresAt", code.until().toString()));
  }

  CompletionStage<Reply> take(Call call, Action what) {
    return what.take(call.command(venueClock.instant())).thenApply(CommandRoutes::reply);
  }

  private static Reply reply(CommandResult result) {
    return switch (result) {
      case CommandResult.Done done -> {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("tradingState", done.tradingState());
        answer.put("did", done.did());
        answer.put("notReached", done.notReached());
        yield new Reply.Json(answer);
      }
      case CommandResult.Conflict conflict -> throw ApiProblem.conflict(conflict.reason());
      case CommandResult.NotFound missing -> throw ApiProblem.notFound(missing.what());
    };
  }
}
