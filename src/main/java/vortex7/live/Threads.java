package vortex7.live;

import akka.actor.typed.MailboxSelector;
import akka.actor.typed.Props;

/** Which threads and mailboxes the tree's actors run on: the paths of vortex7-akka.conf. */
public final class Threads {
  /** Market data and trading: never blocks, never waits on a network. */
  public static final String TRADING = "vortex7-trading-dispatcher";

  /** What blocks: JDBC and files. */
  public static final String BLOCKING = "vortex7-blocking-dispatcher";

  /** The kill switch's file, one thread: nothing else may keep it waiting. */
  public static final String KILL_SWITCH = "vortex7-kill-switch-dispatcher";

  /** The log of exits, one thread: its lines are written in order. */
  static final String EXITS_LOG = "vortex7-exits-log-dispatcher";

  /** HTTP and projections. */
  public static final String SERVING = "vortex7-serving-dispatcher";

  private Threads() {}

  /** What market data and trading run on. */
  public static Props trading() {
    return MailboxSelector.fromConfig(MeteredMailbox.PATH).withDispatcherFromConfig(TRADING);
  }

  static Props blocking() {
    return MailboxSelector.fromConfig(MeteredMailbox.PATH).withDispatcherFromConfig(BLOCKING);
  }
}
