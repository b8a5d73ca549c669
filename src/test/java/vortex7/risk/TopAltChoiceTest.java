package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.risk.TopAltChoice.Refused;

/** signals.md, E0: the USDT perpetual with the highest 24 h quote volume outside the list. */
class TopAltChoiceTest {
  private static final TopAltRules RULES = TopAltRules.documents();
  private static final Set<Symbol> TAKEN =
      new TreeSet<>(List.of(Symbol.of("BTCUSDT"), Symbol.of("ETHUSDT")));

  private static Listing listing(
      String symbol,
      String status,
      String contract,
      String quote,
      boolean rulesKnown,
      String volume,
      String bid,
      String ask) {
    return new Listing(
        Symbol.of(symbol),
        status,
        contract,
        quote,
        rulesKnown,
        Optional.ofNullable(volume).map(BigDecimal::new),
        Optional.ofNullable(bid)
            .map(price -> new Listing.Best(new BigDecimal(price), new BigDecimal(ask))));
  }

  /** Eligible, with a spread of 0.01 %. */
  private static Listing eligible(String symbol, String volume) {
    return listing(symbol, "TRADING", "PERPETUAL", "USDT", true, volume, "99.995", "100.005");
  }

  private static TopAltChoice choose(Listing... listed) {
    return TopAltChoice.of(List.of(listed), TAKEN, RULES);
  }

  @Test
  void the_highest_volume_outside_the_list_is_chosen_and_the_reason_says_so() {
    TopAltChoice choice =
        choose(
            eligible("BTCUSDT", "9000000"),
            eligible("ADAUSDT", "1000000"),
            eligible("SOLUSDT", "2000000.50"),
            eligible("ETHUSDT", "8000000"));
    assertThat(choice)
        .isEqualTo(
            new TopAltChoice(
                Optional.of(Symbol.of("SOLUSDT")),
                "highest volume of 24 h, 2000001 USDT, spread 0.01 %",
                List.of(
                    new Refused(
                        Symbol.of("BTCUSDT"),
                        new BigDecimal("9000000"),
                        "named in the list itself"),
                    new Refused(
                        Symbol.of("ETHUSDT"),
                        new BigDecimal("8000000"),
                        "named in the list itself")),
                2));
  }

  @Test
  void a_tie_goes_to_the_first_by_name_in_whatever_order_they_are_listed() {
    List<Listing> listed =
        new ArrayList<>(
            List.of(
                eligible("XRPUSDT", "500"),
                eligible("DOGEUSDT", "500.0"),
                eligible("SOLUSDT", "500.00"),
                eligible("ADAUSDT", "499.99")));
    Random order = new Random(7);
    for (int i = 0; i < 24; i++) {
      Collections.shuffle(listed, order);
      assertThat(TopAltChoice.of(listed, TAKEN, RULES).chosen()).contains(Symbol.of("DOGEUSDT"));
    }
  }

  /** Around a middle of 100 the limit of 0.015 % is a width of 0.015. */
  @ParameterizedTest
  @CsvSource({
    "99.9925,100.0075,true,0.015 %",
    "99.99250001,100.0075,true,0.015 %",
    "99.9925,100.00750001,false,'spread 0.01501 %, at most 0.015 %'",
    "99.99249999,100.0075,false,'spread 0.01501 %, at most 0.015 %'",
    "99.5,100.5,false,'spread 1 %, at most 0.015 %'",
    "100,100.01,true,0.01 %"
  })
  void a_spread_of_the_limit_passes_and_any_wider_one_does_not(
      String bid, String ask, boolean passes, String said) {
    TopAltChoice choice =
        choose(listing("SOLUSDT", "TRADING", "PERPETUAL", "USDT", true, "1", bid, ask));
    assertThat(choice.chosen().isPresent()).isEqualTo(passes);
    if (passes) {
      assertThat(choice.reason()).isEqualTo("highest volume of 24 h, 1 USDT, spread " + said);
    } else {
      assertThat(choice.refused()).extracting(Refused::why).containsExactly(said);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SOLUSDT,TRADING,CURRENT_QUARTER,USDT,true,9,99.995,100.005,'CURRENT_QUARTER, not PERPETUAL'",
    "SOLUSDT,CLOSE,PERPETUAL,USDT,true,9,99.995,100.005,'CLOSE, not TRADING'",
    "SOLUSDT,PENDING_TRADING,PERPETUAL,USDT,true,9,99.995,100.005,"
        + "'PENDING_TRADING, not TRADING'",
    "SOLUSDC,TRADING,PERPETUAL,USDC,true,9,99.995,100.005,'quoted in USDC, not in USDT'",
    "SOLUSDT,TRADING,PERPETUAL,USDT,false,9,99.995,100.005,"
        + "the venue does not state every rule for its orders",
    "SOLUSDT,TRADING,PERPETUAL,USDT,true,,99.995,100.005,its volume is not known",
    "SOLUSDT,TRADING,PERPETUAL,USDT,true,0.00,99.995,100.005,nothing traded in 24 h",
    "SOLUSDT,TRADING,PERPETUAL,USDT,true,9,,,its prices are not known",
    "SOLUSDT,TRADING,PERPETUAL,USDT,true,9,0,100.005,a side of its book is empty",
    "SOLUSDT,TRADING,PERPETUAL,USDT,true,9,99.995,0.00,a side of its book is empty",
    "SOLUSDT,TRADING,PERPETUAL,USDT,true,9,100,100,its best bid is not below its best ask",
    "SOLUSDT,TRADING,PERPETUAL,USDT,true,9,100.1,100,its best bid is not below its best ask",
    "BTCUSDT,TRADING,PERPETUAL,USDT,true,9,99.995,100.005,named in the list itself"
  })
  void who_is_not_eligible_is_passed_over_for_the_next_and_told_why(
      String symbol,
      String status,
      String contract,
      String quote,
      boolean rulesKnown,
      String volume,
      String bid,
      String ask,
      String why) {
    Listing refused = listing(symbol, status, contract, quote, rulesKnown, volume, bid, ask);
    TopAltChoice alone = choose(refused);
    assertThat(alone.chosen()).isEmpty();
    assertThat(alone.reason()).isEqualTo("nobody is eligible: " + symbol + " (" + why + ")");
    assertThat(alone.refused())
        .containsExactly(
            new Refused(Symbol.of(symbol), new BigDecimal(volume == null ? "0" : volume), why));
    TopAltChoice next = choose(refused, eligible("ADAUSDT", "1"));
    assertThat(next.chosen()).contains(Symbol.of("ADAUSDT"));
    assertThat(next.refused()).isEqualTo(alone.refused());
  }

