package vortex7.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One trade of ours added up from the venue's fills; prices and money in quote units. */
final class VenueTrade {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUOTE = "USDT";
  private static final int PRICE_SCALE = 8;

  private final SortedMap<String, BigDecimal> fees = new TreeMap<>();
  private BigDecimal entered = BigDecimal.ZERO;
  private BigDecimal exited = BigDecimal.ZERO;
  private BigDecimal paid = BigDecimal.ZERO;
  private BigDecimal received = BigDecimal.ZERO;
  private boolean buys;
  private int makerFills;

  /** Adds a fill of {@code /sim/truth}. */
  void add(JsonNode fill, boolean entry) {
    BigDecimal quantity = new BigDecimal(fill.path("quantity").asText());
    BigDecimal notional = quantity.multiply(new BigDecimal(fill.path("price").asText()));
    if (entry) {
      entered = entered.add(quantity);
      paid = paid.add(notional);
      buys = fill.path("side").asText().equals("BUY");
    } else {
      exited = exited.add(quantity);
      received = received.add(notional);
    }
    BigDecimal fee = new BigDecimal(fill.path("fee").asText());
    if (fee.signum() != 0) {
      fees.merge(fill.path("feeAsset").asText(), fee, BigDecimal::add);
    }
    makerFills += fill.path("maker").asBoolean() ? 1 : 0;
  }

  /** Whether a fill of the entry is among its fills. */
  boolean begins() {
    return entered.signum() > 0;
  }

  boolean flat() {
    return entered.signum() > 0 && entered.compareTo(exited) == 0;
  }

  BigDecimal entryPrice() {
    return paid.divide(entered, PRICE_SCALE, RoundingMode.HALF_EVEN);
  }

  BigDecimal exitPrice() {
    return received.divide(exited, PRICE_SCALE, RoundingMode.HALF_EVEN);
  }

  /** Notional of the entry. */
  BigDecimal size() {
    return paid;
  }

  BigDecimal gross() {
    return buys ? received.subtract(paid) : paid.subtract(received);
  }

  /** Gross less fees and {@code funding}; empty when a fee was charged in another asset. */
  Optional<BigDecimal> net(BigDecimal funding) {
    boolean inQuote = fees.keySet().stream().allMatch(QUOTE::equals);
    BigDecimal fee = fees.getOrDefault(QUOTE, BigDecimal.ZERO);
    return inQuote ? Optional.of(gross().subtract(fee).subtract(funding)) : Optional.empty();
  }

  SortedMap<String, BigDecimal> fees() {
    return fees;
  }

  int makerFills() {
    return makerFills;
  }

  @Override
  public String toString() {
    return "entered " + entered.toPlainString() + ", left " + exited.toPlainString();
  }

  /** {@code exact} as the table keeps it: with as many decimals as {@code kept}. */
  static BigDecimal rounded(BigDecimal exact, BigDecimal kept) {
    return exact.setScale(kept.scale(), RoundingMode.HALF_EVEN);
  }

  /** Reads fees by asset from the table's JSON. */
  static SortedMap<String, BigDecimal> fees(String json) {
    try {
      SortedMap<String, BigDecimal> fees = new TreeMap<>();
      for (Map.Entry<String, JsonNode> fee : JSON.readTree(json).properties()) {
        fees.put(fee.getKey(), new BigDecimal(fee.getValue().asText()));
      }
      return fees;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("fees of a trade that are no JSON: " + json, e);
    }
  }

  static boolean equal(SortedMap<String, BigDecimal> some, SortedMap<String, BigDecimal> others) {
    return some.keySet().equals(others.keySet())
        && some.entrySet().stream()
            .allMatch(fee -> fee.getValue().compareTo(others.get(fee.getKey())) == 0);
  }
}
