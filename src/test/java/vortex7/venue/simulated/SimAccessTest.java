package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimAccessTest {
  private static final HttpRequest PLAIN = HttpRequest.GET("/sim/truth");

  private static int status(String host, Optional<String> token, HttpRequest request) {
    return new SimAccess(host, token).refusal(request).map(VenueRefusal::status).orElse(200);
  }

  private static HttpRequest with(String header, String value) {
    return PLAIN.addHeader(RawHeader.create(header, value));
  }

  @Test
  void on_loopback_it_is_open_to_this_machine() {
    assertThat(status("127.0.0.1", Optional.empty(), PLAIN)).isEqualTo(200);
    assertThat(status("localhost", Optional.empty(), PLAIN)).isEqualTo(200);
    assertThat(status("::1", Optional.empty(), PLAIN)).isEqualTo(200);
  }

  @Test
  void beyond_loopback_it_is_closed_without_a_token() {
    assertThat(status("0.0.0.0", Optional.empty(), PLAIN)).isEqualTo(403);
    assertThat(status("192.0.2.1", Optional.empty(), with("Authorization", "Bearer x")))
        .isEqualTo(403);
  }

  @Test
  void a_token_is_asked_for_wherever_there_is_one() {
    Optional<String> token = Optional.of("correct horse battery");
    for (String host : new String[] {"127.0.0.1", "0.0.0.0"}) {
      assertThat(status(host, token, PLAIN)).isEqualTo(401);
      assertThat(status(host, token, with("Authorization", "Bearer wrong"))).isEqualTo(401);
      assertThat(status(host, token, with("Authorization", "correct horse battery")))
          .isEqualTo(401);
      assertThat(status(host, token, with("Authorization", "Bearer correct horse battery")))
          .isEqualTo(200);
    }
  }

  @Test
  void a_page_in_a_browser_never_gets_in() {
    HttpRequest page =
        with("Origin", "http://example.org")
            .addHeader(RawHeader.create("Authorization", "Bearer t"));
    assertThat(status("127.0.0.1", Optional.of("t"), page)).isEqualTo(403);
    assertThat(status("127.0.0.1", Optional.empty(), with("Origin", "null"))).isEqualTo(403);
  }
}
