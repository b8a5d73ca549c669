package vortex7.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import me.tongfei.progressbar.ProgressBar;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.cli.bench.ActorChain;
import vortex7.cli.bench.BenchReport;
import vortex7.cli.bench.CommitLoop;
import vortex7.cli.bench.Machine;
import vortex7.cli.bench.OrderDesk;
import vortex7.cli.bench.PacedSender;
import vortex7.cli.bench.PlayedMarket;
import vortex7.cli.bench.Spans;
import vortex7.cli.bench.Tape;
import vortex7.live.Daemon;
import vortex7.market.Symbol;
import vortex7.settings.Settings;
import vortex7.settings.SettingsLoader;

/**
 * One measurement: starts the daemon on a folder of its own, lets it trade on a played market, and
 * in between measures the bare parts. Everything it made is gone when it is closed.
 */
final class BenchRun implements AutoCloseable {
  /** What is to be measured. */
  record Plan(int seconds, int warmUpSeconds, List<Path> recordings, long seed) {}

  /** How long the parts of a round take, in nanoseconds. */
  private record Round(int count, long floor, long chain, long commit, long daemon) {
    static Round of(int seconds) {
      int count = Math.max(ROUNDS_MIN, seconds / ROUND_SECONDS);
      long whole = TimeUnit.SECONDS.toNanos(seconds) / count;
      long floor = Math.min(whole / 20, FLOOR_MAX);
      long peer = Math.min(whole / 8, PEER_MAX);
      return new Round(count, floor, peer, peer, whole - floor - 2 * peer);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(BenchRun.class);
  private static final int PER_SECOND = 2_500;

  /** Of the tape that the synthetic market gives: twelve seconds at that pace. */
  private static final int SYNTHETIC_EVENTS = 30_000;

  private static final int ROUNDS_MIN = 5;
  private static final int ROUND_SECONDS = 12;

  /** Together with the grace below they stay under the silence that is an emergency. */
  private static final long FLOOR_MAX = 500_000_000L;

  private static final long PEER_MAX = 1_500_000_000L;

  /** What a round's last entries may take to come out. */
  private static final long GRACE = 300_000_000L;

  /** Frames are sent for so long before it is looked whether the daemon is ready. */
  private static final long SLICE = 200_000_000L;

  private static final Duration READY = Duration.ofSeconds(90);

  private final Plan plan;
  private final PacedSender sender = new PacedSender(PER_SECOND);
  private final Parts parts = new Parts();

  BenchRun(Plan plan) {
    this.plan = plan;
  }

  /**
   * Measures; what is measured is printed by nobody yet.
   *
   * @throws CommandFailure when a recording is no recording, or no entry came
   */
  BenchReport measure()
      throws IOException, SQLException, TimeoutException, ExecutionException, InterruptedException {
    Machine machine = Machine.now();
    Tape tape = BenchKernelsCommand.tape(plan.recordings(), plan.seed(), SYNTHETIC_EVENTS);
    Path folder = folder();
    Logs.onlyInto(folder);
    BenchTaps taps = new BenchTaps(tape);
    parts.add("wire", taps);
    Settings settings = settings(folder, tape);
    Boot boot = new Boot(settings, new PrintWriter(Writer.nullWriter()), taps);
    parts.add("daemon", boot);
    ActorChain chain = new ActorChain();
    parts.add("chain", chain);
    Round round = Round.of(plan.seconds());
    try (ProgressBar bar = ConsoleBar.of("bench", plan.warmUpSeconds() + plan.seconds(), " s")) {
      bar.setExtraMessage("starting");
      Daemon daemon = boot.start();
      CommitLoop commits = new CommitLoop(taps.storage().address());
      parts.add("commits", commits);
      bar.setExtraMessage("warming up");
      warmUp(daemon, taps, chain, commits);
      BenchReport report = measured(machine, tape, round, taps, chain, commits, bar);
      requireEntries(taps, daemon);
      return report;
    }
  }

  private Path folder() throws IOException {
    Path folder = TemporaryFolder.create();
    parts.add("folder", () -> TemporaryFolder.delete(folder));
    return folder;
  }

  private Settings settings(Path folder, Tape tape) throws IOException {
    Path file = folder.resolve("bench.conf");
    try (InputStream own = BenchRun.class.getResourceAsStream("bench.conf")) {
      if (own == null) {
        throw new IllegalStateException("the program lacks its own bench.conf");
      }
      Files.copy(own, file);
    }
    SortedMap<String, String> values = new TreeMap<>();
    values.put("data", folder.resolve("data").toString());
    values.put("symbols", tape.symbol().code());
    values.put("seed", Long.toString(plan.seed()));
    Path desk = OrderDesk.write(folder, tape, System.currentTimeMillis());
    values.put("market.source", "replay:" + desk);
    return SettingsLoader.load(values, Map.of(), Optional.of(file), folder, Sections.ALL);
  }

  private void warmUp(Daemon daemon, BenchTaps taps, ActorChain chain, CommitLoop commits)
      throws TimeoutException, SQLException, InterruptedException, ExecutionException {
    Histogram ignored = Spans.histogram();
    long began = System.nanoTime();
    while (!taps.heard() || !ready(daemon)) {
      if (System.nanoTime() - began > READY.toNanos()) {
        throw CommandFailure.failed(
            "the daemon was not ready after "
                + READY.toSeconds()
                + " s, missing: "
                + missing(daemon));
      }
      play(taps, SLICE, ignored);
    }
    commits.run(FLOOR_MAX);
    chain.run(sender, FLOOR_MAX, ignored);
    play(taps, TimeUnit.SECONDS.toNanos(plan.warmUpSeconds()), ignored);
    taps.decisionsSince();
  }

  private static boolean ready(Daemon daemon)
      throws InterruptedException, ExecutionException, TimeoutException {
    return missing(daemon).isEmpty();
  }

  private static List<String> missing(Daemon daemon)
      throws InterruptedException, ExecutionException, TimeoutException {
    return daemon.readiness().toCompletableFuture().get(10, TimeUnit.SECONDS).missing();
  }

  private void play(BenchTaps taps, long nanos, Histogram lateness) {
    if (!taps.heard()) {
      LockSupport.parkNanos(SLICE);
      return;
    }
    PlayedMarket market = taps.market();
    sender.run(
        nanos,
        lateness,
        () -> {
          market.send();
          market.sendCandles();
        });
  }

  private static void requireEntries(BenchTaps taps, Daemon daemon)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (taps.bytesOut().all().getTotalCount() > 0) {
      return;
    }
    List<String> why = new ArrayList<>();
    why.add("no entry was sent, so there is nothing to measure");
    for (Symbol symbol : daemon.symbols()) {
      daemon
          .gates(symbol, Optional.empty(), Optional.empty())
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS)
          .ifPresent(funnels -> why.addAll(GateReport.lines(funnels.getFirst())));
    }
    throw CommandFailure.failed(String.join(System.lineSeparator(), why));
  }

