package vortex7.signal;

/** The thresholds of E1, grouped by what they judge. */
public record OrderFlowRules(
    ImbalanceRules imbalance,
    CvdRules cvd,
    WallRules walls,
    SpoofRules spoofs,
    StrengthRules strength,
    ConvictionRules conviction,
    long bookStaleMillis,
    long tradesStaleMillis,
    long warmUpMillis) {

  /**
   * Imbalance of the book and its velocity.
   *
   * @param levels of each side that count
   * @param threshold of |I| that gives a direction
   * @param velocityReadings how many readings back the velocity looks
   * @param velocityStrong per second
   */
  public record ImbalanceRules(
      int levels, double threshold, int velocityReadings, double velocityStrong) {}

  /**
   * Cumulative volume delta.
   *
   * @param resetMillis it starts anew at every UTC multiple of this
   * @param slopeMillis window of the slope
   * @param meanMillis window of the mean traded quantity that normalises it
   * @param slopeSignificant normalised slope that counts as significant
   * @param divergenceMillis window of the divergence
   * @param divergenceMove relative price move beyond which a CVD of the other sign diverges
   */
  public record CvdRules(
      long resetMillis,
      long slopeMillis,
      long meanMillis,
      double slopeSignificant,
      long divergenceMillis,
      double divergenceMove) {}

  /**
   * Walls and their absorption.
   *
   * @param multiple of the mean level quantity above which a level is a wall
   * @param snapshots in a row that it must have been seen in
   * @param nearTicks of its side's best price within which it is near (and against); 0 leaves the
   *     fractions alone
   * @param nearFraction of price within which it is near as well; 0 leaves the ticks alone
   * @param againstFraction of price within which it weakens conviction; 0 for the ticks alone
   * @param lostShare of its quantity that must be gone for an absorption
   * @param tradedShare of what vanished that trades must cover
   * @param strengthNorm wall over mean that makes an absorption of strength 1
   * @param holdMillis how long an absorption counts
   */
  public record WallRules(
      double multiple,
      int snapshots,
      int nearTicks,
      double nearFraction,
      double againstFraction,
      double lostShare,
      double tradedShare,
      double strengthNorm,
      long holdMillis) {}

  /**
   * Spoofed additions.
   *
   * @param lifeMillis within which an addition that goes again is a spoof
   * @param goneShare of the addition that must be gone
   * @param tradedShare of what vanished that trades must cover to clear it
   * @param tradeLagMillis how much later than the book the venue may tell of the trades
   * @param ratioMillis window of the spoof ratio
   * @param markMin the lowest ratio that counts as manipulation
   * @param markPercentile of the symbol's own ratio that it must exceed too; 0 for markMin alone
   * @param markKnownMillis of own ratios before that percentile counts
   */
  public record SpoofRules(
      long lifeMillis,
      double goneShare,
      double tradedShare,
      long tradeLagMillis,
      long ratioMillis,
      double markMin,
      double markPercentile,
      long markKnownMillis) {}

  /** Weights and normalisers of the strength. */
  public record StrengthRules(
      double imbalanceWeight,
      double imbalanceNorm,
      double slopeWeight,
      double slopeNorm,
      double velocityWeight,
      double velocityNorm,
      double absorptionWeight) {}

  /** What each doubt leaves of the conviction, and the least of it. */
  public record ConvictionRules(
      double manipulated, double divergence, double wallAgainst, double min) {}

  public static OrderFlowRules documents() {
    return new OrderFlowRules(
        new ImbalanceRules(10, 0.30, 5, 0.05),
        new CvdRules(4 * 3_600_000L, 30_000, 300_000, 0.25, 60_000, 0.000_2),
        new WallRules(5.0, 5, 5, 0, 0, 0.80, 0.50, 10.0, 3_000),
        new SpoofRules(500, 0.80, 0.50, 200, 10_000, 0.5, 0.90, 3_600_000),
        new StrengthRules(0.50, 0.60, 0.30, 0.50, 0.20, 0.25, 0.25),
        new ConvictionRules(0.5, 0.7, 0.8, 0.1),
        1_000,
        30_000,
        60_000);
  }

  /**
   * Thresholds that part the readings of recordings more evenly; walls count at once, near and
   * against are fractions of price alone, and the book is manipulated above a fixed ratio.
   */
  public static OrderFlowRules calibrated() {
    OrderFlowRules documents = documents();
    CvdRules cvd = documents.cvd;
    SpoofRules spoofs = documents.spoofs;
    return new OrderFlowRules(
        new ImbalanceRules(10, 0.60, 5, 0.50),
        new CvdRules(
            cvd.resetMillis,
            cvd.slopeMillis,
            cvd.meanMillis,
            0.50,
            cvd.divergenceMillis,
            cvd.divergenceMove),
        new WallRules(10.0, 1, 0, 0.000_05, 0.000_03, 0.80, 0.50, 10.0, 3_000),
        new SpoofRules(
            spoofs.lifeMillis,
            spoofs.goneShare,
            spoofs.tradedShare,
            spoofs.tradeLagMillis,
            spoofs.ratioMillis,
            0.75,
            0,
            spoofs.markKnownMillis),
        new StrengthRules(0.50, 0.90, 0.30, 1.0, 0.20, 1.5, 0.25),
        documents.conviction,
        documents.bookStaleMillis,
        documents.tradesStaleMillis,
        documents.warmUpMillis);
  }
}
