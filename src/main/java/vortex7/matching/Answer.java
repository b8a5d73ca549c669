package vortex7.matching;

import java.util.Optional;

/** What the exchange answers to a command or a query: a value, or the venue's refusal. */
public sealed interface Answer<T> {

  record Accepted<T>(T value) implements Answer<T> {}

  record Rejected<T>(Refused why) implements Answer<T> {}

  static <T> Answer<T> of(T value) {
    return new Accepted<>(value);
  }

  static <T> Answer<T> no(Refused why) {
    return new Rejected<>(why);
  }

  /** The value, if accepted. */
  default Optional<T> accepted() {
    return this instanceof Accepted<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** The refusal, if refused. */
  default Optional<Refused> refusal() {
    return this instanceof Rejected<T>(Refused why) ? Optional.of(why) : Optional.empty();
  }

  /**
   * The value of a command that must succeed.
   *
   * @throws IllegalStateException with the venue's code and message, if it was refused
   */
  default T orThrow() {
    return switch (this) {
      case Accepted<T>(T value) -> value;
      case Rejected<T>(Refused why) -> throw new IllegalStateException(why.toString());
    };
  }
}
