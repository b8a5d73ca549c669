package vortex7.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import vortex7.venue.simulated.SimulatedVenueSettings.Account;

/**
 * Reads {@code --account KEY:SECRET[:USDT[:BNB]]}, which opens an account at the simulated venue.
 */
final class AccountOption {
  private static final BigDecimal USDT = new BigDecimal("500");

  private AccountOption() {}

  /**
   * @throws CommandFailure when the text is no account
   */
  static Account parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 4 || parts[0].isBlank() || parts[1].isBlank()) {
      // Without the text: it may hold a secret that was meant for elsewhere.
      throw CommandFailure.usage(
          "--account must be KEY:SECRET, KEY:SECRET:USDT or KEY:SECRET:USDT:BNB, had "
              + parts.length
              + (parts.length == 1 ? " part" : " parts"));
    }
    return new Account(
        parts[0],
        parts[1],
        parts.length > 2 ? amount(parts[0], parts[2]) : USDT,
        parts.length > 3 ? amount(parts[0], parts[3]) : BigDecimal.ZERO);
  }

  private static BigDecimal amount(String key, String text) {
    try {
      BigDecimal amount = new BigDecimal(text);
      if (amount.signum() >= 0) {
        return amount;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, like a negative one.
    }
    throw CommandFailure.usage(
        "--account " + key + ": the amount must be a number of at least 0, was " + text);
  }

  /**
   * Both lists in one.
   *
   * @throws CommandFailure when two accounts have one key
   */
  static List<Account> together(List<Account> configured, List<Account> asked) {
    List<Account> all = new ArrayList<>(configured);
    all.addAll(asked);
    TreeSet<String> keys = new TreeSet<>();
    for (Account account : all) {
      if (!keys.add(account.key())) {
        throw CommandFailure.usage("--account " + account.key() + ": there is such a key already");
      }
    }
    return all;
  }
}