  @Test
  void only_the_refused_that_would_have_come_first_stand_above_the_chosen() {
    TopAltChoice choice =
        choose(
            listing("AUSDT", "CLOSE", "PERPETUAL", "USDT", true, "30", "1", "2"),
            listing("BUSDT", "CLOSE", "PERPETUAL", "USDT", true, "20", "1", "2"),
            eligible("CUSDT", "20"),
            listing("DUSDT", "CLOSE", "PERPETUAL", "USDT", true, "20", "1", "2"));
    assertThat(choice.chosen()).contains(Symbol.of("CUSDT"));
    assertThat(choice.refused()).extracting(Refused::symbol).hasSize(3);
    assertThat(choice.refusedAbove())
        .extracting(Refused::symbol)
        .containsExactly(Symbol.of("AUSDT"), Symbol.of("BUSDT"));
  }

  @Test
  void when_nobody_is_eligible_the_first_three_say_why_and_the_others_are_counted() {
    List<Listing> listed = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      listed.add(listing("S" + i + "USDT", "CLOSE", "PERPETUAL", "USDT", true, "" + i, "1", "2"));
    }
    TopAltChoice choice = TopAltChoice.of(listed, TAKEN, RULES);
    assertThat(choice.chosen()).isEmpty();
    assertThat(choice.reason())
        .isEqualTo(
            "nobody is eligible: S5USDT (CLOSE, not TRADING); S4USDT (CLOSE, not TRADING);"
                + " S3USDT (CLOSE, not TRADING); and 2 more");
    assertThat(choice.above()).isEqualTo(5);
    assertThat(choice.refusedAbove()).isEqualTo(choice.refused());
    assertThat(TopAltChoice.of(listed.subList(0, 3), TAKEN, RULES).reason()).doesNotContain("more");
    assertThat(TopAltChoice.of(List.of(), TAKEN, RULES))
        .isEqualTo(
            new TopAltChoice(
                Optional.empty(), "nobody is eligible: the venue lists nothing", List.of(), 0));
  }

  @Test
  void the_rules_are_those_of_the_documents_and_refuse_what_makes_no_sense() {
    assertThat(RULES).isEqualTo(new TopAltRules(new BigDecimal("0.00015"), Duration.ofMinutes(5)));
    assertThatThrownBy(() -> new TopAltRules(BigDecimal.ZERO, Duration.ofMinutes(5)))
        .hasMessage("spread-max must be above 0 and below 1, was 0");
    assertThatThrownBy(() -> new TopAltRules(BigDecimal.ONE, Duration.ofMinutes(5)))
        .hasMessage("spread-max must be above 0 and below 1, was 1");
    assertThatThrownBy(() -> new TopAltRules(BigDecimal.TEN, Duration.ofMillis(9_999)))
        .hasMessageContaining("spread-max");
    assertThatThrownBy(() -> new TopAltRules(new BigDecimal("0.1"), Duration.ofMillis(9_999)))
        .hasMessage("empty-retry-every must be at least 10 s, was PT9.999S");
    assertThat(new TopAltRules(new BigDecimal("0.1"), Duration.ofSeconds(10)).emptyRetryEvery())
        .isEqualTo(Duration.ofSeconds(10));
  }
}
