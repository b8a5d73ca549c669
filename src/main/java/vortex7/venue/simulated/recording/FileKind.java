package vortex7.venue.simulated.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vortex7.matching.replay.RecordingException;

/**
 * The kinds of data files that are read, each known by what its first line looks like or which
 * columns it names; the venue's own files also by their names, since older ones name no columns.
 */
public enum FileKind {
  /** Lines of a local time and a message: raw captures, and this project's own recordings. */
  CAPTURE("raw capture", Holds.EVENTS),
  /** What cryptofeed writes: messages and REST answers with their times. */
  DUMP("streams with their REST answers", Holds.EVENTS),
  /** Rows of several streams of one connection. */
  MERGED_ROWS(
      "merged stream rows",
      Holds.EVENTS,
      "TransactionTime",
      "Symbol",
      "FinalUpdateId",
      "FinalUpdateIdInLastStream",
      "IsAsk",
      "Price",
      "Quantity",
      "TradeId",
      "IsBuyerMarketMaker",
      "XUnknownParameter",
      "LastUpdateId",
      "StreamType",
      "TimestampOfReceive"),
  TRADE_ROWS(
      "trade stream rows",
      Holds.EVENTS,
      "TransactionTime",
      "Symbol",
      "TradeId",
      "Price",
      "Quantity",
      "IsBuyerMarketMaker",
      "XUnknownParameter"),
  DEPTH_ROWS(
      "depth stream rows",
      Holds.EVENTS,
      "TransactionTime",
      "Symbol",
      "FinalUpdateId",
      "FinalUpdateIdInLastStream",
      "IsAsk",
      "Price",
      "Quantity"),
  TAPE_TRADES(
      "tape of trades", Holds.EVENTS, "symbol", "timestamp", "id", "side", "price", "amount"),
  TAPE_QUOTES(
      "tape of quotes",
      Holds.EVENTS,
      "symbol",
      "timestamp",
      "ask_amount",
      "ask_price",
      "bid_price",
      "bid_amount"),
  AGG_TRADES(
      "aggTrades",
      Holds.EVENTS,
      "agg_trade_id",
      "price",
      "quantity",
      "first_trade_id",
      "last_trade_id",
      "transact_time",
      "is_buyer_maker"),
  TRADES("trades", Holds.EVENTS, "id", "price", "qty", "quote_qty", "time", "is_buyer_maker"),
  BOOK_TICKER(
      "bookTicker",
      Holds.EVENTS,
      "update_id",
      "best_bid_price",
      "best_bid_qty",
      "best_ask_price",
      "best_ask_qty",
      "transaction_time",
      "event_time"),
  CANDLES(
      "candles", Holds.CANDLES, "open_time|open_time_ms", "open", "high", "low", "close", "volume"),
  METRICS(
      "metrics",
      Holds.STATISTICS,
      "create_time",
      "symbol",
      "sum_open_interest",
      "sum_open_interest_value",
      "count_toptrader_long_short_ratio",
      "sum_toptrader_long_short_ratio",
      "count_long_short_ratio",
      "sum_taker_long_short_vol_ratio"),
  BOOK_DEPTH("bookDepth", Holds.STATISTICS, "timestamp", "percentage", "depth", "notional"),
  FUNDING(
      "funding", Holds.STATISTICS, "calc_time|funding_time_ms", "last_funding_rate|funding_rate");

  /** What a file of a kind is good for. */
  public enum Holds {
    /** Trades and books: a market to replay. */
    EVENTS,
    /** Candles: a run on candles alone, or the past of a recording. */
    CANDLES,
    /** What the venue tells beside its streams. */
    STATISTICS
  }

  /**
   * A file and what it is.
   *
   * @param symbol that its name tells, as the venue's own files do; empty if none
   * @param period of the venue's days that its name tells; empty if none
   * @param columns as they stand in the file; those of the kind where it names none
   * @param header whether its first row names the columns
   */
  record Found(
      Path file,
      FileKind kind,
      String symbol,
      String period,
      List<String> columns,
      boolean header) {

    /** Where a column is, by any of its names. */
    int column(String names) {
      for (String name : names.split("\\|", -1)) {
        int at = columns.indexOf(name);
        if (at >= 0) {
          return at;
        }
      }
      throw new IllegalArgumentException(kind + " has no column " + names);
    }
  }

  private static final Pattern NAME =
      Pattern.compile(
          "([A-Z0-9_]+)-(aggTrades|trades|bookTicker|bookDepth|metrics|fundingRate|\\d+(?:m|h|d|w|mo))"
              + "-(\\d{4}-\\d{2}(?:-\\d{2})?)\\.(?:zip|csv|csv\\.gz)");

  private static final Pattern DUMPED =
      Pattern.compile("(\\d+\\.\\d+: \\{|wss?://|https?://|configuration: ).*");

  private final String label;
  private final Holds holds;

  /** Comma separated: an enum holds nothing that could be changed. */
  private final String columns;

  FileKind(String label, Holds holds, String... required) {
    this.label = label;
    this.holds = holds;
    this.columns = String.join(",", required);
  }

  /** What a file of the kind must have. */
  private List<String> required() {
    return columns.isEmpty() ? List.of() : List.of(columns.split(",", -1));
  }

  public String label() {
    return label;
  }

  public Holds holds() {
    return holds;
  }

