package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vortex7.decision.FeeRates;
import vortex7.decision.MinuteSurvey;
import vortex7.decision.PipelineRules;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Settings;
import vortex7.settings.VenueName;
import vortex7.venue.simulated.recording.CandleFile;

/**
 * Warns of a strategy to which the configured rules leave almost no minute of the last 30 days, by
 * the venue's candles or those of {@code --history}.
 */
final class MinutesCheck {
  private static final String SUBJECT = "strategies";
  private static final int DAYS = 30;
  private static final int MINUTES = DAYS * 1_440 + MinuteSurvey.WARM_UP;
  private static final double LEAST_SHARE = 0.001;
  private static final int PAGE = 1_500;
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  private MinutesCheck() {}

  static List<Finding> of(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    for (Symbol symbol : settings.symbols()) {
      findings.addAll(of(settings, symbol));
    }
    return findings;
  }

  private static List<Finding> of(Settings settings, Symbol symbol) {
    List<Path> history = settings.market().history();
    if (history.isEmpty() && settings.venue() == VenueName.SIMULATED) {
      return List.of(
          Finding.ok(
              SUBJECT,
              symbol
                  + ": the minutes that the rules leave were not counted, no candles are at hand;"
                  + " give files of 1m candles with --history"));
    }
    try {
      List<Candle> candles =
          history.isEmpty() ? ofVenue(settings, symbol) : CandleFile.of(history, symbol.code());
      return judge(settings.rulesOf(symbol).pipeline(), symbol, candles);
    } catch (RecordingException | IOException e) {
      return List.of(
          Finding.warning(
              SUBJECT,
              symbol + ": the minutes that the rules leave were not counted: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(Finding.failure(SUBJECT, "interrupted"));
    }
  }

  /** What these candles leave each strategy; also of fewer days, which is said. */
  static List<Finding> judge(PipelineRules rules, Symbol symbol, List<Candle> all) {
    List<Candle> candles = all.subList(Math.max(0, all.size() - MINUTES), all.size());
    List<MinuteSurvey.Left> left = MinuteSurvey.of(candles, rules, FeeRates.documents());
    if (left.isEmpty()) {
      return List.of(
          Finding.ok(
              SUBJECT,
              symbol
                  + ": the minutes that the rules leave were not counted, "
                  + candles.size()
                  + " candles are too few (more than "
                  + MinuteSurvey.WARM_UP
                  + " are needed)"));
    }
    return left.stream().map(each -> finding(symbol, each)).toList();
  }

  private static Finding finding(Symbol symbol, MinuteSurvey.Left left) {
    String counted =
        String.format(
            Locale.ROOT,
            "%s: strategy %s could enter in at most %.2f %% of %.1f days' minutes, as far as"
                + " candles tell",
            symbol,
            left.strategy(),
            left.share() * 100,
            left.judged() / 1_440.0);
    if (left.share() >= LEAST_SHARE) {
      return Finding.ok(SUBJECT, counted);
    }
    return Finding.warning(
        SUBJECT,
        counted + left.stopper().map(gate -> "; most often " + gate + " stops it").orElse(""));
  }

  /** Closed candles of the venue's public history, oldest first. */
  private static List<Candle> ofVenue(Settings settings, Symbol symbol)
      throws IOException, InterruptedException {
    URI rest = settings.live().rest(settings.mode());
    List<Candle> candles = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      long end = ask(client, rest.resolve("/fapi/v1/time")).path("serverTime").asLong();
      long from = end - (MINUTES + 1L) * Timeframe.M1.millis();
      while (true) {
        String query =
            "/fapi/v1/klines?symbol=%s&interval=1m&limit=%d&startTime=%d"
                .formatted(symbol, PAGE, from);
        JsonNode page = ask(client, rest.resolve(query));
        for (JsonNode row : page) {
          if (row.path(6).asLong() < end) {
            candles.add(candle(row));
          }
        }
        if (page.size() < PAGE) {
          return candles;
        }
        from = page.get(page.size() - 1).path(0).asLong() + 1;
      }
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

  private static Candle candle(JsonNode row) {
    return new Candle(
        Timeframe.M1,
        row.path(0).asLong(),
        row.path(1).asDouble(),
        row.path(2).asDouble(),
        row.path(3).asDouble(),
        row.path(4).asDouble(),
        row.path(5).asDouble(),
        true);
  }
}
