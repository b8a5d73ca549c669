package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import vortex7.risk.FeeSchedule;
import vortex7.risk.SizingRules;
import vortex7.settings.Settings;
import vortex7.settings.TradingRules;
import vortex7.settings.VenueName;
import vortex7.venue.binance.RequestSigner;

/** Warns when fees are not paid in BNB, or when there is BNB for fewer than a hundred trades. */
final class FeeTokenCheck {
  private static final String SUBJECT = "fees";
  private static final String TOKEN = "BNB";
  private static final String QUOTE = "USDT";
  private static final BigDecimal TRADES_MIN = BigDecimal.valueOf(100);
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEARER =
      "fees are 0.020/0.050 % instead of 0.018/0.045 % of the notional";

  /** What the venue says of the account. */
  record Held(boolean burns, BigDecimal bnb, BigDecimal bnbPrice, BigDecimal usdt) {}

  private final HttpClient client;
  private final URI rest;
  private final Settings settings;
  private long clockOffset;

  private FeeTokenCheck(HttpClient client, Settings settings) {
    this.client = client;
    this.rest = settings.live().rest(settings.mode());
    this.settings = settings;
  }

  /** Empty where there is no account to ask about. */
  static Optional<Finding> of(Settings settings) {
    if (settings.venue() == VenueName.SIMULATED) {
      return Optional.of(
          settings.sim().bnb().signum() > 0
              ? Finding.ok(
                  SUBJECT,
                  "the simulated account opens with "
                      + settings.sim().bnb().toPlainString()
                      + " BNB to pay them with")
              : Finding.warning(SUBJECT, "sim.bnb is 0: " + DEARER));
    }
    if (settings.secrets().binanceKey().isEmpty() || settings.secrets().binanceSecret().isEmpty()) {
      return Optional.empty();
    }
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      return Optional.of(judge(new FeeTokenCheck(client, settings).ask(), settings.rules()));
    } catch (IOException e) {
      return Optional.of(
          Finding.warning(SUBJECT, "whether they are paid in BNB is not known: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(Finding.failure(SUBJECT, "interrupted"));
    }
  }

  /**
   * What that means for the largest trade of the middle tier: the risk over the tightest stop,
   * within what the margin allows, at a maker's round trip.
   */
  static Finding judge(Held held, TradingRules rules) {
    if (!held.burns()) {
      return Finding.warning(
          SUBJECT, "feeBurn is off at the venue: " + DEARER + "; switch BNB for fees on");
    }
    SizingRules sizing = rules.risk();
    BigDecimal byRisk =
        held.usdt()
            .multiply(sizing.riskPerTrade())
            .divide(
                BigDecimal.valueOf(rules.decision().distances().stopMin()),
                2,
                RoundingMode.HALF_UP);
    BigDecimal byMargin =
        held.usdt()
            .multiply(sizing.marginAllMax())
            .multiply(BigDecimal.valueOf(sizing.leverageMax()));
    BigDecimal fee = byRisk.min(byMargin).multiply(FeeSchedule.withBnb().winFees());
    BigDecimal worth = held.bnb().multiply(held.bnbPrice());
    if (fee.signum() <= 0) {
      return Finding.ok(SUBJECT, "paid in BNB; there is no balance yet to trade with");
    }
    BigDecimal trades = worth.divide(fee, 0, RoundingMode.DOWN);
    String detail =
        "%s BNB, worth %s USDT, pay for %s trades of the largest size"
            .formatted(
                held.bnb().stripTrailingZeros().toPlainString(),
                worth.setScale(2, RoundingMode.HALF_UP).toPlainString(),
                trades.toPlainString());
    return trades.compareTo(TRADES_MIN) < 0
        ? Finding.warning(SUBJECT, detail + ", fewer than 100; then " + DEARER)
        : Finding.ok(SUBJECT, detail);
  }

  private Held ask() throws IOException, InterruptedException {
    clockOffset = get("/fapi/v1/time", "").path("serverTime").asLong() - System.currentTimeMillis();
    boolean burns = signed("/fapi/v1/feeBurn").path("feeBurn").asBoolean();
    BigDecimal bnb = BigDecimal.ZERO;
    BigDecimal usdt = BigDecimal.ZERO;
    for (JsonNode asset : signed("/fapi/v3/balance")) {
      switch (asset.path("asset").asText()) {
        case TOKEN -> bnb = new BigDecimal(asset.path("balance").asText("0"));
        case QUOTE -> usdt = new BigDecimal(asset.path("balance").asText("0"));
        default -> {}
      }
    }
    JsonNode mark = get("/fapi/v1/premiumIndex", "symbol=" + TOKEN + QUOTE);
    return new Held(burns, bnb, new BigDecimal(mark.path("markPrice").asText("0")), usdt);
  }

  private JsonNode signed(String path) throws IOException, InterruptedException {
    String query = "timestamp=" + (System.currentTimeMillis() + clockOffset);
    RequestSigner signer = new RequestSigner(settings.secrets().binanceSecret().orElseThrow());
    return get(path, query + "&signature=" + signer.sign(query));
  }

  /** Errors name the path alone: the query is signed. */
  private JsonNode get(String path, String query) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(rest.resolve(query.isEmpty() ? path : path + "?" + query))
            .timeout(TIMEOUT)
            .header("X-MBX-APIKEY", settings.secrets().binanceKey().orElseThrow().reveal());
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode() + " " + code(answer.body()));
    }
    return JSON.readTree(answer.body());
  }

  private static String code(String body) throws IOException {
    return JSON.readTree(body).path("code").asText("");
  }
}
