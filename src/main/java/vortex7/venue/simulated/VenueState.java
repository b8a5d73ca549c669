package vortex7.venue.simulated;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.matching.ExchangeState;

/**
 * What of a venue outlives its process: all of it, or, as a line of the state log, what changed
 * since the line before. Orders, conditional orders, fills and protections of a change are those
 * that changed; wallets and positions are all of the account that changed.
 *
 * @param market what the state belongs to, such as {@code synthetic}
 * @param wallMillis real time of writing, epoch ms
 * @param source the market source's own state; empty in a change that does not carry it
 * @param nextAggTradeIds by symbol code
 * @param multiAssets accounts in multi-assets mode
 * @param history of accounts and markets; of a change what came since the line before
 */
record VenueState(
    String market,
    long wallMillis,
    ExchangeState exchange,
    SortedMap<String, Long> source,
    SortedMap<String, Long> nextAggTradeIds,
    List<ListenKeys.ListenKey> listenKeys,
    List<String> multiAssets,
    List<ProtectionLedger.Protection> protections,
    VenueHistory history) {

  VenueState {
    source = new TreeMap<>(source);
    nextAggTradeIds = new TreeMap<>(nextAggTradeIds);
    listenKeys = List.copyOf(listenKeys);
    multiAssets = List.copyOf(multiAssets);
    protections = List.copyOf(protections);
    history = Objects.requireNonNullElse(history, VenueHistory.EMPTY); // An older state has none.
  }
}
