package vortex7.matching.facts;

import vortex7.matching.FundingView;
import vortex7.matching.Market;

/**
 * Measures one symbol's market: told of each fill as it happens, and shown the book every {@value
 * #LOOK_MILLIS} ms.
 */
public final class MarketFacts {
  /** How often the book is to be looked at. */
  public static final long LOOK_MILLIS = 10;

  private final Market market;
  private final FlowFacts flow;
  private final BookFacts book;
  private final LevelLives lives;
  private final ReturnFacts returns;
  private final MinuteFacts minutes = new MinuteFacts();
  private final Series overIndex = new Series();
  private final Series overMid = new Series();
  private double looks;

  /** Measures {@code market} from now on. */
  public MarketFacts(Market market) {
    this.market = market;
    this.flow = new FlowFacts(market);
    this.book = new BookFacts(market);
    this.lives = new LevelLives(market);
    this.returns = new ReturnFacts(market);
  }

  /** A fill; the arguments are those of the exchange's listener. */
  public void onTrade(
      long id, long priceTicks, long quantitySteps, boolean buyerIsMaker, long millis) {
    if (flow.onTrade(id, priceTicks, quantitySteps, buyerIsMaker, millis)) {
      returns.onOrder(!buyerIsMaker);
    }
    lives.onTrade(priceTicks, quantitySteps, buyerIsMaker);
    minutes.onTrade(market.priceAsDouble(priceTicks), market.quantityAsDouble(quantitySteps));
  }

  /** The book as it stands at {@code millis}; one with an empty side is passed over. */
  public void look(long millis) {
    flow.look(millis);
    looks++;
    if (market.bestBid() != 0 && market.bestAsk() != 0) {
      book.look(millis);
      returns.look();
      if (millis % LevelLives.DIFFERENCE_MILLIS == 0) {
        lives.look(millis);
      }
    }
    if (millis % 60_000 == 0) {
      minutes.endMinute();
    }
  }

  /** The mark, the index and the rate, as often as the caller likes. */
  public void onFunding(FundingView view) {
    double mark = view.markPrice().doubleValue();
    double mid = 0.5 * market.priceAsDouble(market.bestBid() + market.bestAsk());
    overIndex.add(1e4 * (mark / view.indexPrice().doubleValue() - 1.0));
    overMid.add(1e4 * (mark / mid - 1.0));
  }

  /** What was measured so far. */
  public FactSheet sheet() {
    FactSheet sheet = new FactSheet();
    double lasted = looks * (double) LOOK_MILLIS / 1_000.0;
    flow.report(sheet, lasted);
    book.report(sheet, lasted);
    lives.report(sheet, lasted);
    returns.report(sheet);
    minutes.report(sheet);
    if (overIndex.size() > 0) {
      double[] mids = overMid.quantiles(0.05, 0.5, 0.95);
      sheet.put(Fact.MARK, overIndex.quantile(0.5), mids[0], mids[1], mids[2]);
    }
    return sheet;
  }

  /** How the mids of two markets move together over {@code millis}, a multiple of the looks. */
  public double correlation(MarketFacts other, long millis) {
    int over = Math.toIntExact(millis / LOOK_MILLIS);
    return Series.correlation(returns.returns(over), other.returns.returns(over));
  }
}
