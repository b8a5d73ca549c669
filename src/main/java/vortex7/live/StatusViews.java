package vortex7.live;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.live.view.PositionView;
import vortex7.live.view.StatusView;
import vortex7.market.Symbol;
import vortex7.risk.TradingState;

/** Puts together what is known of the account, the kill switch, the journal and the positions. */
final class StatusViews {
  private StatusViews() {}

  static StatusView of(
      String node,
      Wiring wiring,
      AccountReader.Known known,
      Optional<String> partial,
      List<PositionView> positions) {
    Optional<AccountSnapshot> account = known.snapshot();
    BigDecimal unrealized =
        positions.stream()
            .map(PositionView::unrealizedPnl)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    List<String> reasons = new ArrayList<>(account.map(AccountSnapshot::reasons).orElse(List.of()));
    wiring.killSwitch().engaged().ifPresent(line -> reasons.add("kill switch: " + line));
    partial.or(() -> journal(wiring, reasons)).ifPresent(reasons::add);
    return new StatusView(
        wiring.identity().mode(),
        wiring.identity().venue(),
        wiring.identity().profile(),
        wiring.identity().departures(),
        state(known, wiring).name(),
        account.flatMap(AccountSnapshot::since).or(() -> fencedSince(wiring)),
        reasons,
        account.map(AccountSnapshot::breakers).orElse(List.of()),
        partial,
        account.map(AccountSnapshot::balance),
        account.map(AccountSnapshot::balance).map(unrealized::add),
        account.map(AccountSnapshot::dayPnl),
        account.map(AccountSnapshot::grossPnlToday),
        account.map(AccountSnapshot::feesToday),
        account.map(AccountSnapshot::tradesToday),
        account.map(AccountSnapshot::lossStreak),
        account.map(AccountSnapshot::openPositions),
        wiring.symbols().stream().map(symbol -> symbolState(symbol, known)).toList(),
        wiring.traded().view(),
        node,
        wiring.identity().version());
  }

  /** The account says so itself as soon as it has been told. */
  private static Optional<String> journal(Wiring wiring, List<String> reasons) {
    return wiring
        .journal()
        .shut()
        .filter(why -> reasons.stream().noneMatch(reason -> reason.contains(why)))
        .map(why -> "the journal does not answer: " + why);
  }

  /**
   * HALTED until the account was read for the first time, and at most REDUCING while its journal
   * does not answer or the kill switch stands.
   */
  static TradingState state(AccountReader.Known known, Wiring wiring) {
    TradingState state = known.snapshot().map(AccountSnapshot::state).orElse(TradingState.HALTED);
    boolean fenced = wiring.killSwitch().engaged().isPresent();
    return fenced || known.silent() || wiring.journal().shut().isPresent()
        ? state.stricter(TradingState.REDUCING)
        : state;
  }

  /** The file of the kill switch begins with the time at which it was engaged. */
  private static Optional<Instant> fencedSince(Wiring wiring) {
    return wiring
        .killSwitch()
        .engaged()
        .flatMap(
            line -> {
              try {
                return Optional.of(Instant.parse(line.split(" ", 2)[0]));
              } catch (DateTimeParseException worded) {
                return Optional.empty(); // A fence without a file says why, not since when.
              }
            });
  }

  private static StatusView.SymbolState symbolState(Symbol symbol, AccountReader.Known known) {
    Optional<AccountSnapshot> account = known.snapshot();
    if (account.isEmpty()) {
      return new StatusView.SymbolState(
          symbol.code(),
          TradingState.HALTED.name(),
          Optional.empty(),
          List.of("the account has not been read yet"));
    }
    return account.get().symbols().stream()
        .filter(state -> state.symbol().equals(symbol))
        .findFirst()
        .map(
            state ->
                new StatusView.SymbolState(
                    symbol.code(), state.state().name(), state.since(), state.reasons()))
        .orElse(new StatusView.SymbolState(symbol.code(), "ACTIVE", Optional.empty(), List.of()));
  }
}