  /**
   * What a file is.
   *
   * @throws RecordingException when there is no such file, or it is of no known kind
   * @throws UncheckedIOException when it cannot be read
   */
  public static FileKind of(Path file) {
    return look(file).kind();
  }

  /**
   * What each of some files is; folders stand for their data files.
   *
   * @return in the order in which they were named
   * @throws RecordingException naming a file that is missing, named twice or of no known kind
   */
  public static SequencedMap<Path, FileKind> all(List<Path> paths) {
    SequencedMap<Path, FileKind> kinds = new LinkedHashMap<>();
    RecordingFiles.files(paths).forEach(file -> kinds.put(file, of(file)));
    return kinds;
  }

  static EventFile open(Path file) {
    Found found = look(file);
    try {
      return switch (found.kind()) {
        case CAPTURE, DUMP -> new CaptureFile(found);
        case TRADE_ROWS, TAPE_TRADES, AGG_TRADES, TRADES -> new TradeRows(found);
        case TAPE_QUOTES, BOOK_TICKER -> new QuoteRows(found);
        case DEPTH_ROWS, MERGED_ROWS -> new DepthRows(found);
        case CANDLES, METRICS, BOOK_DEPTH, FUNDING ->
            throw new RecordingException(
                file + ": holds " + found.kind().label() + ", neither trades nor books");
      };
    } catch (IOException e) {
      throw new RecordingException(file + ":1: cannot be read: " + e.getMessage(), e);
    }
  }

  static Found look(Path file) {
    long line = 0;
    try (SourceStream in = SourceStream.open(file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      in.endWhereItIsCut(); // Whoever reads all of it complains.
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        if (!text.isBlank() && text.charAt(0) != '#') {
          return look(file, text, line);
        }
      }
      return capture(file, CAPTURE); // Empty: its reader says so.
    } catch (IOException e) {
      throw new RecordingException(file + ":" + line + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Found capture(Path file, FileKind kind) {
    return new Found(file, kind, "", "", List.of(), false);
  }

  private static Found look(Path file, String first, long line) {
    if (DUMPED.matcher(first).matches()) {
      if (first.contains("okx.com") || first.contains("\"instId\"")) {
        throw new RecordingException(
            file + ":" + line + ": messages of OKX are not replayed, only those of Binance");
      }
      return capture(file, DUMP);
    }
    if (first.indexOf('{') >= 0 || first.indexOf(',') < 0) {
      return capture(file, CAPTURE);
    }
    Matcher name = NAME.matcher(file.getFileName().toString());
    Optional<FileKind> named = name.matches() ? ofName(name.group(2)) : Optional.empty();
    String symbol = name.matches() ? name.group(1) : "";
    String period = name.matches() ? name.group(3) : "";
    List<String> columns = Arrays.stream(first.split(",", -1)).map(String::strip).toList();
    boolean header = columns.stream().noneMatch(cell -> cell.matches("-?[\\d.]+"));
    if (!header) {
      FileKind kind =
          named.orElseThrow(
              () ->
                  new RecordingException(
                      file
                          + ":"
                          + line
                          + ": names no columns, and its name does not tell its kind"));
      return new Found(file, kind, symbol, period, kind.archived(), false);
    }
    FileKind kind = named.orElseGet(() -> byColumns(columns, file, line));
    List<String> missing = kind.missing(columns);
    if (!missing.isEmpty()) {
      throw new RecordingException(
          file + ":" + line + ": " + kind.label + " lacks the columns " + missing);
    }
    return new Found(file, kind, symbol, period, columns, true);
  }

  private static Optional<FileKind> ofName(String code) {
    return Optional.of(
        switch (code) {
          case "aggTrades" -> AGG_TRADES;
          case "trades" -> TRADES;
          case "bookTicker" -> BOOK_TICKER;
          case "bookDepth" -> BOOK_DEPTH;
          case "metrics" -> METRICS;
          case "fundingRate" -> FUNDING;
          default -> CANDLES;
        });
  }

  /** The first kind whose columns are all there; else the nearest one, which then lacks some. */
  private static FileKind byColumns(List<String> columns, Path file, long line) {
    FileKind nearest = CAPTURE;
    double most = 0.5;
    for (FileKind kind : values()) {
      if (!kind.columns.isEmpty()) {
        int missing = kind.missing(columns).size();
        if (missing == 0) {
          return kind;
        }
        double share = 1.0 - (double) missing / kind.required().size();
        if (share > most) {
          most = share;
          nearest = kind;
        }
      }
    }
    if (nearest == CAPTURE) {
      throw new RecordingException(
          file + ":" + line + ": no known kind of file has the columns " + columns);
    }
    return nearest;
  }

  private List<String> missing(List<String> columns) {
    List<String> missing = new ArrayList<>();
    for (String names : required()) {
      if (Arrays.stream(names.split("\\|", -1)).noneMatch(columns::contains)) {
        missing.add(names.replace("|", " or "));
      }
    }
    return missing;
  }

  /** The columns of the venue's files that name none. */
  private List<String> archived() {
    return switch (this) {
      case CANDLES -> List.of("open_time", "open", "high", "low", "close", "volume");
      case FUNDING -> List.of("calc_time", "funding_interval_hours", "last_funding_rate");
      default -> required();
    };
  }
}
