package vortex7.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  /** In the order of the help. */
  private static final Map<String, Class<?>> COMMANDS = commands();

  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    for (Class<?> command :
        List.of(
            RunCommand.class,
            SimCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            WhyCommand.class,
            StopCommand.class,
            StartCommand.class,
            CloseAllCommand.class,
            PanicCommand.class,
            ResumeCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            BacktestCommand.class,
            CompareCommand.class,
            OptimizeCommand.class,
            BenchCommand.class,
            DownloadCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            ReadingsCommand.class,
            FactsCommand.class)) {
      commands.put(command.getAnnotation(Command.class).name(), command);
    }
    return commands;
  }

  /** Runs one command line and answers its exit status. */
  static int execute(String... arguments) {
    return commandLine(arguments).execute(arguments);
  }

  /**
   * What understands the arguments: reading the options of all commands takes longer than most
   * commands do, so one that is named is read alone.
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine program = new CommandLine(new Main());
    Class<?> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (named == null) {
      COMMANDS.values().forEach(program::addSubcommand);
    } else {
      program.addSubcommand(named);
    }
    return program
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
