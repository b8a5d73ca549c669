package vortex7.venue.simulated.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultBoardTest {
  private static final long NOW = 1_700_000_000_000L;
  private final FaultBoard board = new FaultBoard(7);

  private static List<Fault> read(String json) {
    try {
      return FaultReader.readAll(
          new ObjectMapper().readTree(json.replace('\'', '"')), "after", NOW);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }

  private static Target placing(String clientId) {
    return Target.request("POST /fapi/v1/order", "sim-key", "BTCUSDT", clientId);
  }

  private boolean fires(String clientId, long now) {
    return board.first(AnswerFault.class, fault -> true, () -> placing(clientId), now).isPresent();
  }

  @Test
  void it_fires_from_its_beginning_to_its_end() {
    board.add(read("{'kind':'timeout','after':'1s','for':'2s'}"));

    assertThat(fires("x", NOW + 999)).isFalse();
    assertThat(fires("x", NOW + 1_000)).isTrue();
    assertThat(fires("x", NOW + 2_999)).isTrue();
    assertThat(fires("x", NOW + 3_000)).isFalse();
    assertThat(board.standing(NOW + 3_000).getFirst().state()).isEqualTo("over");
    assertThat(board.standing(NOW).getFirst().state()).isEqualTo("waiting");
    assertThat(board.standing(NOW).getFirst().fired()).isEqualTo(2);
  }

  @Test
  void it_skips_then_fires_so_often_and_no_more() {
    board.add(read("{'kind':'timeout','skip':2,'count':3}"));
    List<Boolean> fired = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      fired.add(fires("x", NOW));
    }
    assertThat(fired).containsExactly(false, false, true, true, true, false, false, false);
  }

  @Test
  void it_hits_only_what_it_is_limited_to() {
    board.add(read("{'kind':'timeout','clientId':'*-SL*|*-TP*','endpoint':'post /fapi/v1/order'}"));

    assertThat(fires("k1-sl-1", NOW)).isTrue();
    assertThat(fires("k1-TP-2", NOW)).isTrue();
    assertThat(fires("k1-EN-1", NOW)).isFalse();
    assertThat(
            board.first(
                AnswerFault.class,
                fault -> true,
                () -> Target.request("DELETE /fapi/v1/order", "", "", "k1-sl-1"),
                NOW))
        .isEmpty();
    assertThat(board.standing(NOW).getFirst().matched()).isEqualTo(2);
  }

  @Test
  void chance_is_drawn_from_the_seed_and_is_about_what_was_asked() {
    FaultBoard same = new FaultBoard(7);
    FaultBoard other = new FaultBoard(8);
    List<Fault> faults = read("{'kind':'timeout','id':'t','probability':0.3}");
    List.of(board, same, other).forEach(b -> b.add(faults));
    List<Boolean> first = new ArrayList<>();
    List<Boolean> again = new ArrayList<>();
    List<Boolean> otherwise = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      first.add(drawn(board));
      again.add(drawn(same));
      otherwise.add(drawn(other));
    }
    assertThat(again).isEqualTo(first);
    assertThat(otherwise).isNotEqualTo(first);
    // Standard deviation of the share: 0.0072.
    assertThat(first.stream().filter(hit -> hit).count() / 4_000.0).isBetween(0.27, 0.33);
  }

  private static boolean drawn(FaultBoard of) {
    return of.first(AnswerFault.class, fault -> true, () -> placing("x"), NOW).isPresent();
  }

  @Test
  void what_acts_is_due_once_or_again_and_again() {
    board.add(
        read(
            "[{'kind':'deposit','amount':5,'after':'1s'},"
                + "{'kind':'socket-cut','every':'10s','for':'25s'}]"));

    assertThat(kinds(NOW)).containsExactly("socket-cut");
    assertThat(kinds(NOW + 999)).isEmpty();
    assertThat(kinds(NOW + 1_000)).containsExactly("deposit");
    assertThat(kinds(NOW + 2_000)).isEmpty();
    assertThat(kinds(NOW + 10_000)).containsExactly("socket-cut");
    assertThat(kinds(NOW + 20_000)).containsExactly("socket-cut");
    assertThat(kinds(NOW + 60_000)).isEmpty();
    assertThat(board.standing(NOW + 60_000)).allMatch(s -> s.state().equals("over"));
  }

  private List<String> kinds(long now) {
    return board.due(now).stream().map(firing -> firing.effect().kind()).toList();
  }

  @Test
  void it_is_taken_off_by_its_id_and_ids_are_not_given_twice() {
    assertThat(board.add(read("[{'kind':'timeout'},{'kind':'timeout','id':'f3'}]")))
        .containsExactly("f1", "f3");
    assertThat(board.add(read("[{'kind':'timeout'},{'kind':'timeout'}]")))
        .containsExactly("f2", "f4");
    assertThatThrownBy(() -> board.add(read("{'kind':'timeout','id':'f3'}")))
        .isInstanceOf(FaultRefused.class)
        .hasMessageContaining("'id'");
    assertThat(board.remove("f3")).isTrue();
    assertThat(board.remove("f3")).isFalse();
    assertThat(board.clear()).isEqualTo(3);
    assertThat(board.any(AnswerFault.class)).isFalse();
  }

  @Test
  void of_two_mistaken_faults_none_is_switched_on() {
    assertThatThrownBy(
            () -> board.add(read("[{'kind':'timeout','id':'a'},{'kind':'timeout','id':'a'}]")))
        .isInstanceOf(FaultRefused.class);
    assertThat(board.standing(NOW)).isEmpty();
  }
}
