package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlMessagesTest {
  private final StreamHub hub = new StreamHub();
  private final ControlMessages control = new ControlMessages(hub, 3);
  private final StreamConnection connection =
      new StreamConnection(
          1,
          new StreamConnection.Form(StreamName.TrafficClass.MARKET, false),
          new FeedStage.Ear(),
          0);

  @BeforeEach
  void open() {
    hub.opened(connection);
  }

  private String ask(String text) {
    return control.answer(connection, text.replace('\'', '"'));
  }

  @Test
  void streams_are_subscribed_listed_and_ended() {
    assertThat(ask("{'method':'SUBSCRIBE','params':['b@x','btcusdt@aggTrade'],'id':1}"))
        .isEqualTo("{\"result\":null,\"id\":1}");
    assertThat(hub.topicCount()).as("the unknown one is silent").isEqualTo(1);
    assertThat(ask("{'method':'LIST_SUBSCRIPTIONS','id':'three'}"))
        .isEqualTo("{\"result\":[\"b@x\",\"btcusdt@aggTrade\"],\"id\":\"three\"}");
    assertThat(ask("{'method':'UNSUBSCRIBE','params':['btcusdt@aggTrade','never@was'],'id':312}"))
        .isEqualTo("{\"result\":null,\"id\":312}");
    assertThat(hub.topicCount()).isZero();
  }

  @Test
  void the_form_of_events_is_a_property() {
    assertThat(ask("{'method':'GET_PROPERTY','params':['combined'],'id':2}"))
        .isEqualTo("{\"result\":false,\"id\":2}");
    assertThat(ask("{'method':'SET_PROPERTY','params':['combined',true],'id':5}"))
        .isEqualTo("{\"result\":null,\"id\":5}");
    assertThat(connection.wrapped()).isTrue();
  }

  @Test
  void a_connection_has_no_more_streams_than_it_may() {
    ask("{'method':'SUBSCRIBE','params':['a@b','c@d','e@f'],'id':1}");
    assertThat(ask("{'method':'SUBSCRIBE','params':['a@b'],'id':2}")).contains("\"result\":null");
    assertThat(ask("{'method':'SUBSCRIBE','params':['g@h'],'id':3}"))
        .isEqualTo(
            "{\"code\":2,\"msg\":\"Invalid request: a connection may have 3 streams\",\"id\":3}");
    assertThat(connection.subscriptions()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | 3",
        "'' | 3",
        "{ | 3",
        "{} {} | 3",
        "[] | 2",
        "null | 2",
        "{\"id\":1} | 2",
        "{\"method\":7,\"id\":1} | 2",
        "{\"method\":\"DANCE\",\"id\":1} | 2",
        "{\"method\":\"SUBSCRIBE\",\"id\":1} | 2",
        "{\"method\":\"SUBSCRIBE\",\"params\":\"a@b\",\"id\":1} | 2",
        "{\"method\":\"SUBSCRIBE\",\"params\":[[\"a@b\"]],\"id\":1} | 2",
        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":-1} | 2",
        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1.5} | 2",
        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":{}} | 2",
        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":99999999999999999999999} | 2",
        "{\"method\":\"SET_PROPERTY\",\"params\":[\"colour\",true],\"id\":1} | 0",
        "{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",\"maybe\"],\"id\":1} | 2",
        "{\"method\":\"GET_PROPERTY\",\"params\":[],\"id\":1} | 0",
      })
  void what_makes_no_sense_is_answered_with_the_venues_code(String text, int code)
      throws Exception {
    var answer = VenueClient.JSON.readTree(control.answer(connection, text));
    assertThat(answer.path("code").asInt(-1)).isEqualTo(code);
    assertThat(answer.path("msg").asText()).isNotEmpty();
  }

  @Test
  void what_nests_for_ever_is_no_json() {
    assertThat(control.answer(connection, "[".repeat(60_000))).startsWith("{\"code\":3");
  }
}
