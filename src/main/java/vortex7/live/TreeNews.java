package vortex7.live;

import akka.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import vortex7.market.Instrument;
import vortex7.position.PositionStatus;
import vortex7.risk.AccountTold;

/**
 * The newest of everything that one symbol's actors are told from outside, kept for those that
 * start again. Lives inside its {@link SymbolActor}.
 */
final class TreeNews {
  private @Nullable Instrument instrument;
  private SymbolActor.@Nullable VenueNews venue;
  private SymbolActor.@Nullable AssetPrice assetPrice;
  private SymbolActor.@Nullable LeverageNews leverage;
  private @Nullable PositionStatus position;
  private @Nullable AccountTold account;

  /** True for the first: from now on the symbol can be traded at all. */
  boolean venue(SymbolActor.VenueNews news) {
    boolean first = venue == null;
    venue = news;
    instrument = news.instrument();
    return first;
  }

  void assetPrice(SymbolActor.AssetPrice told) {
    assetPrice = told;
  }

  void instrument(Instrument told) {
    instrument = told;
  }

  void leverage(SymbolActor.LeverageNews news) {
    leverage = news;
  }

  void position(PositionStatus status) {
    position = status;
  }

  /** Answers what was told before; null at first. */
  @Nullable AccountTold account(AccountTold told) {
    AccountTold before = account;
    account = told;
    return before;
  }

  @Nullable AccountTold account() {
    return account;
  }

  boolean venueKnown() {
    return venue != null;
  }

  boolean positionKnown() {
    return position != null;
  }

  void briefDecision(ActorRef<DecisionActor.Command> started) {
    if (venue != null) {
      started.tell(new DecisionActor.VenueNews(venue.instrument(), venue.fees()));
    }
    if (leverage != null) {
      started.tell(new DecisionActor.LeverageNews(leverage.confirmed(), leverage.leverage()));
    }
    if (position != null) {
      started.tell(new DecisionActor.PositionNews(position));
    }
    if (account != null) {
      started.tell(new DecisionActor.AccountNews(account));
    }
  }

  void briefRisk(ActorRef<RiskActor.Command> started) {
    if (venue != null) {
      started.tell(new RiskActor.VenueNews(venue.instrument(), venue.fees()));
    }
    if (position != null) {
      started.tell(new RiskActor.PositionNews(position));
    }
    if (account != null) {
      started.tell(new RiskActor.AccountNews(account));
    }
  }

  void briefPosition(ActorRef<PositionActor.Command> started) {
    if (assetPrice != null) {
      started.tell(new PositionActor.AssetPrice(assetPrice.asset(), assetPrice.price()));
    }
    if (instrument != null) {
      started.tell(new PositionActor.VenueNews(instrument));
    }
    if (account != null) {
      started.tell(new PositionActor.AccountNews(account));
    }
  }
}
