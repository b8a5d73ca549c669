package vortex7.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.position.TradeSummary;

/**
 * Writes {@code trades}, {@code daily_facts} and {@code daily_summary}. All writes are upserts on
 * what identifies the fact, and a day's summary is computed anew from its trades and facts, so that
 * telling a fact twice changes nothing.
 */
final class TradeTables {
  /** The row of the whole account in {@code daily_summary}. */
  static final String ALL_SYMBOLS = "*";

  private static final int MONEY_SCALE = 4;
  private static final int SIZE_SCALE = 2;
  private static final int PRICE_SCALE = 8;

  private static final String UPSERT_TRADE =
      """
      INSERT INTO trades (
        symbol, side, strategy, entry_price, exit_price, size_usdt, leverage, sl_price, tp1_price,
        tp2_price, pnl_gross, fee_total, pnl_net, confidence, engine_signals, final_score,
        hold_duration_sec, exit_reason, maker_fills, taker_fills, entry_time, exit_time,
        regime_at_entry, vol_phase_at_entry, ref, position_number, mode, venue, profile, funding,
        fees_by_asset)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (ref, venue, mode, position_number) DO UPDATE SET
        exit_price = excluded.exit_price, size_usdt = excluded.size_usdt,
        entry_price = excluded.entry_price, tp2_price = excluded.tp2_price,
        pnl_gross = excluded.pnl_gross, fee_total = excluded.fee_total,
        pnl_net = excluded.pnl_net, hold_duration_sec = excluded.hold_duration_sec,
        exit_reason = excluded.exit_reason, maker_fills = excluded.maker_fills,
        taker_fills = excluded.taker_fills, exit_time = excluded.exit_time,
        funding = excluded.funding, fees_by_asset = excluded.fees_by_asset
      """;

