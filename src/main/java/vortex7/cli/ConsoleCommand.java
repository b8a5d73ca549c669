package vortex7.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that prints for the person, or the program, that called it. */
abstract class ConsoleCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  final PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("a command runs only from a command line");
    }
    return spec.commandLine().getOut();
  }
}
