package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.market.Symbol;

class SizerTest {
  private static final Instrument BTC =
      new Instrument(
          Symbol.of("BTCUSDT"),
          "BTC",
          "USDT",
          dec("0.1"),
          dec("100"),
          dec("1000000"),
          dec("0.001"),
          dec("0.001"),
          dec("1000"),
          dec("120"),
          dec("100"),
          dec("1.05"),
          dec("0.95"),
          dec("0.05"),
          dec("0.05"));

  private static final Sizer SIZER = new Sizer(SizingRules.documents(), FeeSchedule.withBnb());

  private static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }

  private static Standing standing() {
    return new Standing(0, false, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), 0, Optional.empty());
  }

  private static Standing standing(int streak, boolean cautious, String dayShare) {
    return new Standing(
        streak, cautious, dec(dayShare), BigDecimal.ZERO, List.of(), 0, Optional.empty());
  }

  private static Standing withTrades(int closed, List<BigDecimal> nets) {
    return new Standing(0, false, BigDecimal.ZERO, BigDecimal.ZERO, nets, closed, Optional.empty());
  }

  /** A long at 50 000 with a stop and a target given in percent of the price. */
  private static SizingRequest request(
      String stopPercent, String targetPercent, String balance, int leverage) {
    BigDecimal entry = dec("50000.0");
    return new SizingRequest(
        Side.BUY,
        entry,
        entry.subtract(entry.multiply(dec(stopPercent)).movePointLeft(2)),
        entry.add(entry.multiply(dec(targetPercent)).movePointLeft(2)),
        70,
        dec(balance),
        BTC,
        Optional.of(leverage),
        BigDecimal.ONE,
        dec("0.00001"),
        2);
  }

  private static Sizing.Accepted accepted(Sizing sizing) {
    assertThat(sizing).isInstanceOf(Sizing.Accepted.class);
    return (Sizing.Accepted) sizing;
  }

  private static String rule(Sizing sizing) {
    assertThat(sizing).isInstanceOf(Sizing.Refused.class);
    return ((Sizing.Refused) sizing).rule();
  }

  // ---- the documents' example

  @Test
  void the_documents_example_holds_to_the_cent() {
    FeeSchedule fees = FeeSchedule.withBnb();
    BigDecimal size = dec("5000");
    BigDecimal win = fees.net(size, dec("0.0025"));
    BigDecimal loss = fees.net(size, dec("-0.0015"));
    assertThat(size.multiply(fees.winFees())).isEqualByComparingTo("1.80");
    assertThat(win).isEqualByComparingTo("10.70");
    assertThat(loss).isEqualByComparingTo("-9.30");
    Expectancy expectancy = new Expectancy(win, loss.negate());
    assertThat(expectancy.total(12, 20)).isEqualByComparingTo("54.00");
    assertThat(expectancy.breakEven().movePointRight(2).setScale(1, RoundingMode.HALF_EVEN))
        .isEqualByComparingTo("46.5");
  }

  @Test
  void as_a_trade_the_documents_example_is_refused_for_its_effective_ratio() {
    Sizing sizing = SIZER.size(request("0.15", "0.25", "5000", 10), standing());
    assertThat(sizing).isEqualTo(new Sizing.Refused("EFFECTIVE_RR", "effective R:R 1.15 < 1.3"));
  }

  // ---- the risk

  @ParameterizedTest
  @CsvSource({"100,0.015", "80,0.015", "79.99,0.01", "60,0.01", "59.99,0.005", "0,0.005"})
  void the_tier_follows_the_confidence(double confidence, BigDecimal share) {
    assertThat(SIZER.riskShare(confidence, standing())).isEqualByComparingTo(share);
  }

  @ParameterizedTest
  @CsvSource({
    "90,0,false,0,0.015",
    "90,0,true,0,0.005",
    "50,0,true,0,0.005",
    "70,2,false,0,0.01",
    "70,3,false,0,0.005",
    "70,0,false,-0.015,0.01",
    "70,0,false,-0.0151,0.005",
    "70,5,false,-0.02,0.005",
    "70,3,true,-0.02,0.0025"
  })
  void caution_caps_and_a_streak_or_a_bad_day_halves_once(
      double confidence, int streak, boolean cautious, String dayShare, BigDecimal share) {
    assertThat(SIZER.riskShare(confidence, standing(streak, cautious, dayShare)))
        .isEqualByComparingTo(share);
  }

  @Test
  void what_a_person_set_is_the_middle_tier() {
    Standing set =
        new Standing(
            0, false, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), 0, Optional.of(dec("0.002")));
    assertThat(SIZER.riskShare(70, set)).isEqualByComparingTo("0.002");
    assertThat(SIZER.riskShare(85, set)).isEqualByComparingTo("0.003");
  }

  @Test
  void kelly_limits_from_the_fiftieth_trade_on_and_never_below_its_floor() {
    List<BigDecimal> losing = new ArrayList<>(Collections.nCopies(30, dec("-10")));
    losing.addAll(Collections.nCopies(20, dec("10")));
    assertThat(SIZER.riskShare(70, withTrades(49, losing))).isEqualByComparingTo("0.01");
    assertThat(SIZER.riskShare(70, withTrades(50, losing))).isEqualByComparingTo("0.0025");
    assertThat(SIZER.kelly(withTrades(50, losing)).orElseThrow()).isNegative();
    assertThat(SIZER.kelly(withTrades(49, losing))).isEmpty();
  }

  @Test
  void kelly_is_a_quarter_of_the_fraction() {
    // p = 0.51, b = 1: f = 0.02, a quarter is 0.5 %.
    List<BigDecimal> nets = new ArrayList<>(Collections.nCopies(51, dec("10")));
    nets.addAll(Collections.nCopies(49, dec("-10")));
    assertThat(Kelly.fraction(nets)).isEqualByComparingTo("0.02");
    assertThat(SIZER.riskShare(90, withTrades(100, nets))).isEqualByComparingTo("0.005");
  }

  @Test
  void kelly_can_be_left_out() {
    SizingRules d = SizingRules.documents();
    SizingRules off =
        new SizingRules(
            d.riskPerTrade(),
            d.highConfidence(),
            d.midConfidence(),
            d.highTier(),
            d.lowTier(),
            d.cautiousRisk(),
            d.halveAtStreak(),
            d.halveBelowDay(),
            false,
            d.kellyTradesMin(),
            d.kellyShare(),
            d.kellyFloor(),
            d.marginAllMax(),
            d.marginOneMax(),
            d.grossRrMin(),
            d.effectiveRrMin(),
            d.minimumTargetMargin(),
            d.lossLeg(),
            d.leverageLow(),
            d.leverageMax(),
            d.leverageBalanceShare());
    Sizer without = new Sizer(off, FeeSchedule.withBnb());
    List<BigDecimal> losing = Collections.nCopies(100, dec("-10"));
    assertThat(without.riskShare(70, withTrades(100, losing))).isEqualByComparingTo("0.01");
    assertThat(without.kelly(withTrades(100, losing))).isEmpty();
  }

  @Test
  void kelly_weighs_the_mean_win_against_the_mean_loss() {
    // p = 0.6, b = 15/20: f = (0.6 · 0.75 − 0.4)/0.75 = 1/15.
    List<BigDecimal> nets = new ArrayList<>(Collections.nCopies(6, dec("15")));
    nets.addAll(Collections.nCopies(4, dec("-20")));
    assertThat(Kelly.fraction(nets).doubleValue()).isCloseTo(1 / 15.0, within(1e-12));
    // Neither won nor lost: it counts as a trade that was not won.
    nets.add(dec("0"));
    nets.add(dec("0"));
    assertThat(Kelly.fraction(nets).doubleValue()).isCloseTo(0.5 - 0.5 / 0.75, within(1e-12));
  }

  @Test
  void kelly_of_nothing_is_a_mistake_of_the_caller() {
    assertThatThrownBy(() -> Kelly.fraction(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Kelly needs at least one closed trade");
    assertThat(SIZER.kelly(withTrades(50, List.of()))).isEmpty();
    assertThat(SIZER.riskShare(70, withTrades(50, List.of()))).isEqualByComparingTo("0.01");
  }

  @Test
  void kelly_limits_before_the_streak_halves() {
    List<BigDecimal> losing = Collections.nCopies(100, dec("-10"));
    Standing low =
        new Standing(3, true, dec("-0.02"), BigDecimal.ZERO, losing, 100, Optional.of(dec("0.02")));
    assertThat(SIZER.riskShare(90, low)).isEqualByComparingTo("0.00125");
  }

  @Test
  void kelly_without_a_loss_is_the_share_of_wins_and_without_a_win_minus_one() {
    assertThat(Kelly.fraction(List.of(dec("1"), dec("0")))).isEqualByComparingTo("0.5");
    assertThat(Kelly.fraction(List.of(dec("-1"), dec("0")))).isEqualByComparingTo("-1");
  }

  // ---- the quantity

  @Test
  void the_size_is_risk_over_stop_distance_and_names_the_planned_loss() {
    Sizing.Accepted sized = accepted(SIZER.size(request("0.20", "0.40", "10000", 10), standing()));
    // 100 USDT at 0.20 %: 50 000 USDT; margin 45 % of 10 000 at 10x allows 45 000.
    assertThat(sized.quantity()).isEqualByComparingTo("0.9");
    assertThat(sized.margin()).isEqualByComparingTo("4500");
    assertThat(sized.riskAmount()).isEqualByComparingTo("90");
    // 45 000 × 0.018 % + 44 910 × 0.045 %
    assertThat(sized.plannedLoss()).isEqualByComparingTo("118.3095");
    assertThat(sized.grossRr()).isEqualByComparingTo("2");
  }

  @ParameterizedTest
  @CsvSource({"1,0.2", "0.7,0.14", "0.5,0.1", "0.35,0.07", "0.01,0.002"})
  void the_phases_multiplier_scales_the_size_and_what_the_stop_costs(
      BigDecimal multiplier, BigDecimal quantity) {
    // 20 USDT at 0.20 %: 10 000 USDT of 50 000 each.
    SizingRequest plain = request("0.20", "0.40", "2000", 12);
    Sizing.Accepted sized =
        accepted(SIZER.size(with(plain, multiplier, plain.entryPrice()), standing()));
    assertThat(sized.quantity()).isEqualByComparingTo(quantity);
    assertThat(sized.riskAmount()).isEqualByComparingTo(quantity.multiply(dec("100")));
    assertThat(sized.riskShare()).as("what was risked of it").isEqualByComparingTo("0.01");
  }

  private static SizingRequest with(SizingRequest of, BigDecimal multiplier, BigDecimal entry) {
    return new SizingRequest(
        of.side(),
        entry,
        of.stopPrice(),
        of.targetPrice(),
        of.confidence(),
        of.balance(),
        of.instrument(),
        of.leverage(),
        multiplier,
        of.spread(),
        of.symbolsConfigured());
  }

  @ParameterizedTest
  @CsvSource({
    "1000,120,120", // what may leave at market bounds it
    "80,120,80", // what may enter
    "80.0019,120,80.001" // on the step
  })
  void the_venues_largest_quantities_bound_the_size(
      BigDecimal max, BigDecimal marketMax, BigDecimal quantity) {
    SizingRequest rich = request("0.20", "0.40", "5000000", 12);
    SizingRequest asked =
        new SizingRequest(
            rich.side(),
            rich.entryPrice(),
            rich.stopPrice(),
            rich.targetPrice(),
            rich.confidence(),
            rich.balance(),
            bounded(max, marketMax),
            rich.leverage(),
            rich.sizeMultiplier(),
            rich.spread(),
            2);
    assertThat(accepted(SIZER.size(asked, standing())).quantity()).isEqualByComparingTo(quantity);
  }

  private static Instrument bounded(BigDecimal max, BigDecimal marketMax) {
    return new Instrument(
        BTC.symbol(),
        BTC.baseAsset(),
        BTC.quoteAsset(),
        BTC.tickSize(),
        BTC.minPrice(),
        BTC.maxPrice(),
        BTC.stepSize(),
        BTC.minQuantity(),
        max,
        marketMax,
        BTC.minNotional(),
        BTC.percentUp(),
        BTC.percentDown(),
        BTC.marketTakeBound(),
        BTC.triggerProtect());
  }

  @Test
  void a_quantity_is_rounded_down_to_the_step() {
    // 1 % of 1 399.99 at 0.20 %: 6 999.95 USDT, which is 0.139 999 of 50 000.
    Sizing.Accepted sized =
        accepted(SIZER.size(request("0.20", "0.40", "1399.99", 12), standing()));
    assertThat(sized.quantity()).isEqualByComparingTo("0.139");
    assertThat(sized.size()).isEqualByComparingTo("6950");
    assertThat(sized.margin()).isEqualByComparingTo("579.166666666667");
    assertThat(sized.leverage()).isEqualTo(12);
  }

  @Test
  void margin_is_reserved_by_the_confirmed_leverage_rounded_up() {
    Sizing.Accepted sized = accepted(SIZER.size(request("0.20", "0.40", "2000", 7), standing()));
    // 6 300 USDT of room (45 % of 2 000 at 7x) bound it, not the 10 000 that were wanted.
    assertThat(sized.size()).isEqualByComparingTo("6300");
    assertThat(sized.margin()).isEqualByComparingTo("900");
    assertThat(sized.riskAmount()).isEqualByComparingTo("12.6");
  }

  @ParameterizedTest
  @CsvSource({"20,0.002", "19.99,", "30,0.003"})
  void the_smallest_notional_is_met_or_refused(String balance, String quantity) {
    // At 50 000 one step is 50 USDT: 100 of minimum notional are two steps.
    Sizing sizing = SIZER.size(request("0.20", "0.40", balance, 12), standing());
    if (quantity == null) {
      assertThat(sizing).isEqualTo(new Sizing.Refused("MIN_NOTIONAL", "size 50 < minimum 100"));
    } else {
      assertThat(accepted(sizing).quantity()).isEqualByComparingTo(quantity);
    }
  }

  @Test
  void without_a_balance_there_is_no_size() {
    assertThat(SIZER.size(request("0.20", "0.40", "0", 5), standing()))
        .isEqualTo(new Sizing.Refused("BALANCE", "balance must be above 0, was 0"));
    assertThat(SIZER.size(request("0.20", "0.40", "-0.01", 5), standing()))
        .isEqualTo(new Sizing.Refused("BALANCE", "balance must be above 0, was -0.01"));
  }

  @Test
  void the_documents_headline_of_five_thousand_at_ten_on_five_hundred_is_cut_to_the_margin() {
    // 1.5 % of 500 at a stop of 0.15 % asks for 5 000 USDT, all the margin there is at 10x.
    SizingRequest plain = request("0.15", "0.32", "500", 10);
    SizingRequest sure =
        new SizingRequest(
            plain.side(),
            plain.entryPrice(),
            plain.stopPrice(),
            plain.targetPrice(),
            80,
            plain.balance(),
            plain.instrument(),
            plain.leverage(),
            BigDecimal.ONE,
            plain.spread(),
            1);
    Sizing.Accepted sized = accepted(SIZER.size(sure, standing()));
    assertThat(sized.riskShare()).isEqualByComparingTo("0.015");
    assertThat(sized.size()).isEqualByComparingTo("4500");
    assertThat(sized.margin()).isEqualByComparingTo("450");
  }

  @Test
  void a_losing_exit_at_the_taker_fee_needs_a_better_target_but_calibrated_asks_for_less() {
    Sizer calibrated = new Sizer(SizingRules.calibrated(), FeeSchedule.withBnb());
    // (0.15 − 0.036)/(0.10 + 0.063) = 0.699; with 0.199 it is 1.0.
    assertThat(calibrated.size(request("0.10", "0.1988", "1000", 5), standing()))
        .isEqualTo(new Sizing.Refused("EFFECTIVE_RR", "effective R:R 0.99 < 1"));
    assertThat(
            accepted(calibrated.size(request("0.10", "0.1990", "1000", 5), standing()))
                .effectiveRr())
        .isEqualByComparingTo("1");
    assertThat(rule(calibrated.size(request("0.20", "0.259", "1000", 5), standing())))
        .as("gross 1.3 is kept")
        .isEqualTo("GROSS_RR");
  }

  @Test
  void calibrated_differs_from_the_documents_in_the_ratio_after_fees_alone() {
    SizingRules documents = SizingRules.documents();
    SizingRules calibrated = SizingRules.calibrated();
    assertThat(calibrated)
        .usingRecursiveComparison()
        .ignoringFields("effectiveRrMin", "lossLeg")
        .isEqualTo(documents);
    assertThat(documents.effectiveRrMin()).isEqualByComparingTo("1.3");
    assertThat(documents.lossLeg()).isEqualTo(FeeSchedule.LossLeg.MAKER);
    assertThat(calibrated.effectiveRrMin()).isEqualByComparingTo("1");
    assertThat(calibrated.lossLeg()).isEqualTo(FeeSchedule.LossLeg.TAKER);
  }

  @Test
  void fees_are_those_of_the_venue_and_its_discount() {
    assertThat(FeeSchedule.withBnb().winFees()).isEqualByComparingTo("0.00036");
    assertThat(FeeSchedule.withBnb().lossFees(FeeSchedule.LossLeg.MAKER))
        .isEqualByComparingTo("0.00036");
    assertThat(FeeSchedule.withBnb().lossFees(FeeSchedule.LossLeg.TAKER))
        .isEqualByComparingTo("0.00063");
    assertThat(FeeSchedule.withoutBnb().winFees()).isEqualByComparingTo("0.0004");
    assertThat(FeeSchedule.withoutBnb().lossFees(FeeSchedule.LossLeg.TAKER))
        .isEqualByComparingTo("0.0007");
  }

  @Test
  void a_short_is_sized_like_a_long() {
    SizingRequest wide = request("0.30", "0.50", "1000", 12);
    SizingRequest mirrored =
        new SizingRequest(
            Side.SELL,
            wide.entryPrice(),
            dec("50150.0"),
            dec("49750.0"),
            wide.confidence(),
            wide.balance(),
            BTC,
            wide.leverage(),
            wide.sizeMultiplier(),
            wide.spread(),
            2);
    assertThat(accepted(SIZER.size(mirrored, standing())).quantity())
        .isEqualByComparingTo(accepted(SIZER.size(wide, standing())).quantity());
  }

  @Test
  void one_symbol_alone_may_bind_ninety_percent_and_two_share() {
    SizingRequest two = request("0.10", "0.30", "1000", 5);
    SizingRequest one =
        new SizingRequest(
            two.side(),
            two.entryPrice(),
            two.stopPrice(),
            two.targetPrice(),
            two.confidence(),
            two.balance(),
            BTC,
            two.leverage(),
            BigDecimal.ONE,
            two.spread(),
            1);
    assertThat(accepted(SIZER.size(two, standing())).margin()).isEqualByComparingTo("450");
    assertThat(accepted(SIZER.size(one, standing())).margin()).isEqualByComparingTo("900");
  }

  @Test
  void margin_in_use_leaves_less_and_then_nothing() {
    Standing used =
        new Standing(0, false, BigDecimal.ZERO, dec("800"), List.of(), 0, Optional.empty());
    assertThat(accepted(SIZER.size(request("0.10", "0.30", "1000", 5), used)).margin())
        .isEqualByComparingTo("100");
    Standing full =
        new Standing(0, false, BigDecimal.ZERO, dec("900"), List.of(), 0, Optional.empty());
    assertThat(rule(SIZER.size(request("0.10", "0.30", "1000", 5), full))).isEqualTo("MARGIN");
  }

  @ParameterizedTest
  @CsvSource({"0.10,0.085", "0.06,0.0869", "0.04,0.0868"})
  void a_target_below_round_trip_spread_and_margin_is_refused(String stop, String target) {
    // 0.036 + 0.001 + 0.05 % = 0.087 %
    assertThat(rule(SIZER.size(request(stop, target, "1000", 5), standing())))
        .isEqualTo("MINIMUM_TP");
  }

  @Test
  void without_a_confirmed_leverage_there_is_no_size() {
    SizingRequest asked = request("0.20", "0.40", "1000", 5);
    SizingRequest unconfirmed =
        new SizingRequest(
            asked.side(),
            asked.entryPrice(),
            asked.stopPrice(),
            asked.targetPrice(),
            asked.confidence(),
            asked.balance(),
            BTC,
            Optional.empty(),
            BigDecimal.ONE,
            asked.spread(),
            2);
    assertThat(rule(SIZER.size(unconfirmed, standing()))).isEqualTo("LEVERAGE");
  }

  @ParameterizedTest
  @CsvSource({"0.20,0.259,GROSS_RR", "0.20,0.30,EFFECTIVE_RR", "0.10,0.2127,EFFECTIVE_RR"})
  void ratios_are_refused_just_below_their_limit(String stop, String target, String rule) {
    assertThat(rule(SIZER.size(request(stop, target, "1000", 5), standing()))).isEqualTo(rule);
  }

  @Test
  void a_ratio_at_its_limit_is_enough() {
    // (0.2128 − 0.036)/(0.10 + 0.036) = 1.3 exactly.
    Sizing.Accepted sized = accepted(SIZER.size(request("0.10", "0.2128", "1000", 5), standing()));
    assertThat(sized.effectiveRr()).isEqualByComparingTo("1.3");
  }

  @Test
  void too_small_for_the_venue_is_refused() {
    assertThat(rule(SIZER.size(request("0.20", "0.40", "5", 5), standing())))
        .isEqualTo("MIN_QUANTITY");
    assertThat(rule(SIZER.size(request("0.20", "0.40", "40", 5), standing())))
        .isEqualTo("MIN_NOTIONAL");
  }

  @Test
  void a_bracket_out_of_order_is_refused() {
    SizingRequest asked = request("-0.20", "0.40", "1000", 5);
    assertThat(rule(SIZER.size(asked, standing()))).isEqualTo("BRACKET");
  }

  @ParameterizedTest
  @CsvSource({
    "400,1000,12,5",
    "400,1000,4,4",
    "900,1000,12,9",
    "5000,1000,12,12",
    "901,1000,12,10"
  })
  void the_leverage_asked_for_is_clamped(String size, String balance, int cap, int leverage) {
    assertThat(SizingRules.documents().leverageFor(dec(size), dec(balance), cap))
        .isEqualTo(leverage);
  }

  @Test
  void whatever_the_inputs_no_limit_is_passed() {
    SplittableRandom chance = new SplittableRandom(7);
    SizingRules rules = SizingRules.documents();
    for (int i = 0; i < 10_000; i++) {
      BigDecimal stop = BigDecimal.valueOf(chance.nextLong(50, 400), 3);
      BigDecimal target = BigDecimal.valueOf(chance.nextLong(50, 800), 3);
      BigDecimal used = BigDecimal.valueOf(chance.nextLong(0, 900));
      SizingRequest request =
          request(
              stop.toPlainString(),
              target.toPlainString(),
              String.valueOf(chance.nextInt(50, 2000)),
              chance.nextInt(1, 13));
      Standing standing =
          new Standing(
              chance.nextInt(6),
              chance.nextBoolean(),
              BigDecimal.valueOf(chance.nextInt(-30, 30), 3),
              used,
              List.of(),
              0,
              Optional.empty());
      if (SIZER.size(request, standing) instanceof Sizing.Accepted sized) {
        BigDecimal balance = request.balance();
        assertThat(sized.riskAmount())
            .isLessThanOrEqualTo(balance.multiply(dec("0.015")).add(dec("0.01")));
        assertThat(sized.margin()).isLessThanOrEqualTo(balance.multiply(dec("0.4500001")));
        assertThat(sized.margin().add(used))
            .isLessThanOrEqualTo(balance.multiply(rules.marginAllMax()).add(dec("0.01")));
        assertThat(sized.effectiveRr()).isGreaterThanOrEqualTo(rules.effectiveRrMin());
        assertThat(sized.size()).isGreaterThanOrEqualTo(BTC.minNotional());
        assertThat(sized.quantity().remainder(BTC.stepSize())).isEqualByComparingTo("0");
      }
    }
  }
}
