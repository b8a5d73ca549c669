package vortex7.venue.simulated;

import akka.actor.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import vortex7.matching.Exchange;

/**
 * A venue on a {@link ScriptedMarket} behind its door, without sockets, threads and a clock of its
 * own: requests are handled where they are made, and time moves when a test says so.
 */
final class InProcessVenue implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-05T07:00:00Z");
  static final ObjectMapper JSON = VenueClient.JSON;
  private static final String KEY = "sim-key";
  private static final String SECRET = "sim-secret";
  private static final long STEP_MILLIS = 10_000;

  private final ActorSystem system;
  private final VenueParts parts;
  private final ScriptedMarket market;
  private final HttpFace face;
  private final SortedSet<String> endpoints;

  /** What came back. */
  record Reply(int status, HttpResponse raw, String text) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException notJson) {
        throw new AssertionError("no JSON: " + text, notJson);
      }
    }

    int code() {
      return json().path("code").asInt();
    }

    String message() {
      return json().path("msg").asText();
    }

    Optional<String> header(String name) {
      return raw.getHeader(name).map(header -> header.value());
    }
  }

  private InProcessVenue(
      ActorSystem system,
      VenueParts parts,
      ScriptedMarket market,
      HttpFace face,
      SortedSet<String> endpoints) {
    this.system = system;
    this.parts = parts;
    this.market = market;
    this.face = face;
    this.endpoints = endpoints;
  }

  static InProcessVenue open() {
    return open(RateGovernor.Budgets.documents(), List.of());
  }

  /** A venue with other budgets and with more accounts than {@code sim-key}'s. */
  static InProcessVenue open(
      RateGovernor.Budgets budgets, List<SimulatedVenueSettings.Account> more) {
    SimulatedVenueSettings documents = SimulatedVenueSettings.documents().withBudgets(budgets);
    List<SimulatedVenueSettings.Account> accounts = new java.util.ArrayList<>(more);
    accounts.add(
        new SimulatedVenueSettings.Account(
            KEY, SECRET, new BigDecimal("100000"), new BigDecimal("1")));
    SimulatedVenueSettings settings =
        new SimulatedVenueSettings(
            documents.host(),
            0,
            Optional.empty(),
            7,
            false,
            1.0,
            documents.market(),
            List.of(ScriptedMarket.BTC),
            accounts,
            documents.fees(),
            documents.sockets(),
            budgets,
            documents.pacing());
    ScriptedMarket market = new ScriptedMarket(START.toEpochMilli(), 60_000);
    ActorSystem system =
        ActorSystem.create("door-test", ConfigFactory.parseString("akka.log-dead-letters = off"));
    try {
      VenueParts parts =
          VenueParts.assemble(
              settings,
              (used, start) -> MarketSources.Opened.of(market),
              InstantSource.fixed(START));
      TreeMap<String, Endpoint> endpoints = new TreeMap<>();
      parts.register(endpoints);
      InstantSource clock = () -> Instant.ofEpochMilli(parts.exchange().timeMillis());
      HttpFace face =
          SimulatedVenue.face(settings, parts, system, endpoints, clock, InProcessVenue::now);
      return new InProcessVenue(system, parts, market, face, new TreeSet<>(endpoints.keySet()));
    } catch (IOException impossible) {
      system.terminate();
      throw new UncheckedIOException(impossible);
    }
  }

  private static CompletionStage<String> now(Endpoint.Handler handler, Endpoint.Call call) {
    try {
      return CompletableFuture.completedFuture(handler.answer(call));
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /** Method and path of every call that it answers. */
  SortedSet<String> endpoints() {
    return endpoints;
  }

  ScriptedMarket market() {
    return market;
  }

  Exchange exchange() {
    return parts.exchange();
  }

  VenueBooks books() {
    return parts.books();
  }

  long time() {
    return parts.exchange().timeMillis();
  }

  /** Moves time on, in steps of ten seconds. */
  void advance(long millis) {
    long end = time() + millis;
    while (time() < end) {
      long next = Math.min(end, (time() / STEP_MILLIS + 1) * STEP_MILLIS);
      market.advance(next);
      parts.feeds().values().forEach(feed -> feed.onTime(next));
      parts.books().onTime(next);
    }
  }

  /** Without a key. */
  Reply open(String pathAndQuery) {
    return send(HttpRequest.GET(pathAndQuery));
  }

  /** With the key, unsigned. */
  Reply keyed(String method, String path, String query) {
    return send(request(method, path, query).addHeader(RawHeader.create("X-MBX-APIKEY", KEY)));
  }

  /** With the key, signed, all in the query. */
  Reply signed(String method, String path, String parameters) {
    String query =
        (parameters.isEmpty() ? "" : parameters + "&") + "recvWindow=5000&timestamp=" + time();
    return keyed(method, path, query + "&signature=" + RequestSignature.sign(SECRET, query));
  }

  /** With the key, signed, all in the body. */
  Reply posted(String method, String path, String parameters) {
    String body = parameters + "&timestamp=" + time();
    return send(
        request(method, path, "")
            .addHeader(RawHeader.create("X-MBX-APIKEY", KEY))
            .withEntity(
                ContentTypes.APPLICATION_X_WWW_FORM_URLENCODED,
                (body + "&signature=" + RequestSignature.sign(SECRET, body))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  static HttpRequest request(String method, String path, String query) {
    return HttpRequest.create(query.isEmpty() ? path : path + "?" + query)
        .withMethod(HttpMethods.lookup(method).orElseThrow());
  }

  Reply send(HttpRequest request) {
    try {
      HttpResponse response = face.handle(request).toCompletableFuture().get(10, TimeUnit.SECONDS);
      String text =
          response
              .entity()
              .toStrict(5_000, system)
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS)
              .getData()
              .utf8String();
      return new Reply(response.status().intValue(), response, text);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no answer to " + request, e);
    }
  }

  @Override
  public void close() {
    parts.close();
    system.terminate();
  }
}
