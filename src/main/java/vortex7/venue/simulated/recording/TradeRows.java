package vortex7.venue.simulated.recording;

import java.io.IOException;
import vortex7.matching.replay.RecordedEvent;

/** Trades of a CSV file, one a row. */
final class TradeRows extends CsvEvents {
  private static final String MARKET = "MARKET";
  private static final String SELL = "sell";

  private final FileKind kind;
  private final String idName;
  private final String timeName;
  private final String quantityName;
  private final int id;
  private final int time;
  private final int price;
  private final int quantity;
  private final int maker;
  private final int symbol;
  private final int of;

  TradeRows(FileKind.Found found) throws IOException {
    super(found);
    kind = found.kind();
    String makerName;
    switch (kind) {
      case AGG_TRADES -> {
        idName = "agg_trade_id";
        timeName = "transact_time";
        quantityName = "quantity";
        makerName = "is_buyer_maker";
      }
      case TRADES -> {
        idName = "id";
        timeName = "time";
        quantityName = "qty";
        makerName = "is_buyer_maker";
      }
      case TAPE_TRADES -> {
        idName = "id";
        timeName = "timestamp";
        quantityName = "amount";
        makerName = "side";
      }
      default -> {
        idName = "TradeId";
        timeName = "TransactionTime";
        quantityName = "Quantity";
        makerName = "IsBuyerMarketMaker";
      }
    }
    id = found.column(idName);
    time = found.column(timeName);
    price = found.column("price|Price");
    quantity = found.column(quantityName);
    maker = found.column(makerName);
    boolean archived = kind == FileKind.AGG_TRADES || kind == FileKind.TRADES;
    symbol = archived ? -1 : found.column("symbol|Symbol");
    of = kind == FileKind.TRADE_ROWS ? found.column("XUnknownParameter") : -1;
  }

  @Override
  boolean read(RecordedEvent into) {
    while (row()) {
      long number = tradeId(id, idName);
      if (of >= 0 && !rows.text(of, MARKET).equals(MARKET)) {
        continuity.happened("trades that were none of the market's, passed over", rows.line());
        continue;
      }
      into.clear();
      into.kind = RecordedEvent.Kind.TRADE;
      into.symbol = symbol < 0 ? found.symbol() : symbol(symbol);
      into.updateId = number;
      into.timeMillis = time(time, timeName);
      into.price = rows.positive(price, "price");
      into.quantity = rows.positive(quantity, quantityName);
      into.buyerIsMaker =
          kind == FileKind.TAPE_TRADES ? sold() : rows.bool(maker, "is_buyer_maker");
      return true;
    }
    return false;
  }

  /** The side of a tape is the aggressor's. */
  private boolean sold() {
    return switch (rows.text(maker, SELL)) {
      case SELL -> true;
      case "buy" -> false;
      default -> throw rows.wrong(maker, "side", "buy or sell");
    };
  }
}
