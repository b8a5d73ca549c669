package vortex7.risk;

/**
 * Who gave an order to the account, and why.
 *
 * @param id unique: a command told twice works once
 */
public record Command(String id, String who, String why) {
  public Command {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a command needs an id");
    }
  }
}
