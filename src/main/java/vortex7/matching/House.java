package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;

/**
 * The venue's own money: fees taken, funding that passed through, and the insurance fund. With it
 * every asset adds up to what was deposited.
 */
final class House {
  private static final String FUND = "insurance-fund";

  private final ExchangeRules rules;
  private final TreeMap<String, BigDecimal> fees = new TreeMap<>();
  private BigDecimal funding = BigDecimal.ZERO;
  private Account fund;

  /** What a fill costs; the amount is positive. */
  record Fee(BigDecimal amount, String asset) {}

  House(ExchangeRules rules) {
    this.rules = rules;
    fund = new Account(FUND, rules);
  }

  /** Takes over what liquidated positions leave; it pays no fees and is told nothing. */
  Account fund() {
    return fund;
  }

  boolean owns(Account account) {
    return account == fund;
  }

  /** In the fee token at its mark while the account wants that and holds enough, else in quote. */
  Fee fee(Account account, BigDecimal worth, boolean maker, @Nullable BigDecimal tokenMark) {
    ExchangeRules.Fees rates = rules.fees();
    if (owns(account)) {
      return new Fee(Position.money(BigDecimal.ZERO), rules.quoteAsset());
    }
    BigDecimal full = worth.multiply(maker ? rates.maker() : rates.taker());
    if (account.feeTokenBurn && tokenMark != null && tokenMark.signum() > 0) {
      BigDecimal discounted = full.multiply(BigDecimal.ONE.subtract(rates.tokenDiscount()));
      BigDecimal tokens = discounted.divide(tokenMark, Market.MONEY_SCALE, RoundingMode.HALF_UP);
      if (account.wallet(rates.token()).compareTo(tokens) >= 0) {
        return new Fee(tokens, rates.token());
      }
    }
    return new Fee(Position.money(full), rules.quoteAsset());
  }

  void tookFee(Fee fee) {
    fees.merge(fee.asset(), fee.amount(), BigDecimal::add);
  }

  /** Funding from an account, negative when it was paid to it. */
  void tookFunding(BigDecimal amount) {
    funding = funding.add(amount);
  }

  ExchangeState.HouseState state() {
    List<ExchangeState.WalletState> taken =
        fees.entrySet().stream()
            .map(e -> new ExchangeState.WalletState(e.getKey(), e.getValue(), 0))
            .toList();
    return new ExchangeState.HouseState(taken, funding, fund.money());
  }

  void restore(Optional<ExchangeState.HouseState> state, Function<Symbol, Market> markets) {
    if (state.isPresent()) {
      fees.clear();
      state.get().fees().forEach(fee -> fees.put(fee.asset(), fee.wallet()));
      funding = state.get().funding();
      fund = Account.of(state.get().fund(), rules, markets);
    }
  }
}
