package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RequestParametersTest {
  private static int code(ThrowingCallable call) {
    VenueRefusal refusal = catchThrowableOfType(VenueRefusal.class, call);
    return refusal.code();
  }

  @Test
  void the_query_wins_over_the_body() {
    RequestParameters parameters = RequestParameters.of("price=1&side=BUY", "price=2&quantity=3");
    assertThat(parameters.requiredDecimal("price")).isEqualByComparingTo("1");
    assertThat(parameters.requiredDecimal("quantity")).isEqualByComparingTo("3");
  }

  @Test
  void names_and_values_are_percent_decoded_as_utf8() {
    assertThat(RequestParameters.of("symbol=%E5%B8%81USDT", "").required("symbol"))
        .isEqualTo("币USDT");
  }

  @Test
  void what_is_missing_empty_or_malformed_has_a_code_of_its_own() {
    RequestParameters parameters =
        RequestParameters.of("empty=&text=abc&negative=-1&yes=TRUE&maybe=perhaps", "");
    assertThat(code(() -> parameters.required("absent"))).isEqualTo(-1102);
    assertThat(code(() -> parameters.required("empty"))).isEqualTo(-1102);
    assertThat(code(() -> parameters.text("empty"))).isEqualTo(-1105);
    assertThat(code(() -> parameters.whole("text"))).isEqualTo(-1100);
    assertThat(code(() -> parameters.decimal("text"))).isEqualTo(-1100);
    assertThat(code(() -> parameters.flag("maybe"))).isEqualTo(-1130);
    assertThat(parameters.requiredFlag("yes")).isTrue();
    assertThat(parameters.requiredDecimal("negative")).isEqualByComparingTo("-1");
    assertThat(code(() -> RequestParameters.of("a=1&a=1", ""))).isEqualTo(-1101);
    assertThat(code(() -> RequestParameters.of("a=%zz", ""))).isEqualTo(-1100);
  }

  @Test
  void a_client_id_has_the_venues_alphabet_and_length() {
    String longest = "x".repeat(36);
    assertThat(RequestParameters.of("id=" + longest, "").clientId("id")).contains(longest);
    assertThat(code(() -> RequestParameters.of("id=x" + longest, "").clientId("id")))
        .isEqualTo(-4015);
    assertThat(code(() -> RequestParameters.of("id=a%20b", "").clientId("id"))).isEqualTo(-1100);
  }

  @Test
  void no_text_of_any_kind_does_more_than_be_refused() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(30);
      for (int j = 0; j < length; j++) {
        text.append("ab=&%1z+.-é\u0000".charAt(random.nextInt(12)));
      }
      try {
        RequestParameters.of(text.toString(), "").decimal("a");
      } catch (VenueRefusal refusal) {
        assertThat(refusal.code()).isIn(-1100, -1101, -1105);
      }
    }
  }
}
