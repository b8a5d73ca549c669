package vortex7.venue.simulated.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultReaderTest {
  private static final long NOW = 1_700_000_000_000L;

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }

  private static Fault one(String text) {
    return FaultReader.readAll(json(text), "after", NOW).getFirst();
  }

  @Test
  void what_all_kinds_have_in_common_is_read() {
    Fault fault =
        one(
            "{'kind':'market-drop','id':'d1','after':'2 s','for':'1m','probability':0.25,"
                + "'count':3,'skip':2,'stream':'*@depth*'}");

    assertThat(fault.id()).isEqualTo("d1");
    assertThat(fault.fromMillis()).isEqualTo(NOW + 2_000);
    assertThat(fault.untilMillis()).isEqualTo(NOW + 62_000);
    assertThat(fault.probability()).isEqualTo(0.25);
    assertThat(fault.countMax()).isEqualTo(3);
    assertThat(fault.skip()).isEqualTo(2);
    assertThat(fault.scope().texts()).containsEntry("stream", "*@depth*");
  }

  @Test
  void each_kind_is_read_with_the_least_it_needs() {
    for (String kind : FaultReader.kindNames()) {
      String more =
          switch (kind) {
            case "answer-delay", "market-delay", "user-delay" -> ",'delay':100";
            case "reject" -> ",'code':-2019";
            case "partial-fill" -> ",'shares':[0.3,0.3,0.4],'pause':'1s'";
            case "connection-refuse" -> ",'hold':'1s'";
            case "price-gap" -> ",'symbol':'BTCUSDT','percent':-3";
            case "book-dry" -> ",'symbol':'BTCUSDT','hold':'1s'";
            case "deposit" -> ",'amount':'-10.5'";
            case "outside-order" -> ",'symbol':'BTCUSDT','side':'buy','quantity':'0.01'";
            default -> "";
          };
      assertThat(one("{'kind':'" + kind + "'" + more + "}").effect().kind()).isEqualTo(kind);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'kind':'nonsense'}|kind",
        "{'probability':1}|kind",
        "{'kind':'market-drop','probability':1.5}|probability",
        "{'kind':'market-drop','probability':'often'}|probability",
        "{'kind':'market-drop','count':0}|count",
        "{'kind':'market-drop','for':'soon'}|for",
        "{'kind':'market-drop','for':0}|for",
        "{'kind':'market-drop','account':'a'}|account",
        "{'kind':'market-drop','id':'a b'}|id",
        "{'kind':'market-drop','at':'1s'}|at",
        "{'kind':'market-delay'}|delay",
        "{'kind':'reject','code':-1}|code",
        "{'kind':'reject'}|code",
        "{'kind':'rate-limit','code':-2010}|code",
        "{'kind':'timeout','executed':'perhaps'}|executed",
        "{'kind':'http-error','status':200}|status",
        "{'kind':'partial-fill','shares':'0.5,0.6'}|shares",
        "{'kind':'partial-fill','shares':'0.5,x'}|shares",
        "{'kind':'price-gap','symbol':'BTCUSDT','percent':0}|percent",
        "{'kind':'connection-refuse','hold':'2h'}|hold",
        "{'kind':'deposit','amount':'1.123456789'}|amount",
        "{'kind':'deposit','amount':'1e999999999'}|amount",
        "{'kind':'deposit','amount':1,'asset':'DOGE'}|asset",
        "{'kind':'outside-order','symbol':'BTCUSDT','side':'up','quantity':1}|side",
        "{'kind':'outside-order','symbol':'BTCUSDT','side':'buy','quantity':-1}|quantity",
      })
  void a_mistake_is_refused_and_named(String text, String field) {
    assertThatThrownBy(() -> one(text))
        .isInstanceOfSatisfying(
            FaultRefused.class,
            refused -> {
              assertThat(refused.field()).isEqualTo(field);
              assertThat(refused.text()).contains("'" + field + "'");
            });
  }

  @Test
  void a_mistake_in_a_list_names_its_place() {
    assertThatThrownBy(
            () ->
                FaultReader.readAll(
                    json("[{'kind':'market-drop'},{'kind':'market-drop','count':0}]"), "at", 0))
        .hasMessageContaining("[1].count")
        .hasMessageContaining("must be from 1");
  }

  @Test
  void every_error_of_the_interface_can_be_asked_for_by_its_number() {
    assertThat(VenueErrors.all()).hasSizeGreaterThan(110);
    for (VenueError error : VenueErrors.all().values()) {
      AnswerFault fault =
          (AnswerFault) one("{'kind':'reject','code':" + error.code() + "}").effect();
      assertThat(fault.error()).isEqualTo(error);
      assertThat(fault.error().message()).isNotBlank().doesNotContain("%s");
      assertThat(fault.error().status()).isBetween(400, 503);
    }
    assertThat(VenueErrors.of(-1003).orElseThrow().status()).isEqualTo(429);
    assertThat(VenueErrors.of(-2015).orElseThrow().status()).isEqualTo(401);
    assertThat(VenueErrors.of(-1008).orElseThrow().status()).isEqualTo(503);
  }

  @Test
  void shares_are_read_from_a_list_and_from_a_text() {
    List<BigDecimal> shares =
        List.of(new BigDecimal("0.3"), new BigDecimal("0.3"), new BigDecimal("0.4"));
    assertThat(
            ((FillFault) one("{'kind':'partial-fill','shares':'0.3, 0.3,0.4'}").effect()).shares())
        .isEqualTo(shares);
    assertThat(
            ((FillFault) one("{'kind':'partial-fill','shares':[0.3,0.3,0.4]}").effect()).shares())
        .isEqualTo(shares);
  }
}
