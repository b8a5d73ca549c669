package vortex7.live;

import akka.actor.typed.ActorRef;
import vortex7.market.Symbol;
import vortex7.risk.EntryPermit;

/** What one position works with, made once by its actor; each part is confined to it. */
record PositionParts(
    Symbol symbol,
    Wiring wiring,
    ActorRef<PositionActor.Command> self,
    ActorRef<SymbolActor.Command> tree,
    PositionTerms terms,
    EntryPermit permit,
    PositionLedger ledger,
    PositionReporter reporter,
    AccountLink account,
    PositionOrders orders,
    Reconciliation reconciliation) {}
