package vortex7.venue.simulated;

import java.util.Optional;

/** Both recorders of a venue, and their history as one. */
record VenueRecords(AccountRecorder accounts, MarketRecorder markets) {
  /** Continues what a state from before holds. */
  static VenueRecords of(Optional<VenueState> saved) {
    VenueRecords records = new VenueRecords(new AccountRecorder(), new MarketRecorder());
    saved.map(VenueState::history).ifPresent(records::restore);
    return records;
  }

  private void restore(VenueHistory history) {
    accounts.restore(history);
    markets.restore(history);
  }

  /** All of it, for a log that begins anew: nothing is fresh after that. */
  VenueHistory whole() {
    takeFresh();
    return joined(accounts.whole(), markets.whole());
  }

  /** What came since this was last asked. */
  VenueHistory takeFresh() {
    return joined(accounts.takeFresh(), markets.takeFresh());
  }

  private static VenueHistory joined(VenueHistory ofAccounts, VenueHistory ofMarkets) {
    return new VenueHistory(
        ofAccounts.incomes(),
        ofAccounts.amendments(),
        ofAccounts.marginMoves(),
        ofMarkets.settlements(),
        ofMarkets.samples(),
        ofAccounts.forced());
  }
}
