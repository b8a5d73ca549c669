package vortex7.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.decision.EntryContext;
import vortex7.decision.FeeRates;
import vortex7.market.Symbol;
import vortex7.position.PositionStatus;

/**
 * Gathers what account, position, venue and supervisor told about one symbol into the context of
 * its decisions. Until each of them has answered, nothing may be entered. Not thread-safe.
 */
public final class EntryFacts {
  /** An entry handed over whose fate nobody told for so long does not block for ever. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(30);

  private final Symbol symbol;
  private @Nullable AccountTold account;
  private @Nullable PositionStatus position;
  private @Nullable FeeRates fees;
  private List<String> blocked = List.of();
  private boolean leverageConfirmed;
  private @Nullable String inFlight;
  private @Nullable Instant sentAt;
  private boolean changed = true;
  private EntryContext context = EntryContext.unknown();
  private Optional<String> fenced = Optional.empty();

  public EntryFacts(Symbol symbol) {
    this.symbol = symbol;
  }

  public void account(AccountTold told) {
    account = told;
    changed = true;
  }

  /** A position that is busy has taken the entry over; from then on it answers for it. */
  public void position(PositionStatus status) {
    position = status;
    if (status.busy()) {
      inFlight = null;
    }
    changed = true;
  }

  public void fees(FeeRates rates) {
    fees = rates;
    changed = true;
  }

  public void leverage(boolean confirmed) {
    leverageConfirmed = confirmed;
    changed = true;
  }

  public void blocked(List<String> reasons) {
    blocked = reasons;
    changed = true;
  }

  /** The entry of that decision was handed to the risk. */
  public void sent(String ref, Instant at) {
    inFlight = ref;
    sentAt = at;
    changed = true;
  }

  /** The entry came to nothing, so that another may follow. */
  public void refused(String ref) {
    if (ref.equals(inFlight)) {
      inFlight = null;
      changed = true;
    }
  }

  public FeeRates fees() {
    FeeRates known = fees;
    return known == null ? FeeRates.documents() : known;
  }

  /**
   * As of now; rebuilt only when something changed.
   *
   * @param fence the line that the kill switch gives as its reason; empty while it is not engaged
   */
  public EntryContext at(Instant now, Optional<String> fence) {
    Instant sent = sentAt;
    if (inFlight != null && sent != null && sent.plus(FORGOTTEN_AFTER).isBefore(now)) {
      inFlight = null;
      changed = true;
    }
    if (changed || !fence.equals(fenced)) {
      changed = false;
      fenced = fence;
      context = build();
    }
    return context;
  }

  private EntryContext build() {
    AccountTold told = account;
    PositionStatus status = position;
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
