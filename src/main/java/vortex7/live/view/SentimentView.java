package vortex7.live.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the others in one symbol's market.
 *
 * @param reading engine E4's at its last mark; empty before the first, and where it is left out
 * @param openInterest the newest readings, oldest first
 * @param polls how what E4 lives by is read
 */
public record SentimentView(
    String symbol,
    Optional<EngineView> reading,
    List<OpenInterestView> openInterest,
    List<FeedView.PollView> polls) {
  public SentimentView {
    openInterest = List.copyOf(openInterest);
    polls = List.copyOf(polls);
  }

  /** The same with E4's reading out of {@code engines}, if it is there. */
  public SentimentView with(List<EngineView> engines) {
    return new SentimentView(
        symbol,
        engines.stream().filter(each -> each.engine().equals("sentiment")).findFirst(),
        openInterest,
        polls);
  }

  /** Base units, with the price of that moment in quote units. */
  public record OpenInterestView(Instant at, double quantity, double price) {}
}
