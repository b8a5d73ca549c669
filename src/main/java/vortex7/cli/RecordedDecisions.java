package vortex7.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vortex7.backtest.GivenDecisions;
import vortex7.decision.Decision;
import vortex7.live.IncidentReplay;
import vortex7.live.recorder.DecisionMark;
import vortex7.live.recorder.Input;
import vortex7.live.recorder.RecordedLine;
import vortex7.live.recorder.RunFacts;
import vortex7.market.Symbol;
import vortex7.position.TradePlan;
import vortex7.risk.Sizing;
import vortex7.settings.Settings;

/**
 * A daemon's recording as a backtest takes it: each decision is made anew by {@link
 * IncidentReplay}, counted as equal or not, and handed over at the time at which it was written.
 */
final class RecordedDecisions implements GivenDecisions, IncidentReplay.Listener {
  /** What may differ: it decides nothing. */
  private static final List<String> OF_THE_RUN =
      List.of("seed", "symbols", "market.", "sim.latency", "profile", "signal.engines");

  private final Symbol symbol;
  private final RecordedStretch.Reader lines;
  private final IncidentReplay replay;
  private final ReplayTally tally = new ReplayTally();
  private final ArrayDeque<Consumer<Receiver>> told = new ArrayDeque<>();
  private @Nullable RecordedLine ahead;
  private boolean begun;

  RecordedDecisions(
      Symbol symbol, RecordedStretch.Reader lines, RecordedConfiguration configurations) {
    this.symbol = symbol;
    this.lines = lines;
    replay = new IncidentReplay(symbol, configurations::rules, this);
    ahead = read();
  }

  /**
   * Those of each symbol, by the recording in {@code folder}.
   *
   * @throws CommandFailure when it is no daemon's, or was made by another configuration
   */
  static List<RecordedDecisions> of(Path folder, Settings settings) throws IOException {
    List<String> codes = settings.symbols().stream().map(Symbol::code).toList();
    RecordedStretch recorded = RecordedStretch.in(folder, codes, Instant.MAX);
    SortedMap<String, String> now = settings.written();
    recorded
        .run()
        .configuration()
        .forEach(
            (key, value) -> {
              boolean decides = OF_THE_RUN.stream().noneMatch(key::startsWith);
              if (decides && !value.equals(now.get(key))) {
                throw CommandFailure.usage(
                    "the recording was made with %s = %s, this run is with %s: name the daemon's --config, --profile and --balance"
                        .formatted(key, value, now.get(key)));
              }
            });
    RecordedConfiguration configurations = new RecordedConfiguration();
    List<RecordedDecisions> all = new ArrayList<>();
    for (Symbol symbol : recorded.symbols()) {
      all.add(
          new RecordedDecisions(
              symbol, recorded.reader(symbol, Instant.MIN, Instant.MAX), configurations));
    }
    return all;
  }

  Symbol symbol() {
    return symbol;
  }

  private @Nullable RecordedLine read() {
    try {
      return lines.next();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** How many decisions were the recorded ones. */
  ReplayTally tally() {
    return tally;
  }

  @Override
  public long nextMillis() {
    RecordedLine next = ahead;
    return next == null ? Long.MAX_VALUE : next.millis();
  }

  @Override
  public void next(Receiver receiver) {
    RecordedLine line = ahead;
    if (line == null) {
      throw new IllegalStateException("the recording is over");
    }
    ahead = read();
    if (line.content() instanceof RecordedLine.Told(Input input)) {
      switch (input) {
        case Input.Traded(long id, double price, double quantity, boolean maker, long millis) ->
            receiver.traded(price, millis);
        case Input.Booked(var book, boolean conflated) -> receiver.booked(book.microPrice());
        default -> {}
      }
    }
    replay.onLine(line);
    for (Consumer<Receiver> one = told.poll(); one != null; one = told.poll()) {
      one.accept(receiver);
    }
  }

  // ---- what the replay tells

  @Override
  public void began(RunFacts run, long millis) {
    if (begun) {
      throw CommandFailure.usage(
          "the recording holds more than one beginning, the second at "
              + java.time.Instant.ofEpochMilli(millis)
              + ": name the files of one run");
    }
    begun = true;
  }

  @Override
  public void decided(DecisionMark recorded, Optional<Decision> again, long millis) {
    tally.add(again.map(DecisionMark::of).equals(Optional.of(recorded)));
    again.ifPresent(decision -> told.add(receiver -> receiver.decided(decision)));
  }

  @Override
  public void intended(TradePlan plan, long millis) {
    told.add(receiver -> receiver.entered(plan.ref()));
  }

  @Override
  public void kept(Decision decision, long millis) {}

  @Override
  public void sized(String ref, Sizing recorded, Optional<Sizing> again, long millis) {}

  @Override
  public void engineBegan(String name, long millis) {}

  @Override
  public void ending(long millis) {}

  @Override
  public void lost(long inputs, long millis) {}
}
