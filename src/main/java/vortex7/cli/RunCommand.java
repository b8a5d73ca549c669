package vortex7.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vortex7.settings.Settings;

/** The daemon: starts everything, says where it listens, runs until it is told to end. */
@Command(
    name = "run",
    description = {
      "The daemon. With no configuration it trades paper money on the embedded simulated venue,",
      "with an embedded PostgreSQL. Ctrl-C ends it cleanly."
    },
    mixinStandardHelpOptions = true)
final class RunCommand extends ConsoleCommand {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = out();
    Settings settings = RecordedSymbols.only(options.load(), out);
    Logs.into(settings.data());
    Boot boot = new Boot(settings, out);
    Interrupt interrupt = Interrupt.install(boot::close);
    try {
      boot.start();
      return boot.awaitEnd();
    } finally {
      boot.close();
      interrupt.done();
    }
  }
}
