package vortex7.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every breaker beside its limit and what is counted towards it now, in words. */
public final class BreakerBoard {

  /**
   * One breaker.
   *
   * @param trip empty while it is not tripped
   * @param threshold what trips it
   * @param value what there is of that now
   */
  public record Row(Breaker breaker, Optional<Account.Trip> trip, String threshold, String value) {}

  private static final String UNKNOWN = "not known yet";

  private final Account account;
  private final Optional<BigDecimal> wallet;
  private final Instant now;
  private final AccountRules rules;
  private final String venueThreshold;

  private BreakerBoard(
      Account account,
      Optional<BigDecimal> wallet,
      Instant now,
      AccountRules rules,
      String venueThreshold) {
    this.account = account;
    this.wallet = wallet;
    this.now = now;
    this.rules = rules;
    this.venueThreshold = venueThreshold;
  }

  /**
   * All breakers, in the order of {@link Breaker}.
   *
   * @param venueThreshold what trips VENUE, which is counted elsewhere
   */
  public static List<Row> of(
      Account account,
      Optional<BigDecimal> wallet,
      Instant now,
      AccountRules rules,
      String venueThreshold) {
    BreakerBoard board = new BreakerBoard(account, wallet, now, rules, venueThreshold);
    List<Row> rows = new ArrayList<>();
    for (Breaker breaker : Breaker.values()) {
      rows.add(
          new Row(
              breaker,
              Optional.ofNullable(account.breakers().get(breaker)),
              board.threshold(breaker),
              board.value(breaker)));
    }
    return rows;
  }

  private String threshold(Breaker breaker) {
    return switch (breaker) {
      case DAILY_LOSS ->
          "net loss of the day > "
              + Words.percent(rules.dailyLossMax())
              + today()
                  .map(
                      day ->
                          " of "
                              + Words.cents(day.base())
                              + ", which is "
                              + Words.cents(day.base().multiply(rules.dailyLossMax())))
                  .orElse(" of its balance");
      case LOSS_STREAK -> "every " + rules.lossStreakEvery() + " losses in a row";
      case HOURLY_LOSS ->
          rules.hourlyLosses()
              + " losses within "
              + rules.hourlyLossesWithin().toMinutes()
              + " min";
      case OVERTRADE -> rules.tradesPerHour() + " trades in the clock hour";
      case DRAWDOWN ->
          Words.percent(rules.drawdownMax())
              + " under the peak"
              + account
                  .peak()
                  .map(
                      peak ->
                          " "
                              + Words.cents(peak.balance())
                              + ", which is "
                              + Words.cents(Drawdown.limit(peak, rules)))
                  .orElse("");
      case VENUE -> venueThreshold;
      case MANUAL -> "a person stops";
      case PANIC ->
          "a person, or the balance falls > "
              + Words.percent(rules.balanceFallMax())
              + " within "
              + rules.balanceFallWithin().toSeconds()
              + " s beyond what was booked";
      case FEE_ALERT ->
          "fees of the day > " + Words.percent(rules.feeShareMax()) + " of its gross profit";
    };
  }

  private String value(Breaker breaker) {
    boolean tripped = account.breakers().containsKey(breaker);
    return switch (breaker) {
      case DAILY_LOSS -> today().map(day -> "net " + Words.cents(day.net())).orElse(UNKNOWN);
      case LOSS_STREAK -> String.valueOf(account.lossStreak());
      case HOURLY_LOSS -> String.valueOf(account.lossesBefore(now, rules.hourlyLossesWithin()));
      case OVERTRADE -> String.valueOf(begunThisHour());
      case DRAWDOWN -> wallet.map(this::underPeak).orElse(UNKNOWN);
      case VENUE -> tripped ? "failing" : "answering";
      case MANUAL -> tripped ? "stopped" : "started";
      case PANIC -> tripped ? "panic" : "calm";
      case FEE_ALERT ->
          today()
              .map(
                  day ->
                      "fees "
                          + Words.cents(day.fees())
                          + ", gross profit "
                          + Words.cents(day.grossProfit()))
              .orElse(UNKNOWN);
    };
  }

  private Optional<DayLedger> today() {
    return account.day().filter(day -> Breakers.belongs(day, now));
  }

  private int begunThisHour() {
    return account.hour().filter(hour -> hour.holds(now)).map(HourLedger::begun).orElse(0);
  }

  private String underPeak(BigDecimal balance) {
    return Words.cents(balance)
        + account
            .peak()
            .map(Peak::balance)
            .filter(peak -> peak.signum() > 0)
            .map(
                peak ->
                    ", "
                        + Words.cents(
                            peak.subtract(balance)
                                .max(BigDecimal.ZERO)
                                .movePointRight(2)
                                .divide(peak, MathContext.DECIMAL64))
                        + " % under it")
            .orElse("");
  }
}
