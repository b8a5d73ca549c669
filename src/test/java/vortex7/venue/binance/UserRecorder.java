package vortex7.venue.binance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vortex7.market.Symbol;
import vortex7.port.UserListener;
import vortex7.position.OrderReport;

/** Keeps what the user stream told, reports apart. */
final class UserRecorder implements UserListener {
  final List<OrderReport> reports = new CopyOnWriteArrayList<>();
  final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void onReport(OrderReport report) {
    reports.add(report);
  }

  @Override
  public void onForeignOrder(Symbol symbol, String clientOrderId, String what, Instant at) {
    told.add("foreign " + symbol + " " + clientOrderId + " " + what);
  }

  @Override
  public void onPosition(Symbol symbol, BigDecimal amount, BigDecimal entryPrice, Instant at) {
    told.add("position " + symbol + " " + amount + " " + entryPrice);
  }

  @Override
  public void onBalance(
      String asset, BigDecimal wallet, BigDecimal change, String reason, Instant at) {
    told.add("balance " + asset + " " + wallet + " " + change + " " + reason);
  }

  @Override
  public void onFunding(Symbol symbol, BigDecimal paid, Instant at) {
    told.add("funding " + symbol + " " + paid + " " + at.toEpochMilli());
  }

  @Override
  public void onConnected() {
    told.add("connected");
  }

  @Override
  public void onDisconnected(String reason) {
    told.add("disconnected " + reason);
  }
}
