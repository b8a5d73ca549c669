package vortex7.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Asks the person at the terminal. */
final class Confirmation {
  private Confirmation() {}

  /**
   * Whether {@code yes} was typed.
   *
   * @throws CommandFailure when nobody is there
   */
  static boolean asked(PrintWriter out, String question) {
    out.print(question + " Type yes to go on: ");
    out.flush();
    try {
      String typed =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      if (typed == null) {
        throw CommandFailure.usage("nobody is there to confirm; use --yes");
      }
      return typed.strip().equalsIgnoreCase("yes");
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read the confirmation: " + e.getMessage());
    }
  }
}
