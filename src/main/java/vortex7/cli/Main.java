package vortex7.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vortex7.settings.InvalidSettings;
import vortex7.settings.Problem;

/** The program's entry: reads the command line, runs one command, answers with its exit status. */
@Command(
    name = "vortex7",
    description = {
      "An always-on daemon that scalps Binance USDT-M perpetual futures.",
      "Without configuration it trades paper money on an embedded simulated venue."
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      SimCommand.class,
      CheckCommand.class,
      StatusCommand.class,
      StopCommand.class,
      StartCommand.class,
      CloseAllCommand.class,
      PanicCommand.class,
      ResumeCommand.class,
      BenchCommand.class,
      FactsCommand.class,
    },
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  done",
      "  1  failed",
      "  2  wrong usage or configuration",
      "  3  a port, file or database is not to be had",
      "  4  the venue refused",
      "",
      "First steps: ./vortex7 run, then ./vortex7 status in another terminal."
    })
public final class Main implements Runnable {
  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** Runs one command line and answers its exit status. */
  static int execute(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler(Main::onWrongUsage)
        .setExecutionExceptionHandler(Main::onFailure);
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  private static int onWrongUsage(CommandLine.ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("vortex7: " + wrong.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static int onFailure(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (failure instanceof InvalidSettings invalid) {
      int count = invalid.problems().size();
      err.println(
          "vortex7: the configuration has " + count + (count == 1 ? " mistake:" : " mistakes:"));
      for (Problem problem : invalid.problems()) {
        err.println("  " + problem);
      }
      return ExitCode.USAGE;
    }
    if (failure instanceof CommandFailure known) {
      err.println("vortex7: " + known.text());
      return known.exitCode();
    }
    err.println("vortex7: unexpected failure: " + failure);
    org.slf4j.LoggerFactory.getLogger(Main.class).error("command failed", failure);
    return ExitCode.FAILED;
  }
}
