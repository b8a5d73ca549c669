package vortex7.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.decision.EntryContext;
import vortex7.decision.FeeRates;
import vortex7.market.Symbol;
import vortex7.risk.TradingState;

/**
 * Gathers what account, position, venue and supervisor told about one symbol into the context of
 * its decisions. Until each of them has answered, nothing may be entered. Lives inside its {@link
 * DecisionActor}.
 */
final class EntryFacts {
  /** An entry handed over whose fate nobody told for so long does not block for ever. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(30);

  private final Symbol symbol;
  private final KillSwitch killSwitch;
  private @Nullable AccountTold account;
  private DecisionActor.@Nullable PositionStatus position;
  private @Nullable FeeRates fees;
  private List<String> blocked = List.of();
  private boolean leverageConfirmed;
  private @Nullable String inFlight;
  private @Nullable Instant sentAt;
  private boolean changed = true;
  private EntryContext context = EntryContext.unknown();
  private Optional<String> fenced = Optional.empty();

  EntryFacts(Symbol symbol, KillSwitch killSwitch) {
    this.symbol = symbol;
    this.killSwitch = killSwitch;
  }

  void account(AccountTold told) {
    account = told;
    changed = true;
  }

  /** A position that is busy has taken the entry over; from then on it answers for it. */
  void position(DecisionActor.PositionStatus status) {
    position = status;
    if (status.busy()) {
      inFlight = null;
    }
    changed = true;
  }

  void fees(FeeRates rates) {
    fees = rates;
    changed = true;
  }

  void leverage(boolean confirmed) {
    leverageConfirmed = confirmed;
    changed = true;
  }

  void blocked(List<String> reasons) {
    blocked = reasons;
    changed = true;
  }

  /** The entry of that decision was handed to the risk. */
  void sent(String ref, Instant at) {
    inFlight = ref;
    sentAt = at;
    changed = true;
  }

  /** The entry came to nothing, so that another may follow. */
  void refused(String ref) {
    if (ref.equals(inFlight)) {
      inFlight = null;
      changed = true;
    }
  }

  FeeRates fees() {
    FeeRates known = fees;
    return known == null ? FeeRates.documents() : known;
  }

  /** As of now; rebuilt only when something changed. */
  EntryContext at(Instant now) {
    Instant sent = sentAt;
    if (inFlight != null && sent != null && sent.plus(FORGOTTEN_AFTER).isBefore(now)) {
      inFlight = null;
      changed = true;
    }
    Optional<String> fence = killSwitch.engaged();
    if (changed || !fence.equals(fenced)) {
      changed = false;
      fenced = fence;
      context = build();
    }
    return context;
  }

  private EntryContext build() {
    AccountTold told = account;
    DecisionActor.PositionStatus status = position;
    List<String> off = new ArrayList<>(blocked);
    fenced.ifPresent(line -> off.add("kill switch: " + line));
    if (status == null) {
      off.add("the position has not answered yet");
    } else if (!status.converged()) {
      off.add("the position is not reconciled");
    }
    if (fees == null) {
      off.add("the venue has not told its fees yet");
    }
    if (told == null) {
      off.add("the account has not answered yet");
    } else if (told.state() != TradingState.ACTIVE) {
      off.add("the account is " + told.state());
    }
    Optional<AccountTold.SymbolState> own = told == null ? Optional.empty() : told.of(symbol);
    own.filter(state -> state.state() != TradingState.ACTIVE)
        .ifPresent(
            state ->
                off.add(
                    symbol + " is " + state.state() + ": " + String.join("; ", state.reasons())));
    return new EntryContext(
        inFlight != null || (status != null && status.busy()),
        told == null ? 0 : told.openPositions(),
        own.flatMap(AccountTold.SymbolState::lastNoFill),
        own.flatMap(AccountTold.SymbolState::lastClose),
        off.isEmpty(),
        String.join("; ", off),
        told == null ? List.of() : told.reasons(),
        leverageConfirmed,
        fees());
  }
}
