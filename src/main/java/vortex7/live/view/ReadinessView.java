package vortex7.live.view;

import java.util.List;

/** Whether everything that trading needs is up and reconciled, and if not, what is missing. */
public record ReadinessView(boolean ready, List<String> missing) {
  public ReadinessView {
    missing = List.copyOf(missing);
  }
}
