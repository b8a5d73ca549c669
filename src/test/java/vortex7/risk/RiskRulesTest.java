package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Symbol;
import vortex7.position.ExitReason;
import vortex7.risk.AccountEvent.TradeCounted;

/** What rules may say, and the arithmetic of the ledgers. */
class RiskRulesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }

  private static AccountRules account(
      int positions,
      String dailyLoss,
      int streak,
      int hourly,
      long hourlyWithin,
      int perHour,
      String drawdown,
      String fees,
      String fall,
      long fallWithin) {
    return new AccountRules(
        positions,
        dec("0.9"),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        dec(dailyLoss),
        BigDecimal.ONE,
        streak,
        Duration.ofMinutes(10),
        10,
        hourly,
        Duration.ofSeconds(hourlyWithin),
        Duration.ofMinutes(30),
        perHour,
        dec(drawdown),
        dec(fees),
        dec(fall),
        Duration.ofSeconds(fallWithin));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.1,1,1,1,1,0.1,0.1,0.1,1,'openPositionsMax must be at least 1, was 0'",
    "1,0,1,1,1,1,0.1,0.1,0.1,1,'dailyLossMax must be above 0, was 0'",
    "1,0.1,0,1,1,1,0.1,0.1,0.1,1,'lossStreakEvery must be at least 1, was 0'",
    "1,0.1,1,0,1,1,0.1,0.1,0.1,1,'hourlyLosses must be at least 1 and at most 50, was 0'",
    "1,0.1,1,51,1,1,0.1,0.1,0.1,1,'hourlyLosses must be at least 1 and at most 50, was 51'",
    "1,0.1,1,1,0,1,0.1,0.1,0.1,1,'hourlyLossesWithin must be above 0, was PT0S'",
    "1,0.1,1,1,1,0,0.1,0.1,0.1,1,'tradesPerHour must be at least 1, was 0'",
    "1,0.1,1,1,1,1,0,0.1,0.1,1,'drawdownMax must be above 0, was 0'",
    "1,0.1,1,1,1,1,0.1,0,0.1,1,'feeShareMax must be above 0, was 0'",
    "1,0.1,1,1,1,1,0.1,0.1,0,1,'balanceFallMax must be above 0, was 0'",
    "1,0.1,1,1,1,1,0.1,0.1,0.1,0,'balanceFallWithin must be above 0, was PT0S'"
  })
  void limits_of_the_account_that_make_no_sense_are_refused(
      int positions,
      String dailyLoss,
      int streak,
      int hourly,
      long hourlyWithin,
      int perHour,
      String drawdown,
      String fees,
      String fall,
      long fallWithin,
      String message) {
    assertThatThrownBy(
            () ->
                account(
                    positions,
                    dailyLoss,
                    streak,
                    hourly,
                    hourlyWithin,
                    perHour,
                    drawdown,
                    fees,
                    fall,
                    fallWithin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void the_smallest_limits_that_make_sense_are_taken() {
    assertThat(account(1, "0.001", 1, 1, 1, 1, "0.001", "0.001", "0.001", 1).hourlyLosses())
        .isEqualTo(1);
    assertThat(account(1, "0.001", 1, 50, 1, 1, "1", "1", "1", 1).hourlyLosses()).isEqualTo(50);
  }

  @Test
  void the_documents_limits_are_those_of_the_table() {
    AccountRules rules = AccountRules.documents();
    assertThat(rules)
        .isEqualTo(
            new AccountRules(
                2,
                dec("0.90"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                dec("0.025"),
                BigDecimal.ONE,
                3,
                Duration.ofMinutes(10),
                10,
                5,
                Duration.ofHours(1),
                Duration.ofMinutes(30),
                25,
                dec("0.10"),
                dec("0.40"),
                dec("0.03"),
                Duration.ofSeconds(60)));
  }

  @ParameterizedTest
  @CsvSource({"0.00009,12,5", "0.02001,12,5", "0.01,0,5", "0.01,12,0"})
  void sizing_rules_that_make_no_sense_are_refused(BigDecimal risk, int most, int low) {
    SizingRules d = SizingRules.documents();
    assertThatThrownBy(() -> sizing(d, risk, most, low))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "riskPerTrade must be in \\[0\\.0001, 0\\.02\\], was .+"
                + "|leverages must be at least 1, were \\d+ and \\d+");
    assertThat(sizing(d, dec("0.0001"), 1, 1).riskPerTrade()).isEqualByComparingTo("0.0001");
    assertThat(sizing(d, dec("0.02"), 1, 1).leverageMax()).isEqualTo(1);
  }

  private static SizingRules sizing(SizingRules d, BigDecimal risk, int most, int low) {
    return new SizingRules(
        risk,
        d.highConfidence(),
        d.midConfidence(),
        d.highTier(),
        d.lowTier(),
        d.cautiousRisk(),
        d.halveAtStreak(),
        d.halveBelowDay(),
        d.kelly(),
        d.kellyTradesMin(),
        d.kellyShare(),
        d.kellyFloor(),
        d.marginAllMax(),
        d.marginOneMax(),
        d.grossRrMin(),
        d.effectiveRrMin(),
        d.minimumTargetMargin(),
        d.lossLeg(),
        low,
        most,
        d.leverageBalanceShare());
  }

  @ParameterizedTest
  @CsvSource({"8,8", "12,12", "13,12", "0,1", "-1,1", "1,1"})
  void a_symbols_leverage_is_bounded_by_its_phase_and_by_the_configuration(int cap, int upper) {
    assertThat(SizingRules.documents().leverageUpper(cap)).isEqualTo(upper);
  }

  @Test
  void a_maker_fee_above_the_takers_and_a_negative_one_are_refused() {
    assertThatThrownBy(() -> new FeeSchedule(dec("0.0005"), dec("0.0004")))
        .hasMessage("maker fee 0.0005 must not exceed taker fee 0.0004");
    assertThatThrownBy(() -> new FeeSchedule(dec("-0.0002"), dec("-0.0001")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new FeeSchedule(dec("-0.0001"), dec("0")).winFees())
        .as("a maker may be paid")
        .isEqualByComparingTo("-0.0002");
    assertThat(new FeeSchedule(dec("0.0004"), dec("0.0004")).winFees())
        .isEqualByComparingTo("0.0008");
  }

  @Test
  void means_are_not_negative_and_a_command_has_an_id() {
    assertThatThrownBy(() -> new Expectancy(dec("-1"), dec("1")))
        .hasMessage("means must not be negative, were -1 and 1");
    assertThatThrownBy(() -> new Expectancy(dec("1"), dec("-1")))
        .hasMessage("means must not be negative, were 1 and -1");
    assertThat(new Expectancy(dec("0"), dec("0")).total(3, 5)).isEqualByComparingTo("0");
    assertThatThrownBy(() -> new Command(" ", "ops", "why")).hasMessage("a command needs an id");
  }

  @Test
  void a_days_ledger_adds_everything_up() {
    DayLedger day = DayLedger.begun(LocalDate.of(2026, 11, 20), dec("1000"));
    assertThat(day.share()).isEqualByComparingTo("0");
    day =
        day.with(counted(ExitReason.TP1, "12", "2", "1", "9"))
            .with(counted(ExitReason.SL, "-6", "1", "-0.5", "-6.5"))
            .with(counted(ExitReason.TIMEOUT, "1", "1", "0", "0"))
            .with(counted(ExitReason.FRAGMENT, "3", "1", "0", "2"))
            .withNoFill()
            .withTransfer(dec("-100"));
    assertThat(day)
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(
            new DayLedger(
                LocalDate.of(2026, 11, 20),
                dec("1000"),
                dec("-100"),
                dec("10"),
                dec("16"),
                dec("5"),
                dec("0.5"),
                dec("4.5"),
                3,
                1,
                1,
                2,
                8,
                12));
    assertThat(day.base()).isEqualByComparingTo("900");
    assertThat(day.share()).isEqualByComparingTo("0.005");
    assertThat(day.withTransfer(dec("-900")).share()).as("no base").isEqualByComparingTo("0");
    assertThat(day.withTransfer(dec("-901")).share()).isEqualByComparingTo("0");
  }

  private static TradeCounted counted(
      ExitReason reason, String gross, String fees, String funding, String net) {
    return new TradeCounted(
        Symbol.of("BTCUSDT"), 1, reason, dec(gross), dec(fees), dec(funding), dec(net), 2, 3, NOON);
  }
}
