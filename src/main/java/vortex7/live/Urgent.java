package vortex7.live;

/**
 * A message about orders or money: it overtakes market data in the mailbox of {@link
 * MeteredMailbox}, in order among its own kind, and nothing ever drops it.
 */
public interface Urgent {}
