package vortex7.matching;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How much leverage a symbol allows for which position, and how much margin keeps it: the larger
 * the position, the more. All notionals are in the quote asset.
 */
public record LeverageBrackets(List<Bracket> brackets) {
  /**
   * One step of the table.
   *
   * @param number from 1
   * @param initialLeverage the most that positions up to {@code notionalCap} may have
   * @param maintenanceRate fraction of the notional above {@code notionalFloor}
   * @param cumulative what the lower brackets' lower rates save
   */
  public record Bracket(
      int number,
      int initialLeverage,
      BigDecimal notionalFloor,
      BigDecimal notionalCap,
      BigDecimal maintenanceRate,
      BigDecimal cumulative) {}

  public LeverageBrackets {
    brackets = List.copyOf(brackets);
    if (brackets.isEmpty()) {
      throw new IllegalArgumentException("brackets must hold at least one");
    }
  }

  /** The venue's table for its largest perpetuals: 125× up to 300 000, 1× up to 1.8 billion. */
  public static LeverageBrackets documents() {
    long[] caps = {
      300_000,
      800_000,
      3_000_000,
      12_000_000,
      70_000_000,
      100_000_000,
      230_000_000,
      480_000_000,
      600_000_000,
      800_000_000,
      1_200_000_000,
      1_800_000_000
    };
    int[] leverages = {125, 100, 75, 50, 25, 20, 10, 5, 4, 3, 2, 1};
    String[] rates = {
      "0.004", "0.005", "0.0065", "0.01", "0.02", "0.025", "0.05", "0.1", "0.125", "0.15", "0.25",
      "0.5"
    };
    List<Bracket> table = new ArrayList<>();
    BigDecimal floor = BigDecimal.ZERO;
    BigDecimal cumulative = BigDecimal.ZERO;
    BigDecimal rateBefore = new BigDecimal(rates[0]);
    for (int i = 0; i < caps.length; i++) {
      BigDecimal rate = new BigDecimal(rates[i]);
      cumulative = cumulative.add(floor.multiply(rate.subtract(rateBefore)));
      BigDecimal cap = BigDecimal.valueOf(caps[i]);
      table.add(new Bracket(i + 1, leverages[i], floor, cap, rate, cumulative));
      floor = cap;
      rateBefore = rate;
    }
    return new LeverageBrackets(table);
  }

  public int maxLeverage() {
    return brackets.getFirst().initialLeverage();
  }

  /** The largest position that this leverage may hold. */
  public BigDecimal maxNotional(int leverage) {
    BigDecimal most = BigDecimal.ZERO;
    for (Bracket bracket : brackets) {
      if (bracket.initialLeverage() >= leverage) {
        most = bracket.notionalCap();
      }
    }
    return most;
  }

  /** The bracket of a position of this worth; beyond the last cap it is the last one. */
  public Bracket of(BigDecimal notional) {
    for (Bracket bracket : brackets) {
      if (notional.compareTo(bracket.notionalCap()) <= 0) {
        return bracket;
      }
    }
    return brackets.getLast();
  }

  /** The margin without which a position of this worth is liquidated. */
  public BigDecimal maintenance(BigDecimal notional) {
    Bracket bracket = of(notional);
    return notional.multiply(bracket.maintenanceRate()).subtract(bracket.cumulative());
  }
}
