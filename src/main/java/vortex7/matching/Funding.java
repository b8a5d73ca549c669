package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Settles funding between longs and shorts at its times, and samples the premium between them. */
final class Funding {
  private final Clearing clearing;
  private final ExchangeRules rules;
  private long nextDue = Long.MAX_VALUE;

  Funding(Clearing clearing, ExchangeRules rules) {
    this.clearing = clearing;
    this.rules = rules;
  }

  long nextDue() {
    return nextDue;
  }

  /** The first settlement is the first that falls after {@code millis}. */
  void start(long millis) {
    if (nextDue == Long.MAX_VALUE) {
      nextDue = after(millis);
    }
  }

  /** Continues a state: settlements that fell while nobody kept the clock are still owed. */
  void resume(long millis) {
    if (millis > 0) {
      nextDue = millis;
    }
  }

  private long after(long millis) {
    long interval = rules.funding().intervalMillis();
    return (Math.floorDiv(millis, interval) + 1) * interval;
  }

  /** One sample of every market's premium. */
  void sample() {
    for (Market market : clearing.markets().values()) {
      market.premium.sample(market);
    }
  }

  /** The mark of a market with an index. */
  BigDecimal mark(Market market, BigDecimal index) {
    BigDecimal last = market.lastPrice() > 0 ? market.price(market.lastPrice()) : index;
    long left = Math.max(0, nextDue - clearing.now());
    long interval = rules.funding().intervalMillis();
    BigDecimal share =
        BigDecimal.valueOf(Math.min(left, interval))
            .divide(BigDecimal.valueOf(interval), Market.MONEY_SCALE, RoundingMode.HALF_EVEN);
    return market.premium.mark(index, last, market.premium.rate(rules.funding()), share);
  }

  FundingView view(Market market) {
    BigDecimal mark = market.markPrice();
    return new FundingView(
        market.symbol(),
        mark,
        Optional.ofNullable(market.premium.index()).orElse(mark),
        market.premium.rate(rules.funding()),
        nextDue == Long.MAX_VALUE ? after(clearing.now()) : nextDue,
        rules.funding().intervalMillis());
  }

  /**
   * Settles if it is time.
   *
   * @return true if it was
   */
  boolean run(long now) {
    if (now < nextDue) {
      return false;
    }
    nextDue += rules.funding().intervalMillis();
    for (Market market : clearing.markets().values()) {
      BigDecimal mark = market.mark();
      if (mark != null) {
        BigDecimal rate = market.premium.rate(rules.funding());
        settle(market, rate);
        clearing.listener().onFunding(market.symbol(), rate, mark, now);
      }
      market.premium.settled();
    }
    return true;
  }

  private void settle(Market market, BigDecimal rate) {
    for (Account account : clearing.accounts().values()) {
      for (Position position : account.in(market).positions(account.hedgeMode)) {
        if (!position.flat()) {
          pay(account, position, rate);
        }
      }
    }
  }

  private void pay(Account account, Position position, BigDecimal rate) {
    BigDecimal due =
        position.notional().multiply(rate).setScale(Market.MONEY_SCALE, RoundingMode.HALF_UP);
    BigDecimal received = due.negate();
    account.addToWallet(rules.quoteAsset(), received, clearing.now());
    clearing.house().tookFunding(due);
    if (position.isolated()) {
      position.addMargin(received, clearing.now());
    }
    clearing
        .listener()
        .onAccountUpdate(
            new AccountUpdate(
                account.id,
                AccountUpdate.Reason.FUNDING_FEE,
                List.of(account.balanceChange(rules.quoteAsset(), received)),
                position.isolated() ? List.of(account.view(position)) : List.of(),
                clearing.now(),
                Optional.of(position.market().symbol())));
  }
}