  private BenchReport measured(
      Machine machine,
      Tape tape,
      Round round,
      BenchTaps taps,
      ActorChain chain,
      CommitLoop commits,
      ProgressBar bar)
      throws TimeoutException, SQLException {
    Spans floor = new Spans();
    Spans chained = new Spans();
    Spans committed = new Spans();
    Spans decided = new Spans();
    Spans late = new Spans();
    for (int i = 0; i < round.count(); i++) {
      bar.setExtraMessage("round " + (i + 1) + " of " + round.count());
      Histogram lateness = Spans.histogram();
      sender.run(round.floor(), lateness, () -> {});
      floor.add(i, lateness);
      chained.add(i, chain.run(sender, round.chain(), Spans.histogram()));
      committed.add(i, commits.run(round.commit()));
      Histogram underLoad = Spans.histogram();
      taps.round(i);
      play(taps, round.daemon(), underLoad);
      LockSupport.parkNanos(GRACE);
      taps.round(-1);
      late.add(i, underLoad);
      decided.add(i, taps.decisionsSince());
      bar.stepTo(plan.warmUpSeconds() + (long) plan.seconds() * (i + 1) / round.count());
    }
    Spans bytesOut = taps.bytesOut();
    SortedMap<String, Spans> others = new TreeMap<>();
    others.put("lateness of the sender beside the daemon", late);
    others.put("tick in to decision, every mark", decided);
    others.put("tick in to the venue's client", taps.handed());
    others.put("order or cancel to its answer", taps.answered());
    taps.writes().forEach((kind, spans) -> others.put("journal write, " + kind, spans));
    return new BenchReport(
        machine,
        setting(tape, round),
        floor,
        padded(chained, round),
        committed,
        padded(taps.intents(), round),
        padded(bytesOut, round),
        others,
        notes(taps),
        plan.seed());
  }

  /** As many rounds as were run: one without a sample is a round as well. */
  private static Spans padded(Spans spans, Round round) {
    List<Histogram> rounds = new ArrayList<>(spans.rounds());
    while (rounds.size() < round.count()) {
      rounds.add(Spans.histogram());
    }
    return Spans.of(rounds);
  }

  private SortedMap<String, String> setting(Tape tape, Round round) {
    SortedMap<String, String> setting = new TreeMap<>();
    StringBuilder command =
        new StringBuilder("./vortex7 bench --seconds ")
            .append(plan.seconds())
            .append(" --warm-up ")
            .append(plan.warmUpSeconds())
            .append(" --seed ")
            .append(plan.seed());
    if (!plan.recordings().isEmpty()) {
      command.append(" --recording");
      plan.recordings().forEach(file -> command.append(' ').append(file.getFileName()));
    }
    setting.put("command", command.toString());
    setting.put(
        "rounds",
        "%d of %d ms, each: idle sender, actor chain, commits, daemon"
            .formatted(
                round.count(),
                TimeUnit.NANOSECONDS.toMillis(
                    round.floor() + round.chain() + round.commit() + round.daemon())));
    setting.put("pace", PER_SECOND + " a second");
    setting.put(
        "market",
        "%s, %s, %d events"
            .formatted(
                tape.symbol(),
                plan.recordings().isEmpty() ? "synthetic" : "recorded",
                tape.events().size()));
    return setting;
  }

  private static List<String> notes(BenchTaps taps) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "P6 ends when the risk actor has sized the entry and asks the account for its slot:"
            + " decoder, feed, engines, decision, risk.");
    notes.add(
        "P7 ends when the whole signed request was read from the other end of the daemon's socket;"
            + " slot and intent are committed before it is sent.");
    notes.add(
        "Frames go to the decoder as text; orders go to the simulated venue over loopback; every"
            + " entry rests and is cancelled.");
    if (taps.lost() > 0) {
      notes.add(taps.lost() + " entries did not come out of the socket within their round.");
    }
    if (taps.market().notDecoded() > 0) {
      notes.add(taps.market().notDecoded() + " frames were not decoded.");
    }
    return notes;
  }

  @Override
  public void close() {
    parts.close();
    LOG.info("event=bench_ended");
  }
}
