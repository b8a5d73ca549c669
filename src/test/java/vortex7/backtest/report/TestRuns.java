package vortex7.backtest.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import vortex7.backtest.BacktestResult;
import vortex7.backtest.EquityPoint;
import vortex7.backtest.NoFill;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;
import vortex7.risk.AccountEvent;

/** Results with whatever trades a test wants, or with random ones. */
public final class TestRuns {
  public static final Instant NOON = Instant.parse("2025-11-19T12:00:00Z");
  public static final Symbol BTC = Symbol.of("BTCUSDT");
  public static final Symbol ETH = Symbol.of("ETHUSDT");
  public static final BigDecimal OPENING = new BigDecimal("10000");

  private TestRuns() {}

  /** A trade of strategy A on BTC that brought {@code gross} and cost 1 USDT of fees, in BNB. */
  static TradeSummary trade(int number, String gross) {
    return trade(number, BTC, 'A', new BigDecimal(gross), BigDecimal.ONE, ExitReason.TP1, 3);
  }

  static TradeSummary trade(
      int number,
      Symbol symbol,
      char strategy,
      BigDecimal gross,
      BigDecimal fees,
      ExitReason exit,
      int minutes) {
    Instant entry = NOON.plus(Duration.ofMinutes(30L * number));
    boolean target = exit == ExitReason.TP1;
    return new TradeSummary(
        "d_" + number,
        symbol,
        number,
        number % 2 == 0 ? Side.BUY : Side.SELL,
        strategy,
        new BigDecimal("60000"),
        new BigDecimal("60060"),
        new BigDecimal("0.5"),
        new BigDecimal("30000"),
        5,
        new BigDecimal("59940"),
        new BigDecimal("60100"),
        Optional.empty(),
        gross,
        fees,
        new TreeMap<>(Map.of("BNB", fees.movePointLeft(2))),
        List.of(),
        new BigDecimal("0.10"),
        gross.subtract(fees).subtract(new BigDecimal("0.10")),
        70,
        0.6,
        Duration.ofMinutes(minutes),
        exit,
        target ? 2 : 1,
        0,
        target ? 0 : 1,
        entry,
        entry.plus(Duration.ofMinutes(minutes)),
        number % 3 == 0 ? "RANGING" : "TRENDING",
        "NORMAL",
        "documents",
        "");
  }

  /** A run of these trades over {@code hours}, with the equity noted each minute. */
  static BacktestResult run(List<TradeSummary> trades, List<NoFill> noFills, int open, int hours) {
    Instant end = NOON.plus(Duration.ofHours(hours));
    List<EquityPoint> equity = new ArrayList<>();
    for (Instant at = NOON; !at.isAfter(end); at = at.plusSeconds(60)) {
      BigDecimal wallet = OPENING;
      for (TradeSummary trade : trades) {
        if (!trade.exitTime().isAfter(at)) {
          wallet = wallet.add(trade.pnlGross()).subtract(trade.funding());
        }
      }
      equity.add(new EquityPoint(at, wallet, wallet));
    }
    List<AccountEvent> days = new ArrayList<>();
    for (EquityPoint point : equity) {
      boolean midnight = point.at().getEpochSecond() % 86_400 == 0;
      if (midnight || point.at().equals(NOON)) {
        days.add(
            new AccountEvent.DayBegan(
                point.at().atOffset(java.time.ZoneOffset.UTC).toLocalDate(),
                point.wallet(),
                point.at()));
      }
    }
    SortedMap<String, BigDecimal> opening = new TreeMap<>(Map.of("USDT", OPENING));
    SortedMap<String, BigDecimal> closing =
        new TreeMap<>(Map.of("USDT", equity.getLast().wallet()));
    return new BacktestResult(
        "documents",
        NOON,
        end,
        new TreeMap<>(),
        1_000,
        900,
        "ab12",
        new TreeMap<>(),
        List.of(),
        trades,
        noFills,
        new TreeMap<>(),
        open,
        equity,
        opening,
        closing,
        days,
        List.of(),
        new TreeMap<>(),
        List.of());
  }

  /** Trades, no fills and fragments of every kind. */
  static BacktestResult random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = 5 + random.nextInt(60);
    List<TradeSummary> trades = new ArrayList<>();
    List<NoFill> noFills = new ArrayList<>();
    ExitReason[] exits = ExitReason.values();
    for (int i = 0; i < count; i++) {
      Symbol symbol = random.nextBoolean() ? BTC : ETH;
      char strategy = (char) ('A' + random.nextInt(3));
      if (random.nextInt(4) == 0) {
        Instant at = NOON.plus(Duration.ofMinutes(30L * i + 1));
        noFills.add(new NoFill(symbol, i, strategy, "d_" + i, at));
        continue;
      }
      BigDecimal gross = BigDecimal.valueOf(random.nextInt(-4_000, 4_500), 2);
      BigDecimal fees = BigDecimal.valueOf(random.nextInt(50, 400), 2);
      ExitReason exit = exits[random.nextInt(exits.length)];
      trades.add(trade(i, symbol, strategy, gross, fees, exit, 1 + random.nextInt(20)));
    }
    return run(trades, noFills, random.nextInt(3), count / 2 + 1);
  }
}
