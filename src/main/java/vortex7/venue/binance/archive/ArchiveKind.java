package vortex7.venue.binance.archive;

import java.util.Optional;

/** The kinds of files in the venue's public archive of USDT-M futures. */
public enum ArchiveKind {
  AGG_TRADES("aggTrades", false, false),
  TRADES("trades", false, false),
  BOOK_TICKER("bookTicker", false, false),
  BOOK_DEPTH("bookDepth", false, false),
  METRICS("metrics", false, false),
  KLINES("klines", true, false),
  MARK_PRICE_KLINES("markPriceKlines", true, false),
  INDEX_PRICE_KLINES("indexPriceKlines", true, false),
  PREMIUM_INDEX_KLINES("premiumIndexKlines", true, false),
  FUNDING_RATE("fundingRate", false, true);

  private final String code;
  private final boolean byInterval;
  private final boolean monthly;

  ArchiveKind(String code, boolean byInterval, boolean monthly) {
    this.code = code;
    this.byInterval = byInterval;
    this.monthly = monthly;
  }

  /** As the archive calls it, such as {@code aggTrades}. */
  public String code() {
    return code;
  }

  /** Candles come in a folder for each length. */
  boolean byInterval() {
    return byInterval;
  }

  /** Published a month at a time; all others a day. */
  boolean monthly() {
    return monthly;
  }

  public static Optional<ArchiveKind> ofCode(String code) {
    for (ArchiveKind kind : values()) {
      if (kind.code.equals(code)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
