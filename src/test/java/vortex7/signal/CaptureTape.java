package vortex7.signal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import vortex7.market.BookSnapshot;
import vortex7.matching.feed.AggTradeAggregator;
import vortex7.matching.replay.CaptureParser;
import vortex7.matching.replay.RecordedEvent;

/**
 * Makes of a raw capture what the venue's streams would have told: a book of 20 levels at every 100
 * ms in which something changed, and aggregated trades at the time of their publication.
 */
public final class CaptureTape {
  private static final long GRID_MILLIS = 100;
  private static final double SCALE = RecordedEvent.SCALE;

  private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
  private final TreeMap<Long, Long> asks = new TreeMap<>();
  private final MarketTape tape;
  private final AggTradeAggregator aggregates;
  private long snapshotId = -1;
  private long updateId;
  private long toldId;
  private long grid = Long.MIN_VALUE;
  private long fills;

  private CaptureTape(double tick) {
    tape = new MarketTape(tick);
    aggregates =
        new AggTradeAggregator(
            1,
            (id, price, quantity, first, last, maker, time, published) ->
                tape.onTrade(id, price / SCALE, quantity / SCALE, maker, time));
  }

  /** Reads the files one after the other, as one recording. */
  public static MarketTape read(double tick, List<Path> files) {
    CaptureTape capture = new CaptureTape(tick);
    CaptureParser parser = new CaptureParser();
    RecordedEvent event = new RecordedEvent();
    for (Path file : files) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (parser.parse(line, event)) {
            capture.on(event);
          }
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return capture.tape;
  }

  private void on(RecordedEvent event) {
    switch (event.kind) {
      case TRADE -> {
        reach(event.timeMillis);
        aggregates.onFill(
            ++fills, event.price, event.quantity, event.buyerIsMaker, event.timeMillis);
      }
      case DIFF -> {
        reach(event.timeMillis);
        if (snapshotId >= 0 && event.updateId > snapshotId) {
          apply(event);
        }
      }
      case SNAPSHOT -> {
        if (snapshotId < 0) {
          apply(event);
          snapshotId = event.updateId;
        }
      }
      case TOP, MARK_PRICE -> {}
    }
  }

  private void apply(RecordedEvent event) {
    for (int i = 0; i < event.bids; i++) {
      set(bids, event.bidPrice[i], event.bidQuantity[i]);
    }
    for (int i = 0; i < event.asks; i++) {
      set(asks, event.askPrice[i], event.askQuantity[i]);
    }
    updateId = event.updateId;
  }

  private static void set(Map<Long, Long> side, long price, long quantity) {
    if (quantity == 0) {
      side.remove(price);
    } else {
      side.put(price, quantity);
    }
  }

  /** Tells the book of each point of the grid that time passes, if something changed since. */
  private void reach(long timeMillis) {
    long next = Math.floorDiv(timeMillis, GRID_MILLIS) * GRID_MILLIS;
    if (grid != Long.MIN_VALUE && next > grid) {
      aggregates.onTime(grid + GRID_MILLIS);
      if (updateId != toldId && snapshotId >= 0) {
        tell(grid + GRID_MILLIS);
      }
    }
    grid = Math.max(grid, next);
    aggregates.onTime(timeMillis);
  }

  private void tell(long timeMillis) {
    BookSnapshot book = new BookSnapshot();
    bids.entrySet().stream()
        .limit(BookSnapshot.DEPTH)
        .forEach(level -> book.addBid(level.getKey() / SCALE, level.getValue() / SCALE));
    asks.entrySet().stream()
        .limit(BookSnapshot.DEPTH)
        .forEach(level -> book.addAsk(level.getKey() / SCALE, level.getValue() / SCALE));
    book.eventTime = timeMillis;
    book.transactionTime = timeMillis;
    book.updateId = updateId;
    book.previousUpdateId = toldId;
    toldId = updateId;
    tape.onBook(book);
  }
}
