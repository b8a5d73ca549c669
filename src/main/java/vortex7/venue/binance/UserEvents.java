package vortex7.venue.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.market.Symbol;
import vortex7.port.UserListener;
import vortex7.port.VenueException;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderReport.Accepted;
import vortex7.position.OrderReport.Ended;
import vortex7.position.OrderReport.Filled;
import vortex7.position.OrderReport.Rejected;
import vortex7.position.OrderReport.Triggered;

/**
 * Reads the user-data stream's events. Nothing is left out as a repetition: the same fact may come
 * twice and in any order, and whoever keeps books counts it once.
 */
final class UserEvents {
  /** What the reader of the stream has to do about an event. */
  enum Outcome {
    /** Told, or of no concern. */
    DONE,
    KEY_EXPIRED,
    /** Not readable: what it said is lost and has to be asked for. */
    MALFORMED
  }

  private static final String FUNDING_FEE = "FUNDING_FEE";
  private static final String QUOTE = "USDT";
  private static final Logger LOG = LoggerFactory.getLogger(UserEvents.class);
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final UserListener listener;
  private final ClientIds clientIds;
  private String fault = "";
  private long oddSymbols;

  UserEvents(UserListener listener, ClientIds clientIds) {
    this.listener = listener;
    this.clientIds = clientIds;
  }

  /** Why the last event was not readable. */
  String fault() {
    return fault;
  }

