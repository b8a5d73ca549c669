package vortex7.live.view;

import java.util.List;

/**
 * An actor and its children.
 *
 * @param depth messages waiting in its mailbox, {@code depthMax} the most that ever waited
 * @param restarts since the daemon started
 */
public record ActorView(
    String path, int depth, int depthMax, long processed, int restarts, List<ActorView> children) {
  public ActorView {
    children = List.copyOf(children);
  }
}