  private static final String UPSERT_FACT =
      """
      INSERT INTO daily_facts (
        persistence_id, sequence_number, venue, mode, day, kind, symbol, amount)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String SUMMARISE =
      """
      WITH wanted AS (
        SELECT ?::date AS day, ?::varchar AS symbol, ?::varchar AS venue, ?::varchar AS mode
      ), closed AS (
        SELECT trades.*, exit_reason <> 'FRAGMENT' AS whole
        FROM trades JOIN wanted USING (venue, mode)
        WHERE exit_time >= wanted.day::timestamp AT TIME ZONE 'UTC'
          AND exit_time < (wanted.day + 1)::timestamp AT TIME ZONE 'UTC'
          AND wanted.symbol IN ('*', trades.symbol)
      ), facts AS (
        SELECT daily_facts.*
        FROM daily_facts JOIN wanted USING (venue, mode, day)
        WHERE wanted.symbol IN ('*', daily_facts.symbol)
      ), begun AS (
        SELECT amount FROM daily_facts JOIN wanted USING (venue, mode, day)
        WHERE kind = 'BALANCE' ORDER BY sequence_number LIMIT 1
      ), curve AS (
        SELECT exit_time, id,
          (SELECT amount FROM begun) + sum(pnl_net) OVER (ORDER BY exit_time, id) AS equity
        FROM closed
      ), falls AS (
        SELECT equity,
          GREATEST((SELECT amount FROM begun), max(equity) OVER (ORDER BY exit_time, id)) AS peak
        FROM curve
      )
      INSERT INTO daily_summary AS summary (
        date, symbol, mode, venue, total_trades, wins, losses, no_fills, gross_pnl, total_fees,
        net_pnl, fee_ratio, maker_rate, max_drawdown, best_trade_pnl, worst_trade_pnl, avg_hold_sec,
        avg_confidence, strategy_a_count, strategy_b_count, strategy_c_count, circuit_breaks,
        funding)
      SELECT
        (SELECT day FROM wanted), (SELECT symbol FROM wanted),
        (SELECT mode FROM wanted), (SELECT venue FROM wanted),
        count(*) FILTER (WHERE whole),
        count(*) FILTER (WHERE whole AND pnl_net > 0),
        count(*) FILTER (WHERE whole AND pnl_net < 0),
        count(*) FILTER (WHERE NOT whole) + (SELECT count(*) FROM facts WHERE kind = 'NO_FILL'),
        coalesce(sum(pnl_gross), 0), coalesce(sum(fee_total), 0), coalesce(sum(pnl_net), 0),
        least(sum(fee_total) / nullif(sum(pnl_gross) FILTER (WHERE pnl_gross > 0), 0), 9.9999),
        sum(maker_fills)::numeric / nullif(sum(maker_fills + taker_fills), 0),
        (SELECT least(max((peak - equity) / nullif(peak, 0)), 9.9999) FROM falls),
        max(pnl_net), min(pnl_net),
        avg(hold_duration_sec) FILTER (WHERE whole), avg(confidence) FILTER (WHERE whole),
        count(*) FILTER (WHERE whole AND strategy = 'A'),
        count(*) FILTER (WHERE whole AND strategy = 'B'),
        count(*) FILTER (WHERE whole AND strategy = 'C'),
        (SELECT count(*) FROM facts WHERE kind = 'BREAKER'),
        coalesce(sum(funding), 0)
      FROM closed
      ON CONFLICT (date, symbol, mode, venue) DO UPDATE SET
        total_trades = excluded.total_trades, wins = excluded.wins, losses = excluded.losses,
        no_fills = excluded.no_fills, gross_pnl = excluded.gross_pnl,
        total_fees = excluded.total_fees, net_pnl = excluded.net_pnl,
        fee_ratio = excluded.fee_ratio, maker_rate = excluded.maker_rate,
        max_drawdown = excluded.max_drawdown, best_trade_pnl = excluded.best_trade_pnl,
        worst_trade_pnl = excluded.worst_trade_pnl, avg_hold_sec = excluded.avg_hold_sec,
        avg_confidence = excluded.avg_confidence, strategy_a_count = excluded.strategy_a_count,
        strategy_b_count = excluded.strategy_b_count, strategy_c_count = excluded.strategy_c_count,
        circuit_breaks = excluded.circuit_breaks, funding = excluded.funding
      """;

  private final Connection connection;
  private final JournalScope scope;
  private final EventFormat format;

  TradeTables(Connection connection, JournalScope scope, EventFormat format) {
    this.connection = connection;
    this.scope = scope;
    this.format = format;
  }

  /** What a fact is about. */
  enum FactKind {
    NO_FILL,
    BREAKER,
    BALANCE
  }

  void closed(TradeSummary trade) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(UPSERT_TRADE)) {
      Row row = new Row(insert);
      row.text(trade.symbol().code());
      row.text(trade.side() == Side.BUY ? "LONG" : "SHORT");
      row.text(String.valueOf(trade.strategy()));
      row.decimal(trade.entryPrice(), PRICE_SCALE);
      row.decimal(trade.exitPrice(), PRICE_SCALE);
      row.decimal(trade.size(), SIZE_SCALE);
      row.integer(trade.leverage());
      row.decimal(trade.stopPrice(), PRICE_SCALE);
      row.decimal(trade.targetPrice(), PRICE_SCALE);
      row.decimal(trade.tp2Price(), PRICE_SCALE);
      row.decimal(trade.pnlGross(), MONEY_SCALE);
      row.decimal(trade.feeTotal(), MONEY_SCALE);
      row.decimal(trade.pnlNet(), MONEY_SCALE);
      row.decimal(BigDecimal.valueOf(trade.confidence()), 2);
      row.text(trade.signals().isBlank() ? "{}" : trade.signals());
      row.decimal(BigDecimal.valueOf(trade.score()), 4);
      row.integer((int) trade.hold().toSeconds());
      row.text(trade.exitReason().name());
      row.integer(trade.makerFills());
      row.integer(trade.takerFills());
      row.time(trade.entryTime());
      row.time(trade.exitTime());
      row.text(trade.regime());
      row.text(trade.volatilityPhase());
      row.text(trade.ref());
      row.number(trade.positionNumber());
      row.text(scope.mode());
      row.text(scope.venue());
      row.text(trade.profile());
      row.decimal(trade.funding(), MONEY_SCALE);
      row.text(format.jsonText(trade.feesByAsset()));
      insert.executeUpdate();
    }
    summarise(dayOf(trade.exitTime()), trade.symbol().code());
  }

  void fact(
      String persistenceId,
      long sequenceNumber,
      LocalDate day,
      FactKind kind,
      String symbol,
      BigDecimal amount)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(UPSERT_FACT)) {
      Row row = new Row(insert);
      row.text(persistenceId);
      row.number(sequenceNumber);
      row.text(scope.venue());
      row.text(scope.mode());
      row.day(day);
      row.text(kind.name());
      row.text(symbol);
      row.decimal(amount, MONEY_SCALE);
      insert.executeUpdate();
    }
    summarise(day, symbol);
  }

  private void summarise(LocalDate day, String symbol) throws SQLException {
    summariseOne(day, ALL_SYMBOLS);
    if (!symbol.equals(ALL_SYMBOLS)) {
      summariseOne(day, symbol);
    }
  }

  private void summariseOne(LocalDate day, String symbol) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(SUMMARISE)) {
      Row row = new Row(upsert);
      row.day(day);
      row.text(symbol);
      row.text(scope.venue());
      row.text(scope.mode());
      upsert.executeUpdate();
    }
  }

  static LocalDate dayOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Sets a statement's parameters one after the other. */
  private static final class Row {
    private final PreparedStatement statement;
    private int index;

    Row(PreparedStatement statement) {
      this.statement = statement;
    }

    void text(String value) throws SQLException {
      statement.setString(++index, value);
    }

    void integer(int value) throws SQLException {
      statement.setInt(++index, value);
    }

    void number(long value) throws SQLException {
      statement.setLong(++index, value);
    }

    void decimal(BigDecimal value, int scale) throws SQLException {
      statement.setBigDecimal(++index, value.setScale(scale, RoundingMode.HALF_EVEN));
    }

    void decimal(Optional<BigDecimal> value, int scale) throws SQLException {
      statement.setBigDecimal(
          ++index, value.map(v -> v.setScale(scale, RoundingMode.HALF_EVEN)).orElse(null));
    }

    void time(Instant value) throws SQLException {
      statement.setTimestamp(++index, Timestamp.from(value));
    }

    void day(LocalDate value) throws SQLException {
      statement.setObject(++index, value);
    }
  }
}
