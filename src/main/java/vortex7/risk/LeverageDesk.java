package vortex7.risk;

import java.util.Optional;

/**
 * Which leverage one symbol is to have, what is asked of the venue ahead of time while the symbol
 * is flat, and what the venue confirmed last. Not thread-safe.
 */
public final class LeverageDesk {
  private Optional<Integer> confirmed = Optional.empty();
  private int wanted;
  private int sent;
  private boolean asked;

  /** Wants {@code leverage} at first. */
  public LeverageDesk(int leverage) {
    wanted = leverage;
  }

  /** From now on this one is wanted. */
  public void want(int leverage) {
    wanted = leverage;
  }

  /** The question under way is lost: no answer will come. */
  public void forget() {
    asked = false;
  }

  /**
   * What to ask the venue for now, if anything; it then counts as asked, and nothing is confirmed.
   *
   * @param free the symbol is flat and no entry is on its way
   */
  public Optional<Integer> ask(boolean free) {
    boolean set = confirmed.isPresent() && confirmed.get() == wanted;
    if (!free || set || asked) {
      return Optional.empty();
    }
    asked = true;
    sent = wanted;
    confirmed = Optional.empty();
    return Optional.of(wanted);
  }

  /**
   * The venue confirmed {@code leverage}. True when entries may be made with it; false when another
   * one has been wanted since.
   */
  public boolean confirm(int leverage) {
    asked = false;
    confirmed = Optional.of(leverage);
    if (wanted != sent) {
      return false;
    }
    wanted = leverage; // The venue may allow less than we asked for; it knows.
    sent = leverage;
    return true;
  }

  /** What the venue confirmed last; empty while a change is unconfirmed. */
  public Optional<Integer> confirmed() {
    return confirmed;
  }
}
