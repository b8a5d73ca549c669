package vortex7.backtest;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.matching.ExchangeRules;
import vortex7.risk.AccountRules;
import vortex7.settings.TradingRules;

/**
 * What a backtest is run with.
 *
 * @param profile the name of the thresholds, which the trades' plans keep
 * @param symbols what is traded, each by its thresholds; all share one account
 * @param account limits and breakers of the account
 * @param exchange what the venue decides for all: fees, funding, brackets
 * @param usdt the account opens with
 * @param bnb the account opens with, for fees
 * @param tokenPrice of the asset that fees are paid in, while the market itself does not tell it
 * @param delays of market data, orders and answers
 * @param pace of what is done by the clock
 * @param seed of every draw
 */
public record BacktestRules(
    String profile,
    SortedMap<Symbol, TradingRules> symbols,
    AccountRules account,
    ExchangeRules exchange,
    BigDecimal usdt,
    BigDecimal bnb,
    BigDecimal tokenPrice,
    Delays delays,
    Pace pace,
    long seed) {

  public BacktestRules {
    symbols = new TreeMap<>(symbols);
    if (symbols.isEmpty()) {
      throw new IllegalArgumentException("symbols must name at least one");
    }
    if (usdt.signum() <= 0) {
      throw new IllegalArgumentException("usdt must be above 0, was " + usdt);
    }
    if (bnb.signum() < 0) {
      throw new IllegalArgumentException("bnb must be at least 0, was " + bnb);
    }
  }

  /**
   * The thresholds that trade {@code symbol}.
   *
   * @throws IllegalArgumentException for a symbol that is not traded
   */
  public TradingRules rulesOf(Symbol symbol) {
    TradingRules rules = symbols.get(symbol);
    if (rules == null) {
      throw new IllegalArgumentException(symbol + " is not traded");
    }
    return rules;
  }
}
