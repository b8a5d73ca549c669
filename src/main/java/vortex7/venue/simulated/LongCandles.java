package vortex7.venue.simulated;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Kline;
import vortex7.matching.MarketSource;
import vortex7.matching.PastBar;

/**
 * What the candles above 15 minutes of one symbol are put together from: half hours back to 500
 * candles of 12 hours, and days back to the symbol's listing. The past before the market's own
 * minutes is made when it is first asked for. Lives on the engine's thread.
 */
final class LongCandles {
  private static final long HALF_HOUR = 1_800_000;
  private static final long DAY = 86_400_000;

  /** 500 candles of 12 hours. */
  private static final int HALF_HOURS = 500 * 24;

  private static final int DAYS_MAX = 3_000;

  private final Symbol symbol;
  private final long listedSince;
  private final MarketSource source;
  private final Deque<CandleRow> sinceStart = new ArrayDeque<>();
  private @Nullable Past past;

  /** What lies before the start. */
  private record Past(List<CandleRow> days, List<CandleRow> halfHours) {}

  /** Before the market has moved: its history ends where the first trades begin. */
  LongCandles(ListedSymbol listed, MarketSource source) {
    this.symbol = listed.symbol();
    this.listedSince = listed.onboardDate();
    this.source = source;
  }

  /** A candle of 15 minutes closed; others are ignored. */
  void onClosed(Kline kline) {
    if (kline.candle().timeframe() != Timeframe.M15) {
      return;
    }
    CandleRow quarter = CandleRow.of(kline);
    CandleRow newest = sinceStart.peekLast();
    if (newest != null && quarter.openTime() % HALF_HOUR != 0) {
      sinceStart.removeLast();
      sinceStart.addLast(newest.plus(quarter).within(newest.openTime(), quarter.closeTime() + 1));
    } else {
      sinceStart.addLast(quarter);
    }
    if (sinceStart.size() > HALF_HOURS) {
      sinceStart.removeFirst();
    }
  }

  /** Oldest first, without a hole, up to the newest 15 minutes that closed. */
  List<CandleRow> partsOf(CandleInterval interval) {
    Past known = past();
    List<CandleRow> parts = new ArrayList<>();
    boolean byDays = interval.compareTo(CandleInterval.D1) >= 0;
    if (byDays) {
      parts.addAll(known.days());
    }
    long from = byDays && !parts.isEmpty() ? parts.getLast().closeTime() : Long.MIN_VALUE;
    for (CandleRow halfHour : known.halfHours()) {
      if (halfHour.openTime() > from) {
        parts.add(halfHour);
      }
    }
    parts.addAll(sinceStart);
    return parts;
  }

  /** What has closed of the candle that holds {@code time}; empty when nothing of it has. */
  Optional<CandleRow> closedOf(CandleInterval interval, long time) {
    long start = interval.startOf(time);
    long end = interval.endOf(start);
    List<CandleRow> parts =
        partsOf(interval).stream()
            .filter(part -> part.openTime() >= start && part.openTime() < end)
            .toList();
    return CandleRow.joined(parts, interval).stream().findFirst();
  }

  private Past past() {
    Past known = past;
    if (known == null) {
      known = made();
      past = known;
    }
    return known;
  }

  private Past made() {
    List<CandleRow> quarters = new ArrayList<>();
    for (Candle candle : source.history(symbol, Timeframe.M15, Integer.MAX_VALUE)) {
      if (!quarters.isEmpty() || candle.openTime() % HALF_HOUR == 0) {
        quarters.add(CandleRow.of(Kline.untraded(candle)));
      }
    }
    if (quarters.isEmpty()) {
      return new Past(List.of(), List.of());
    }
    List<CandleRow> halfHours = before(quarters.getFirst(), HALF_HOUR, HALF_HOURS);
    halfHours.addAll(quarters);
    for (CandleRow halfHour : halfHours) {
      if (halfHour.openTime() % DAY == 0) {
        return new Past(before(halfHour, DAY, DAYS_MAX), List.copyOf(halfHours));
      }
    }
    return new Past(List.of(), List.copyOf(halfHours));
  }

  /** Up to {@code most} bars that lead to the open of {@code next}; none before the listing. */
  private List<CandleRow> before(CandleRow next, long step, int most) {
    long count = Math.min(most, Math.max(0, (next.openTime() - listedSince) / step));
    List<CandleRow> rows = new ArrayList<>();
    for (PastBar bar :
        source.distantPast(symbol, step, next.openTime(), next.open(), Math.toIntExact(count))) {
      rows.add(CandleRow.of(bar));
    }
    return rows;
  }
}
