package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import vortex7.market.Symbol;
import vortex7.port.VenueException;
import vortex7.risk.TopAltChoice;
import vortex7.risk.TopAltRules;
import vortex7.settings.Settings;
import vortex7.settings.VenueName;
import vortex7.venue.binance.ListingReader;
import vortex7.venue.simulated.SimulatedVenue;

/** Who could take the place TOP_ALT, or who would take it now. */
final class TopAltCheck {
  private static final String SUBJECT = "TOP_ALT";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private TopAltCheck() {}

  /** Empty when the place is not configured. */
  static Optional<Finding> of(Settings settings) {
    if (!settings.topAlt()) {
      return Optional.empty();
    }
    return Optional.of(
        settings.market().replay()
            ? Finding.warning(SUBJECT, "a replay has no place for it: it is left out")
            : settings.venue() == VenueName.SIMULATED ? simulated(settings) : atVenue(settings));
  }

  private static Finding simulated(Settings settings) {
    List<Symbol> alts =
        settings.sim().alts().stream().filter(alt -> !settings.symbols().contains(alt)).toList();
    List<Symbol> unlisted =
        alts.stream().filter(alt -> !SimulatedVenue.listed().contains(alt)).toList();
    if (!unlisted.isEmpty()) {
      return Finding.failure(SUBJECT, "sim.alts: the simulated venue does not list " + unlisted);
    }
    return alts.isEmpty()
        ? Finding.warning(
            SUBJECT, "sim.alts names nobody beside the symbols, so the place stays empty")
        : Finding.ok(SUBJECT, "to be chosen at the simulated venue among " + alts);
  }

  private static Finding atVenue(Settings settings) {
    URI rest = settings.live().rest(settings.mode());
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      JsonNode info = ask(client, rest.resolve("/fapi/v1/exchangeInfo"));
      JsonNode days = ask(client, rest.resolve("/fapi/v1/ticker/24hr"));
      JsonNode books = ask(client, rest.resolve("/fapi/v1/ticker/bookTicker"));
      TopAltChoice choice =
          TopAltChoice.of(
              ListingReader.read(info, days, books),
              new TreeSet<>(settings.symbols()),
              settings.section(TopAltRules.class));
      return choice
          .chosen()
          .map(symbol -> Finding.ok(SUBJECT, "would be " + symbol + " now: " + choice.reason()))
          .orElseGet(() -> Finding.warning(SUBJECT, "would stay empty now: " + choice.reason()));
    } catch (IOException | VenueException e) {
      return Finding.warning(SUBJECT, "the venue does not say whom it lists: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.failure(SUBJECT, "interrupted");
    }
  }

  private static JsonNode ask(HttpClient client, URI uri) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(uri.getPath() + " answered " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }
}
