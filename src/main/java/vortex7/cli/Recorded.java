package vortex7.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import vortex7.live.FeedLimits;
import vortex7.live.Metrics;
import vortex7.live.recorder.DaemonRecorder;
import vortex7.live.recorder.InputSink;
import vortex7.live.recorder.RecorderRules;
import vortex7.live.recorder.RunFacts;
import vortex7.market.Symbol;
import vortex7.settings.Settings;

/** What the daemon records of itself, if it is to, under {@code DATA/recordings/live}. */
final class Recorded implements AutoCloseable {
  private static final String NOT_RECORDED = "NOT_RECORDED";

  private final Settings settings;
  private volatile Optional<DaemonRecorder> recorder = Optional.empty();

  Recorded(Settings settings) {
    this.settings = settings;
  }

  /** Where a daemon of that data folder records. */
  static Path folder(Path data) {
    return data.resolve("recordings").resolve("live");
  }

  /**
   * Begins to record, by the venue's clock.
   *
   * @throws java.io.UncheckedIOException when the folder cannot be made
   */
  InputSink begin(InstantSource clock, Metrics metrics) {
    RecorderRules rules = settings.section(RecorderRules.class);
    if (!rules.enabled()) {
      return InputSink.NONE;
    }
    DaemonRecorder begun =
        DaemonRecorder.start(
            folder(settings.data()),
            rules,
            run(),
            clock,
            (Symbol symbol) -> metrics.feedFault(symbol, NOT_RECORDED));
    recorder = Optional.of(begun);
    return begun;
  }

  private RunFacts run() {
    FeedLimits feed = settings.section(FeedLimits.class);
    return new RunFacts(
        Version.text(),
        lower(settings.venue()),
        lower(settings.mode()),
        lower(settings.profile()),
        settings.named().stream().map(Symbol::code).toList(),
        settings.written(),
        feed.candleRing(),
        feed.polls().openInterestKept(),
        feed.polls().ratioHistory());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The daemon ends. */
  void ending() {
    recorder.ifPresent(DaemonRecorder::ending);
  }

  @Override
  public void close() {
    recorder.ifPresent(DaemonRecorder::close);
    recorder = Optional.empty();
  }
}
