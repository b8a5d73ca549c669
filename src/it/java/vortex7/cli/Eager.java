package vortex7.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration under which strategy A enters on nearly every mark, so that a test need not wait
 * for the market. Limits of money and execution stay as they are.
 */
final class Eager {
  private Eager() {}

  static Path configuration(Path folder) throws IOException {
    return Files.writeString(folder.resolve("eager.conf"), text("15 s"));
  }

  /** The same, with positions that only a stop, a target or a person ends. */
  static Path patient(Path folder) throws IOException {
    return Files.writeString(folder.resolve("patient.conf"), text("10 minutes"));
  }

  private static String text(String longestHold) {
    return """
    vortex7 {
      decision {
        strategy-tenths-min = 0
        stable-jump-max = 2
        no-fill-pause = 1 s
        close-pause = 1 s
      }
      strategies.a {
        threshold { score-min = 0.02, choppy-gain = 0, agreeing-min = 1 }
        velocity-above = -1
        streak-min = 0
        spike-above = -1
        confirmations-min = 0
        entry-timeout = 4 s
        longest-hold = LONGEST
      }
      execution.venue-half-open-after = 5 s
      risk { risk-per-trade = 0.02 %, kelly = off }
      signal {
        engines = "order-flow, tick, regime"
        regime.trend.choppy-up-to = -1
        order-flow { warm-up-millis = 2000 }
        tick { warm-up-millis = 2000, votes-min = 1, streak-min = 1 }
      }
    }
    """
        .replace("LONGEST", longestHold);
  }
}
