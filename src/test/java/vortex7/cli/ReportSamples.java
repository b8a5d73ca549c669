package vortex7.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Reports of small runs, made by the command. */
public final class ReportSamples {
  /** Rules under which strategy A enters on nearly every mark, and holds nothing for long. */
  public static final String EAGER =
      """
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
          longest-hold = 6 s
        }
        risk { risk-per-trade = 0.02 %, kelly = off }
        breakers { loss-streak-every = 1000, hourly-losses = 50, trades-per-hour = 200 }
        signal {
          regime.trend.choppy-up-to = -1
          order-flow { warm-up-millis = 2000 }
          tick { warm-up-millis = 2000, votes-min = 1, streak-min = 1 }
        }
      }
      """;

  private ReportSamples() {}

  /** A page of a synthetic run that traded. */
  public static Path traded(Path page) throws IOException {
    Path config = page.resolveSibling("eager.conf");
    Files.writeString(config, EAGER);
    return run(page, "--config", config.toString(), "--minutes", "2", "--balance", "10000");
  }

  /** A page of a synthetic run that did not. */
  public static Path untraded(Path page) {
    return run(page, "--minutes", "1", "--symbols", "ETHUSDT");
  }

  private static Path run(Path page, String... more) {
    List<String> arguments = new ArrayList<>(List.of("backtest", "--synthetic"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--page", page.toString()));
    StringWriter out = new StringWriter();
    CommandLine command = Main.commandLine("backtest");
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(out, true));
    int status = command.execute(arguments.toArray(String[]::new));
    if (status != ExitCode.DONE) {
      throw new IllegalStateException(out.toString());
    }
    return page;
  }
}
