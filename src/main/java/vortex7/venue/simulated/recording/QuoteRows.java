package vortex7.venue.simulated.recording;

import java.io.IOException;
import vortex7.matching.replay.RecordedEvent;

/** Best bids and asks of a CSV file, one pair a row: books of one level. */
final class QuoteRows extends CsvEvents {
  private final boolean archived;
  private final int time;
  private final int bidPrice;
  private final int bidQuantity;
  private final int askPrice;
  private final int askQuantity;
  private final int beside;
  private long lastUpdate;

  QuoteRows(FileKind.Found found) throws IOException {
    super(found);
    archived = found.kind() == FileKind.BOOK_TICKER;
    time = found.column("transaction_time|timestamp");
    bidPrice = found.column("best_bid_price|bid_price");
    bidQuantity = found.column("best_bid_qty|bid_amount");
    askPrice = found.column("best_ask_price|ask_price");
    askQuantity = found.column("best_ask_qty|ask_amount");
    beside = found.column(archived ? "update_id" : "symbol");
  }

  @Override
  boolean read(RecordedEvent into) {
    while (row()) {
      long update = archived ? rows.integer(beside, "update_id") : 0;
      if (update < lastUpdate) { // The venue's own files hold such.
        continuity.happened("quotes older than the one before, passed over", rows.line());
        continue;
      }
      lastUpdate = update;
      into.clear();
      into.kind = RecordedEvent.Kind.TOP;
      into.symbol = archived ? found.symbol() : symbol(beside);
      into.timeMillis = time(time, archived ? "transaction_time" : "timestamp");
      into.updateId = update;
      long bid = rows.positive(bidPrice, "bid price");
      long ask = rows.positive(askPrice, "ask price");
      if (bid >= ask) {
        throw rows.wrong(askPrice, "ask price", "above the bid " + rows.text(bidPrice));
      }
      into.addBid(bid, rows.decimal(bidQuantity, "bid quantity"));
      into.addAsk(ask, rows.decimal(askQuantity, "ask quantity"));
      return true;
    }
    return false;
  }
}
