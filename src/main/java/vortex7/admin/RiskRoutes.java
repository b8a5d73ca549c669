package vortex7.admin;

import static vortex7.admin.Route.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import vortex7.live.Daemon;
import vortex7.live.view.RiskView;

/**
 * What a trade may risk: shown, and set by a person within its bounds. Less risk is taken at once;
 * more than any symbol has now is raising a limit, and is confirmed by a code for that very figure.
 */
final class RiskRoutes {
  private static final String FIELD = "riskPerTradePct";

  /** Digits of a figure that a person types. */
  private static final int TEXT_MAX = 20;

  private final Daemon daemon;
  private final ConfiguredRisk configured;
  private final CommandRoutes commands;

  RiskRoutes(Daemon daemon, ConfiguredRisk configured, CommandRoutes commands) {
    this.daemon = daemon;
    this.configured = configured;
    this.commands = commands;
  }

  List<Route> routes() {
    return List.of(
        read(
            "/api/v1/risk",
            "What a trade may risk, in percent of the balance, and who set it.",
            call -> risk().thenApply(Reply.Json::new)),
        Route.set(
            "/api/v1/risk",
            "Sets riskPerTradePct, 0.01 to 2, for every symbol; journaled. More than now is to be"
                + " confirmed.",
            this::set));
  }

  private CompletionStage<RiskView> risk() {
    return daemon.riskPerTrade().thenApply(this::view);
  }

  private RiskView view(Optional<BigDecimal> set) {
    BigDecimal all = RiskView.percent(configured.share());
    SortedMap<String, BigDecimal> overrides = new TreeMap<>();
    if (set.isEmpty()) {
      configured
          .overrides()
          .forEach((symbol, share) -> overrides.put(symbol.code(), RiskView.percent(share)));
    }
    return new RiskView(
        set.map(RiskView::percent).orElse(all),
        set.isPresent() ? "person" : "configuration",
        all,
        overrides,
        RiskView.MIN_PCT,
        RiskView.MAX_PCT);
  }

  private CompletionStage<Reply> set(Call call) {
    BigDecimal wanted = wanted(call.body().path(FIELD));
    String action = "risk of " + RiskView.percent(RiskView.share(wanted)).toPlainString() + " %";
    return risk()
        .thenCompose(
            now ->
                wanted.compareTo(now.mostPct()) > 0
                    ? commands.confirmed(
                        call,
                        action,
                        command -> daemon.setRiskPerTrade(RiskView.share(wanted), command))
                    : commands.take(
                        call, command -> daemon.setRiskPerTrade(RiskView.share(wanted), command)));
  }

  /** A number or a decimal text, in percent. */
  private static BigDecimal wanted(JsonNode given) {
    Optional<BigDecimal> number = number(given);
    if (number.isEmpty()
        || number.get().compareTo(RiskView.MIN_PCT) < 0
        || number.get().compareTo(RiskView.MAX_PCT) > 0) {
      throw ApiProblem.badParameter(
          FIELD,
          "must be a number of percent from "
              + RiskView.MIN_PCT.toPlainString()
              + " to "
              + RiskView.MAX_PCT.toPlainString());
    }
    return number.get();
  }

  private static Optional<BigDecimal> number(JsonNode given) {
    String text = given.asText();
    if (!(given.isNumber() || given.isTextual()) || text.length() > TEXT_MAX) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
