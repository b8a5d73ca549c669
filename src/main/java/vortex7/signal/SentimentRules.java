package vortex7.signal;

import java.util.List;

/**
 * The thresholds of E4. Shares, rates and distances are fractions.
 *
 * @param labelMin magnitude of the score from which it is a direction
 */
public record SentimentRules(
    OpenInterestRules openInterest,
    CrowdRules crowd,
    FundingRules funding,
    TopTraderRules topTraders,
    LiquidationRules liquidations,
    double labelMin) {

  /**
   * Open interest and what it did together with the price.
   *
   * @param staleMillis age of the newest reading beyond which it does not count
   * @param kept readings that are remembered
   * @param changeMillis over which a change is taken
   * @param changeSlackMillis by which the reading that it is taken from may be older than that
   * @param moveMin beyond which open interest, or price, has moved
   * @param realBuying what each combination adds to the score
   */
  public record OpenInterestRules(
      long staleMillis,
      int kept,
      long changeMillis,
      long changeSlackMillis,
      double moveMin,
      double realBuying,
      double shortsStacking,
      double shortCover,
      double longLiq) {
    public OpenInterestRules {
      atLeast("kept", kept, 2);
    }
  }

  /**
   * All accounts' long share.
   *
   * @param staleMillis age beyond which it does not count, the top traders' likewise
   * @param longAbove long share that is a crowd
   * @param longNorm so much above it is extreme
   * @param shortAbove short share that is a crowd
   * @param shortNorm so much above it is extreme
   */
  public record CrowdRules(
      long staleMillis, double longAbove, double longNorm, double shortAbove, double shortNorm) {}

  /**
   * Funding.
   *
   * @param staleMillis age beyond which it does not count
   * @param longsAbove rate at which longs pay dearly
   * @param longsNorm so much above it is extreme
   * @param shortsBelow rate at which shorts do
   * @param shortsNorm so much below it is extreme
   * @param nearMillis before a settlement, in which what is dear counts ...
   * @param nearFactor ... so many times
   * @param ownReadings settlements of the symbol's own whose percentiles stand for the two rates; 0
   *     or fewer known ones: the rates above
   * @param ownLongs that percentile for longs, as a fraction
   * @param ownShorts and for shorts
   */
  public record FundingRules(
      long staleMillis,
      double longsAbove,
      double longsNorm,
      double shortsBelow,
      double shortsNorm,
      long nearMillis,
      double nearFactor,
      int ownReadings,
      double ownLongs,
      double ownShorts) {
    public FundingRules {
      atLeast("own-readings", ownReadings, 0);
      if (!(ownShorts > 0 && ownShorts < ownLongs && ownLongs <= 1)) {
        throw new IllegalArgumentException(
            "own-shorts must be above 0 and below own-longs, at most 1, were "
                + ownShorts
                + " and "
                + ownLongs);
      }
    }
  }

  /**
   * The top traders' long share.
   *
   * @param bullishAbove long share that is bullish
   * @param bearishBelow long share that is bearish
   * @param beyondMean distance from its own mean from which it counts without a crowd to oppose
   * @param stepMillis one value a step goes into that mean ...
   * @param steps ... of so many steps
   * @param score what it adds in its direction
   */
  public record TopTraderRules(
      double bullishAbove,
      double bearishBelow,
      double beyondMean,
      long stepMillis,
      int steps,
      double score) {
    public TopTraderRules {
      atLeast("steps", steps, 2);
    }
  }

  /**
   * Where positions would be liquidated.
   *
   * @param tiers leverages that positions are opened with, and their shares
   * @param lossShare of the margin that is lost when a position is liquidated
   * @param bucket relative width of a bucket on the logarithmic price axis
   * @param bucketsMax a side; beyond it the farthest are dropped
   * @param within distance from price within which clusters are sought
   * @param deviations above the mean volume of a side's buckets there that make one a cluster
   * @param clustersMax a side, the largest ones
   */
  public record LiquidationRules(
      List<Tier> tiers,
      double lossShare,
      double bucket,
      int bucketsMax,
      double within,
      double deviations,
      int clustersMax) {
    private static final double ROUNDING = 1e-9;

    public LiquidationRules {
      tiers = List.copyOf(tiers);
      double all = tiers.stream().mapToDouble(Tier::share).sum();
      if (tiers.isEmpty() || Math.abs(all - 1) > ROUNDING) {
        throw new IllegalArgumentException("the tiers' shares must sum to 1, were " + all);
      }
      if (!(lossShare > 0 && lossShare <= 1)) {
        throw new IllegalArgumentException("loss-share must be in (0, 1], was " + lossShare);
      }
      for (Tier tier : tiers) {
        if (!(tier.leverage() > lossShare)) {
          throw new IllegalArgumentException(
              "a tier's leverage must be above loss-share, was " + tier.leverage());
        }
      }
      if (!(within > 0 && within < 1)) {
        throw new IllegalArgumentException("within must be in (0, 1), was " + within);
      }
      if (!(bucket > 0 && bucket < 1)) {
        throw new IllegalArgumentException("bucket must be in (0, 1), was " + bucket);
      }
      atLeast("buckets-max", bucketsMax, 1);
      atLeast("clusters-max", clustersMax, 1);
    }
  }

  /** So much of new open interest is opened with that leverage. */
  public record Tier(double leverage, double share) {
    public Tier {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("a tier's share must be in [0, 1], was " + share);
      }
    }

    /** A tier of which only one figure is written. */
    static Tier defaults() {
      return new Tier(1, 0);
    }
  }

  private static void atLeast(String key, int value, int min) {
    if (value < min) {
      throw new IllegalArgumentException(key + " must be at least " + min + ", was " + value);
    }
  }

  public static SentimentRules documents() {
    return of(
        0, List.of(new Tier(5, 0.30), new Tier(10, 0.35), new Tier(20, 0.25), new Tier(25, 0.10)));
  }

  public static SentimentRules calibrated() {
    return of(
        90,
        List.of(
            new Tier(5, 0.20),
            new Tier(10, 0.25),
            new Tier(20, 0.20),
            new Tier(25, 0.10),
            new Tier(50, 0.15),
            new Tier(100, 0.10)));
  }

  private static SentimentRules of(int ownFundings, List<Tier> tiers) {
    return new SentimentRules(
        new OpenInterestRules(60_000, 24, 300_000, 60_000, 0.000_5, 0.3, -0.3, 0.1, 0),
        new CrowdRules(600_000, 0.70, 0.15, 0.65, 0.15),
        new FundingRules(
            300_000, 0.000_3, 0.000_7, -0.000_1, 0.000_4, 7_200_000, 1.5, ownFundings, 0.95, 0.05),
        new TopTraderRules(0.60, 0.40, 0.02, 300_000, 288, 0.2),
        new LiquidationRules(tiers, 0.95, 0.001, 4_096, 0.05, 2, 5),
        0.15);
  }
}
