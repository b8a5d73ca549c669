package vortex7.matching;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import vortex7.market.Side;

/**
 * Reckons one account's margins, all in the quote asset: what isolated positions have set aside,
 * what the cross positions share, and what is left for new orders.
 */
final class Margin {
  private final Account account;
  private final ExchangeRules rules;

  Margin(Account account, ExchangeRules rules) {
    this.account = account;
    this.rules = rules;
  }

  private List<Position> positions() {
    List<Position> all = new ArrayList<>();
    for (SymbolAccount in : account.symbols()) {
      all.addAll(in.positions(account.hedgeMode));
    }
    return all;
  }

  /** Positions that share the cross wallet. */
  List<Position> crossed() {
    List<Position> crossed = positions();
    crossed.removeIf(position -> position.isolated() || position.flat());
    return crossed;
  }

  BigDecimal isolatedWallets() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Position position : positions()) {
      sum = sum.add(position.isolatedWallet());
    }
    return sum;
  }

  BigDecimal crossWallet(String asset) {
    BigDecimal wallet = account.wallet(asset);
    return asset.equals(rules.quoteAsset()) ? wallet.subtract(isolatedWallets()) : wallet;
  }

  BigDecimal crossWallet() {
    return crossWallet(rules.quoteAsset());
  }

  BigDecimal crossUnrealized() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Position position : crossed()) {
      sum = sum.add(position.unrealized());
    }
    return sum;
  }

  BigDecimal crossMaintenance() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Position position : crossed()) {
      sum = sum.add(position.maintenanceMargin());
    }
    return sum;
  }

  /** What a cross position could lose before the account falls to the others' maintenance. */
  BigDecimal beside(Position position) {
    if (position.isolated()) {
      return BigDecimal.ZERO;
    }
    BigDecimal left = crossWallet();
    for (Position other : crossed()) {
      if (other != position) {
        left = left.add(other.unrealized()).subtract(other.maintenanceMargin());
      }
    }
    return left;
  }

  BigDecimal openOrders() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Position position : positions()) {
      sum = sum.add(position.openOrderMargin());
    }
    return sum;
  }

  /** What new orders may still hold; negative when orders hold more than there is. */
  BigDecimal available() {
    BigDecimal left = crossWallet().subtract(openOrders());
    for (Position position : crossed()) {
      left = left.add(position.unrealized()).subtract(position.initialMargin());
    }
    return left;
  }

  /** True when the margin for one more order of this worth is there, or it needs none. */
  boolean affords(Position position, Side side, BigDecimal notional) {
    BigDecimal bids = position.of.openNotional(position.side, Side.BUY);
    BigDecimal asks = position.of.openNotional(position.side, Side.SELL);
    BigDecimal before = position.openOrderMargin(bids, asks);
    BigDecimal after =
        side == Side.BUY
            ? position.openOrderMargin(bids.add(notional), asks)
            : position.openOrderMargin(bids, asks.add(notional));
    BigDecimal more = after.subtract(before);
    return more.signum() <= 0 || available().compareTo(more) >= 0;
  }

  /** True when one more order of this worth could not make the position larger than allowed. */
  static boolean fitsBracket(Position position, Side side, BigDecimal notional) {
    BigDecimal bids = position.of.openNotional(position.side, Side.BUY);
    BigDecimal asks = position.of.openNotional(position.side, Side.SELL);
    BigDecimal before = position.largest(bids, asks);
    BigDecimal after =
        side == Side.BUY
            ? position.largest(bids.add(notional), asks)
            : position.largest(bids, asks.add(notional));
    BigDecimal most = position.of.brackets.maxNotional(position.of.leverage);
    return after.compareTo(before) <= 0 || after.compareTo(most) <= 0;
  }

  List<BalanceView> balances() {
    List<BalanceView> views = new ArrayList<>();
    for (ExchangeState.WalletState wallet : account.wallets()) {
      boolean quote = wallet.asset().equals(rules.quoteAsset());
      views.add(quote ? marginBalance(wallet) : plainBalance(wallet));
    }
    return views;
  }

  private static BalanceView plainBalance(ExchangeState.WalletState wallet) {
    BigDecimal zero = Position.money(BigDecimal.ZERO);
    BigDecimal amount = wallet.wallet();
    return new BalanceView(
        wallet.asset(), amount, amount, zero, zero, zero, zero, amount, wallet.updateTime(), zero);
  }

  private BalanceView marginBalance(ExchangeState.WalletState wallet) {
    BigDecimal zero = Position.money(BigDecimal.ZERO);
    BigDecimal unrealized = zero;
    BigDecimal initial = zero;
    BigDecimal maintenance = zero;
    for (Position position : positions()) {
      unrealized = unrealized.add(position.unrealized());
      initial = initial.add(position.initialMargin());
      maintenance = maintenance.add(position.maintenanceMargin());
    }
    return new BalanceView(
        wallet.asset(),
        wallet.wallet(),
        Position.money(crossWallet()),
        unrealized,
        initial,
        maintenance,
        Position.money(openOrders()),
        Position.money(available().max(BigDecimal.ZERO)),
        wallet.updateTime(),
        Position.money(crossUnrealized()));
  }
}
