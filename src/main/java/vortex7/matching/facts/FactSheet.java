package vortex7.matching.facts;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The figures of one market by fact; a figure that could not be measured is NaN. */
public final class FactSheet {
  private final Map<Fact, double[]> figures = new EnumMap<>(Fact.class);

  /** Notes a fact's figures, in the order that its label tells. */
  public void put(Fact fact, double... values) {
    figures.put(fact, values.clone());
  }

  void put(Fact fact, double first, double[] more) {
    double[] values = new double[1 + more.length];
    values[0] = first;
    System.arraycopy(more, 0, values, 1, more.length);
    put(fact, values);
  }

  /** A fact's figures; empty when it was not measured. */
  public Optional<double[]> get(Fact fact) {
    return Optional.ofNullable(figures.get(fact)).map(double[]::clone);
  }

  /**
   * One figure.
   *
   * @param index counted from 0
   */
  public double figure(Fact fact, int index) {
    double[] values = figures.get(fact);
    if (values == null || index >= values.length) {
      throw new IllegalArgumentException(fact + " has no figure " + index + " here");
    }
    return values[index];
  }

  /** A fact's first figure. */
  public double figure(Fact fact) {
    return figure(fact, 0);
  }
}
