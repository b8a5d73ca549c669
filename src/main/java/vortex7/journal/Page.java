package vortex7.journal;

import java.util.List;
import java.util.Optional;

/**
 * A part of a long list.
 *
 * @param nextCursor what to ask for to get the part that follows; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {
  public Page {
    items = List.copyOf(items);
  }
}