  Outcome read(String text) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      fault = "not JSON, " + text.length() + " characters";
      return Outcome.MALFORMED;
    }
    JsonNode event = root.path("data").isObject() ? root.path("data") : root;
    try {
      return told(event);
    } catch (VenueException | NumberFormatException lacking) {
      fault = event.path("e").asText() + ": " + lacking.getMessage();
      return Outcome.MALFORMED;
    }
  }

  private Outcome told(JsonNode event) {
    Instant at = Instant.ofEpochMilli(event.path("T").asLong(event.path("E").asLong()));
    switch (event.path("e").asText()) {
      case "ORDER_TRADE_UPDATE" -> order(event.path("o"), at);
      case "ALGO_UPDATE" -> algo(event.path("o"), at);
      case "ACCOUNT_UPDATE" -> account(event.path("a"), at);
      case "listenKeyExpired" -> {
        return Outcome.KEY_EXPIRED;
      }
      case "MARGIN_CALL" -> LOG.warn("msg=\"margin call\" positions=\"{}\"", event.path("p"));
      case "ACCOUNT_CONFIG_UPDATE" ->
          LOG.info("msg=\"account configuration changed\" leverage=\"{}\"", event.path("ac"));
      // TRADE_LITE says less than the order's own event, and what is new we do not know yet.
      default -> {}
    }
    return Outcome.DONE;
  }

  private void order(JsonNode o, Instant at) {
    String clientId = o.path("c").asText();
    Optional<ClientOrderId> ours = ClientOrderId.parse(clientId);
    String execution = o.path("x").asText();
    if (ours.isEmpty()) {
      String what =
          "%s %s %s %s".formatted(execution, o.path("X").asText(), side(o), o.path("q").asText());
      foreign(o.path("s").asText(), clientId, what, at);
      return;
    }
    ClientOrderId id = ours.get();
    long venueId = id(o, "i");
    clientIds.learn(id.symbol(), venueId, clientId);
    Optional<OrderReport> report =
        switch (execution) {
          // The order that a stop spawned has the stop's client id: it tells that the stop fired.
          case "NEW" ->
              Optional.of(
                  id.leg() == Leg.STOP ? new Triggered(id, at) : new Accepted(id, venueId, at));
          case "TRADE", "CALCULATED" -> Optional.of(fill(id, venueId, o, at));
          case "CANCELED", "EXPIRED" ->
              Optional.of(new Ended(id, o.path("X").asText(), Decimals.of(o, "z"), at));
          case "REJECTED" ->
              Optional.of(new Rejected(id, 0, "REJECTED " + o.path("er").asText(), at));
          case "AMENDMENT" -> Optional.empty(); // We never amend.
          default -> throw notKnown("execution type", execution);
        };
    report.ifPresent(listener::onReport);
  }

  private static Filled fill(ClientOrderId id, long venueId, JsonNode o, Instant at) {
    return new Filled(
        id,
        venueId,
        id(o, "t"),
        Decimals.of(o, "L"),
        Decimals.of(o, "l"),
        Decimals.of(o, "z"),
        o.path("X").asText().equals("FILLED"),
        // Absent where nothing was charged.
        Decimals.orZero(o.path("n")),
        o.path("N").asText("USDT"),
        o.path("m").asBoolean(),
        at);
  }

  private void algo(JsonNode o, Instant at) {
    String clientId = o.path("caid").asText();
    String status = o.path("X").asText();
    Optional<ClientOrderId> ours = ClientOrderId.parse(clientId);
    if (ours.isEmpty()) {
      foreign(o.path("s").asText(), clientId, o.path("o").asText() + " " + status, at);
      return;
    }
    ClientOrderId id = ours.get();
    OrderReport report =
        switch (status) {
          case "NEW" -> new Accepted(id, id(o, "aid"), at);
          case "TRIGGERING", "TRIGGERED" -> new Triggered(id, at);
          case "FINISHED", "CANCELED", "EXPIRED" ->
              new Ended(id, status, Decimals.orZero(o.path("aq")), at);
          case "REJECTED" -> new Rejected(id, 0, "REJECTED " + o.path("rm").asText(), at);
          default -> throw notKnown("status", status);
        };
    listener.onReport(report);
  }

  private void account(JsonNode a, Instant at) {
    String reason = a.path("m").asText();
    for (JsonNode balance : a.path("B")) {
      BigDecimal wallet = Decimals.of(balance, "wb");
      BigDecimal change = Decimals.orZero(balance.path("bc"));
      listener.onBalance(balance.path("a").asText(), wallet, change, reason, at);
    }
    if (reason.equals(FUNDING_FEE)) {
      funding(a, at);
    }
    for (JsonNode position : a.path("P")) {
      Optional<Symbol> symbol = symbol(position.path("s").asText());
      if (!position.path("ps").asText("BOTH").equals("BOTH")) {
        LOG.error(
            "msg=\"account is in hedge mode\" symbol={} side={}",
            position.path("s").asText(),
            position.path("ps").asText());
      } else if (symbol.isPresent()) {
        listener.onPosition(
            symbol.get(), Decimals.of(position, "pa"), Decimals.of(position, "ep"), at);
      }
    }
  }

  /** The event names its symbol since August 2026; before, an isolated position's was in P. */
  private void funding(JsonNode a, Instant at) {
    String code = a.path("S").asText(a.path("P").path(0).path("s").asText());
    Optional<Symbol> symbol = code.isEmpty() ? Optional.empty() : symbol(code);
    for (JsonNode balance : a.path("B")) {
      if (symbol.isPresent() && balance.path("a").asText().equals(QUOTE)) {
        listener.onFunding(symbol.get(), Decimals.of(balance, "bc").negate(), at);
      } else {
        LOG.warn("msg=\"funding that no trade's books can take\" event=\"{}\"", a);
      }
    }
  }

  private void foreign(String symbol, String clientId, String what, Instant at) {
    symbol(symbol).ifPresent(known -> listener.onForeignOrder(known, clientId, what, at));
  }

  private Optional<Symbol> symbol(String code) {
    try {
      return Optional.of(Symbol.of(code));
    } catch (IllegalArgumentException beyondOurAlphabet) {
      if (Long.bitCount(++oddSymbols) == 1) { // 1, 2, 4, 8 …: a flood of them is few lines.
        LOG.warn(
            "msg=\"event of a symbol that cannot be ours\" count={} symbol=\"{}\"",
            oddSymbols,
            code);
      }
      return Optional.empty();
    }
  }

  /** About an order of ours, in words that came after this was written: it has to be asked for. */
  private static VenueException notKnown(String what, String value) {
    return new VenueException(VenueException.Kind.UNKNOWN, 0, what + " not known: " + value);
  }

  private static String side(JsonNode o) {
    return o.path("S").asText();
  }

  private static long id(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.canConvertToLong()) {
      throw new VenueException(VenueException.Kind.UNKNOWN, 0, "an event lacks " + name);
    }
    return value.asLong();
  }
}
