package vortex7.live;

/**
 * What the feed knew of its streams when it placed a mark; an input of the decision, recorded with
 * it. Fresh means: the stream's last frame was younger, on the own clock, than its bound.
 *
 * @param tradesWhole false while trades are missing between those that came
 * @param warm true once the history was read and handed to the engines
 */
public record FeedHealth(
    boolean bookFresh,
    boolean tradesFresh,
    boolean candlesFresh,
    boolean tradesWhole,
    boolean warm) {}
