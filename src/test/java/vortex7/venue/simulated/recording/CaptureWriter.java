package vortex7.venue.simulated.recording;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import vortex7.market.Symbol;
import vortex7.matching.Market;

/** Writes one market's trades and book as a raw capture, compressed: what the reader reads. */
final class CaptureWriter implements Closeable {
  private static final int LEVELS = 1_000;

  private final Market market;
  private final BufferedWriter out;
  private final SortedMap<Long, Long> bids = new TreeMap<>();
  private final SortedMap<Long, Long> asks = new TreeMap<>();
  private final long[] ticks = new long[LEVELS];
  private final long[] steps = new long[LEVELS];
  private long lastUpdateId;

  CaptureWriter(Market market, Path file) throws IOException {
    this.market = market;
    this.out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
  }

  private String stream(String kind) {
    return market.symbol().code().toLowerCase(Locale.ROOT) + "@" + kind;
  }

  void trade(long id, long price, long quantity, boolean buyerIsMaker, long millis) {
    line(
        millis,
        ("{\"stream\":\"%s\",\"data\":{\"e\":\"trade\",\"E\":%d,\"T\":%d,\"s\":\"%s\",\"t\":%d,"
                + "\"p\":\"%s\",\"q\":\"%s\",\"X\":\"MARKET\",\"m\":%b}}")
            .formatted(
                stream("trade"),
                millis,
                millis,
                market.symbol(),
                id,
                market.price(price).toPlainString(),
                market.quantity(quantity).toPlainString(),
                buyerIsMaker));
  }

  void snapshot(long millis) {
    difference(millis);
    line(
        millis,
        "{\"lastUpdateId\":%d,\"E\":%d,\"T\":%d,\"bids\":[%s],\"asks\":[%s]}"
            .formatted(market.updateId(), millis, millis, all(true), all(false)));
  }

  private String all(boolean side) {
    int n = market.copyLevels(side, LEVELS, ticks, steps);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < n; i++) {
      append(text, ticks[i], steps[i]);
    }
    return text.toString();
  }

  /** What changed since the last call; nothing if nothing did. */
  void difference(long millis) {
    long updateId = market.updateId();
    String changedBids = changes(true, bids);
    String changedAsks = changes(false, asks);
    if (updateId == lastUpdateId || (changedBids.isEmpty() && changedAsks.isEmpty())) {
      return;
    }
    line(
        millis,
        ("{\"stream\":\"%s\",\"data\":{\"e\":\"depthUpdate\",\"E\":%d,\"T\":%d,\"s\":\"%s\",\"U\":%d,"
             + "\"u\":%d,\"pu\":%d,\"b\":[%s],\"a\":[%s]}}")
            .formatted(
                stream("depth@0ms"),
                millis,
                millis,
                market.symbol(),
                lastUpdateId + 1,
                updateId,
                lastUpdateId,
                changedBids,
                changedAsks));
    lastUpdateId = updateId;
  }

  private String changes(boolean side, SortedMap<Long, Long> known) {
    SortedMap<Long, Long> now = new TreeMap<>();
    int n = market.copyLevels(side, LEVELS, ticks, steps);
    for (int i = 0; i < n; i++) {
      now.put(ticks[i], steps[i]);
    }
    StringBuilder text = new StringBuilder();
    for (Long price : known.keySet()) {
      if (!now.containsKey(price)) {
        append(text, price, 0);
      }
    }
    now.forEach(
        (price, quantity) -> {
          if (!quantity.equals(known.get(price))) {
            append(text, price, quantity);
          }
        });
    known.clear();
    known.putAll(now);
    return text.toString();
  }

  private void append(StringBuilder text, long price, long quantity) {
    text.append(text.isEmpty() ? "" : ",")
        .append("[\"")
        .append(market.price(price).toPlainString())
        .append("\",\"")
        .append(market.quantity(quantity).toPlainString())
        .append("\"]");
  }

  private void line(long millis, String json) {
    try {
      out.write(millis + "000000 " + json + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a capture of " + symbol(), e);
    }
  }

  Symbol symbol() {
    return market.symbol();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
