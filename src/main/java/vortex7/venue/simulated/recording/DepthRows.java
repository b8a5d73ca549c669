package vortex7.venue.simulated.recording;

import java.io.IOException;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;

/**
 * Changes of a book in a CSV file, a level a row: rows that follow each other and are of one update
 * are one event. Merged files hold trades and snapshots as well.
 */
final class DepthRows extends CsvEvents {
  private static final String DIFFERENCES = "DIFFERENCE_DEPTH_STREAM";

  /** Rows that belong together: what they are, and the id that they share. */
  private record Batch(String what, long id) {}

  private final int time;
  private final int symbol;
  private final int update;
  private final int before;
  private final int side;
  private final int price;
  private final int quantity;
  private final int stream;
  private long first;

  DepthRows(FileKind.Found found) throws IOException {
    super(found);
    time = found.column("TransactionTime");
    symbol = found.column("Symbol");
    update = found.column("FinalUpdateId");
    before = found.column("FinalUpdateIdInLastStream");
    side = found.column("IsAsk");
    price = found.column("Price");
    quantity = found.column("Quantity");
    stream = found.kind() == FileKind.MERGED_ROWS ? found.column("StreamType") : -1;
  }

  @Override
  boolean read(RecordedEvent into) {
    while (row()) {
      String what = what();
      switch (what) {
        case DIFFERENCES -> {
          begin(into, RecordedEvent.Kind.DIFF, time(time, "TransactionTime"));
          into.updateId = rows.integer(update, "FinalUpdateId");
          into.previousUpdateId = rows.integer(before, "FinalUpdateIdInLastStream");
          return levels(into, new Batch(what, into.updateId));
        }
        case "DEPTH_SNAPSHOT" -> {
          int id = found.column("LastUpdateId");
          begin(into, RecordedEvent.Kind.SNAPSHOT, time(time, "TransactionTime"));
          into.updateId = rows.integer(id, "LastUpdateId");
          return levels(into, new Batch(what, into.updateId));
        }
        case "FINAL_DEPTH_SNAPSHOT" -> {
          return ended(into, what);
        }
        case "TRADE_STREAM" -> {
          if (trade(into)) {
            return true;
          }
        }
        default ->
            throw new RecordingException(
                rows.where() + "StreamType is of no known kind, was '" + what + "'");
      }
    }
    return false;
  }

  /** The first of an event's rows. */
  @Override
  long line() {
    return first;
  }

  private String what() {
    return stream < 0 ? DIFFERENCES : rows.text(stream, DIFFERENCES);
  }

  private void begin(RecordedEvent into, RecordedEvent.Kind kind, long millis) {
    first = rows.line();
    into.clear();
    into.kind = kind;
    into.symbol = symbol(symbol);
    into.timeMillis = millis;
  }

  private boolean levels(RecordedEvent into, Batch batch) {
    boolean more = true;
    while (more) {
      level(into);
      more = row();
      if (more && !batch.equals(batch())) {
        rows.back();
        more = false;
      }
    }
    return true;
  }

  private Batch batch() {
    String what = what();
    return switch (what) {
      case DIFFERENCES -> new Batch(what, rows.integer(update, "FinalUpdateId"));
      case "DEPTH_SNAPSHOT" ->
          new Batch(what, rows.integer(found.column("LastUpdateId"), "LastUpdateId"));
      default -> new Batch(what, -1);
    };
  }

  /** The book that the day before ended with: each level with the update that set it. */
  private boolean ended(RecordedEvent into, String what) {
    long millis = rows.integer(found.column("TimestampOfReceive"), "TimestampOfReceive");
    begin(into, RecordedEvent.Kind.SNAPSHOT, millis);
    boolean more = true;
    while (more) {
      into.updateId = Math.max(into.updateId, rows.integer(update, "FinalUpdateId"));
      level(into);
      more = row();
      if (more && !what().equals(what)) {
        rows.back();
        more = false;
      }
    }
    return true;
  }

  private void level(RecordedEvent into) {
    long at = rows.positive(price, "Price");
    long displayed = rows.decimal(quantity, "Quantity");
    if (rows.bool(side, "IsAsk")) {
      into.addAsk(at, displayed);
    } else {
      into.addBid(at, displayed);
    }
  }

  private boolean trade(RecordedEvent into) {
    long id = tradeId(found.column("TradeId"), "TradeId");
    if (!rows.text(found.column("XUnknownParameter"), "MARKET").equals("MARKET")) {
      continuity.happened("trades that were none of the market's, passed over", rows.line());
      return false;
    }
    begin(into, RecordedEvent.Kind.TRADE, time(time, "TransactionTime"));
    into.updateId = id;
    into.price = rows.positive(price, "Price");
    into.quantity = rows.positive(quantity, "Quantity");
    into.buyerIsMaker = rows.bool(found.column("IsBuyerMarketMaker"), "IsBuyerMarketMaker");
    return true;
  }
}
