package vortex7.backtest.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.backtest.BacktestResult;
import vortex7.backtest.NoFill;
import vortex7.position.TradeSummary;

/** The trades in groups. Entries that ended without a fill stand where their group is known. */
public enum Breakdown {
  /** Hour of the day (UTC) of the first fill. */
  HOUR("hour of entry, UTC", true),
  STRATEGY("strategy", true),
  SYMBOL("symbol", true),
  EXIT("exit reason", false),
  REGIME("regime at the entry", false),
  VOLATILITY("volatility at the entry", false),
  /** UTC day of the last exit fill, as the account books it. */
  DAY("day", true),
  /** ISO week. */
  WEEK("week", true),
  MONTH("month", true);

  private final String title;
  private final boolean knowsNoFills;

  Breakdown(String title, boolean knowsNoFills) {
    this.title = title;
    this.knowsNoFills = knowsNoFills;
  }

  /** One group and what it came to. */
  public record Group(String name, Figures figures, double maxDrawdown) {}

  public String title() {
    return title;
  }

  /** Whether entries without a fill are counted in the groups. */
  public boolean knowsNoFills() {
    return knowsNoFills;
  }

  private String nameOf(TradeSummary trade) {
    return switch (this) {
      case HOUR -> hour(trade.entryTime());
      case STRATEGY -> String.valueOf(trade.strategy());
      case SYMBOL -> trade.symbol().code();
      case EXIT -> trade.exitReason().name();
      case REGIME -> trade.regime();
      case VOLATILITY -> trade.volatilityPhase();
      case DAY -> day(trade.exitTime()).toString();
      case WEEK -> week(day(trade.exitTime()));
      case MONTH -> month(day(trade.exitTime()));
    };
  }

  private String nameOf(NoFill none) {
    return switch (this) {
      case HOUR -> hour(none.at());
      case STRATEGY -> String.valueOf(none.strategy());
      case SYMBOL -> none.symbol().code();
      case DAY -> day(none.at()).toString();
      case WEEK -> week(day(none.at()));
      case MONTH -> month(day(none.at()));
      case EXIT, REGIME, VOLATILITY ->
          throw new IllegalStateException(this + " is not known of an entry without a fill");
    };
  }

  /** The groups by name, each with its own course from the opening balance on. */
  List<Group> of(BacktestResult result, List<TradeSummary> byExit, double opening) {
    SortedMap<String, List<TradeSummary>> trades = new TreeMap<>();
    SortedMap<String, Integer> noFills = new TreeMap<>();
    for (TradeSummary trade : byExit) {
      trades.computeIfAbsent(nameOf(trade), name -> new ArrayList<>()).add(trade);
    }
    if (knowsNoFills) {
      for (NoFill none : result.noFills()) {
        String name = nameOf(none);
        noFills.merge(name, 1, Integer::sum);
        trades.computeIfAbsent(name, unused -> new ArrayList<>());
      }
    }
    List<Group> groups = new ArrayList<>();
    trades.forEach(
        (name, all) ->
            groups.add(
                new Group(
                    name,
                    Figures.of(all, noFills.getOrDefault(name, 0), 0),
                    EquityCourse.drawdown(opening, all))));
    return groups;
  }

  private static String hour(Instant at) {
    return twoDigits(at.atOffset(ZoneOffset.UTC).getHour());
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static String week(LocalDate day) {
    return day.get(IsoFields.WEEK_BASED_YEAR)
        + "-W"
        + twoDigits(day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  private static String month(LocalDate day) {
    return day.toString().substring(0, "yyyy-MM".length());
  }
}
