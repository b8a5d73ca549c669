package vortex7.journal;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code trades}. Prices and money in quote units; {@code confidence} 0 to 100.
 *
 * @param side LONG or SHORT
 * @param takerFills of entries and targets
 * @param feesByAsset JSON text
 * @param engineSignals JSON text
 */
public record TradeRow(
    long id,
    String ref,
    String symbol,
    String side,
    String strategy,
    long positionNumber,
    String mode,
    String venue,
    String profile,
    BigDecimal entryPrice,
    BigDecimal exitPrice,
    BigDecimal sizeUsdt,
    int leverage,
    BigDecimal slPrice,
    BigDecimal tp1Price,
    Optional<BigDecimal> tp2Price,
    BigDecimal pnlGross,
    BigDecimal feeTotal,
    BigDecimal funding,
    BigDecimal pnlNet,
    BigDecimal confidence,
    BigDecimal finalScore,
    int holdDurationSec,
    String exitReason,
    int makerFills,
    int takerFills,
    Instant entryTime,
    Instant exitTime,
    String regimeAtEntry,
    String volPhaseAtEntry,
    @JsonRawValue String feesByAsset,
    @JsonRawValue String engineSignals) {

  static TradeRow read(ResultSet row) throws SQLException {
    return new TradeRow(
        row.getLong("id"),
        row.getString("ref"),
        row.getString("symbol"),
        row.getString("side"),
        row.getString("strategy"),
        row.getLong("position_number"),
        row.getString("mode"),
        row.getString("venue"),
        row.getString("profile"),
        row.getBigDecimal("entry_price"),
        row.getBigDecimal("exit_price"),
        row.getBigDecimal("size_usdt"),
        row.getInt("leverage"),
        row.getBigDecimal("sl_price"),
        row.getBigDecimal("tp1_price"),
        Optional.ofNullable(row.getBigDecimal("tp2_price")),
        row.getBigDecimal("pnl_gross"),
        row.getBigDecimal("fee_total"),
        row.getBigDecimal("funding"),
        row.getBigDecimal("pnl_net"),
        row.getBigDecimal("confidence"),
        row.getBigDecimal("final_score"),
        row.getInt("hold_duration_sec"),
        row.getString("exit_reason"),
        row.getInt("maker_fills"),
        row.getInt("taker_fills"),
        row.getTimestamp("entry_time").toInstant(),
        row.getTimestamp("exit_time").toInstant(),
        row.getString("regime_at_entry"),
        row.getString("vol_phase_at_entry"),
        row.getString("fees_by_asset"),
        row.getString("engine_signals"));
  }
}
