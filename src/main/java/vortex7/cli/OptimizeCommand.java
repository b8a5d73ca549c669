package vortex7.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vortex7.backtest.report.MonteCarlo;
import vortex7.backtest.search.Candidates;
import vortex7.backtest.search.Dimension;
import vortex7.backtest.search.Measure;
import vortex7.backtest.search.Ranking;
import vortex7.backtest.search.Ranking.Ranked;
import vortex7.backtest.search.Trial;
import vortex7.backtest.search.WalkForward;
import vortex7.cli.report.SearchReport;
import vortex7.settings.InvalidSettings;
import vortex7.settings.Profile;
import vortex7.settings.Settings;

/** Tries values of the configuration on backtests, and tells how far the best can be trusted. */
@Command(
    name = "optimize",
    description = {
      "Tries values of the configuration, every combination or random draws, on all cores; ranks",
      "them, holds few trades against them, and tells what the best of each stretch was worth in",
      "the stretch after it. Stopped and started again, it goes on where it was."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vortex7 optimize --synthetic --days 1 --vary strategies.a.velocity-above=1.5,2,2.5 \\",
      "      --vary strategies.a.streak-min=6,8,10 --out search",
      "  ./vortex7 optimize RECORDINGS --vary 'strategies.a.entry-timeout=3 s..12 s' --random 50",
      "  ./vortex7 optimize --synthetic --days 1 --sensitivity fees,latency,strategies"
    })
final class OptimizeCommand extends ConsoleCommand {
  private static final int PATHS = 1_000;
  private static final int RANDOM_MAX = 10_000;

  @Parameters(
      paramLabel = "DATA",
      arity = "0..*",
      description = "what was recorded at one time: files or folders, as for backtest")
  private List<Path> recordings = List.of();

  @Option(names = "--synthetic", description = "the synthetic market in the place of recordings")
  private boolean synthetic;

  @Mixin private BacktestOptions options = new BacktestOptions();

  @Mixin private CacheOptions cache = new CacheOptions();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "of market time (default: 60 of the synthetic market, all of a recording)")
  private @Nullable Integer minutes;

  @Option(names = "--days", paramLabel = "N", description = "the same in days")
  private @Nullable Integer days;

  @Option(
      names = "--vary",
      paramLabel = "KEY=VALUES",
      description = "a key and its values: V,V,V or FROM..TO:STEP or, with --random, FROM..TO")
  private List<String> vary = List.of();

  @Option(
      names = "--random",
      paramLabel = "N",
      description = "so many random draws in the place of every combination")
  private @Nullable Integer random;

  @Option(
      names = "--by",
      paramLabel = "MEASURE",
      defaultValue = "net",
      description =
          "net, expectancy, profit-factor, win-rate or calmar (default: ${DEFAULT-VALUE})")
  private String by = "net";

  @Option(
      names = "--enough",
      paramLabel = "N",
      defaultValue = "30",
      description = "trades below which few are held against a trial (default: ${DEFAULT-VALUE})")
  private int enough;

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "4",
      description = "of the walk-forward, 0 for none (default: ${DEFAULT-VALUE})")
  private int folds;

  @Option(
      names = "--train",
      paramLabel = "SHARE",
      defaultValue = "0.7",
      description = "of each fold that is training (default: ${DEFAULT-VALUE})")
  private double train;

  @Option(
      names = "--sensitivity",
      paramLabel = "NAMES",
      description =
          "change one key of the best at a time: strategies, decision, risk, fees, latency, signal,"
              + " execution, all, or keys, comma separated")
  private @Nullable String sensitivity;

  @Option(
      names = "--by-share",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description = "by which --sensitivity moves numbers (default: ${DEFAULT-VALUE})")
  private double share;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "runs at a time (default: one for each core)")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "optimize",
      description =
          "folder of the trials, the tables (CSV) and the page (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("optimize");

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    check();
    Measure measure = parsed(() -> Measure.parse(by));
    List<Dimension> dimensions =
        vary.stream().map(text -> parsed(() -> Dimension.parse(text))).toList();
    PrintWriter notes = json ? new PrintWriter(PrintWriter.nullWriter()) : out();
    Settings loaded = options.load(recordings);
    Settings base = RecordedSymbols.only(loaded, cache.files(loaded), notes);
    checkKeys(dimensions);
    List<SortedMap<String, String>> candidates = candidates(dimensions, base.seed());
    long millis = BacktestCommand.millis(base, minutes, days);
    Settings settings = base;
    int cores = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    SearchReport report;
    try (TrialLog log = new TrialLog(folder.resolve("trials.jsonl"), study(settings, millis))) {
      report =
          search(
              settings,
              candidates,
              measure,
              log,
              new TrialRuns(log, cache.files(settings), cores, millis));
    } catch (IOException e) {
      throw CommandFailure.unavailable("cannot write to " + folder + ": " + e);
    }
    try {
      WholeFile.write(folder.resolve("results.csv"), report.resultsCsv());
      WholeFile.write(folder.resolve("walk-forward.csv"), report.walkForwardCsv());
      WholeFile.write(folder.resolve("sensitivity.csv"), report.sensitivityCsv());
      WholeFile.write(folder.resolve("search.html"), report.html());
    } catch (IOException e) {
      throw CommandFailure.unavailable("cannot write to " + folder + ": " + e);
    }
    if (json) {
      out().println(report.json().toPrettyString());
    } else {
      report.lines().forEach(out()::println);
      out().println("written: " + folder);
    }
    out().flush();
    return ExitCode.DONE;
  }

  // ---- what is asked for

  private void check() {
    if (synthetic == !recordings.isEmpty()) {
      throw CommandFailure.usage(
          synthetic
              ? "DATA and --synthetic exclude each other"
              : "name recordings, or --synthetic for the synthetic market");
    }
    if (vary.isEmpty() && sensitivity == null) {
      throw CommandFailure.usage("name what to vary: --vary KEY=VALUES, or --sensitivity NAMES");
    }
    Integer draws = random;
    if (draws != null && (draws < 1 || draws > RANDOM_MAX)) {
      throw CommandFailure.usage("--random must be 1 to " + RANDOM_MAX + ", was " + draws);
    }
    if (enough < 1) {
      throw CommandFailure.usage("--enough must be at least 1, was " + enough);
    }
    if (folds < 0 || folds > 100) {
      throw CommandFailure.usage("--folds must be 0 to 100, was " + folds);
    }
    if (!(train > 0 && train < 1)) {
      throw CommandFailure.usage("--train must be between 0 and 1, was " + train);
    }
    if (!(share > 0 && share < 1)) {
      throw CommandFailure.usage("--by-share must be between 0 and 1, was " + share);
    }
    Integer cores = threads;
    if (cores != null && cores < 1) {
      throw CommandFailure.usage("--threads must be at least 1, was " + cores);
    }
  }

  private static <T> T parsed(java.util.function.Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException wrong) {
      throw CommandFailure.usage(String.valueOf(wrong.getMessage()));
    }
  }

  /** Every value alone must be one that the configuration takes, before anything runs. */
  private void checkKeys(List<Dimension> dimensions) {
    for (Dimension dimension : dimensions) {
      List<String> values = new ArrayList<>(dimension.values());
      dimension
          .range()
          .ifPresent(
              range -> {
                values.add(range.from().toPlainString() + range.unit());
                values.add(range.to().toPlainString() + range.unit());
              });
      for (String value : values) {
        SortedMap<String, String> one = new TreeMap<>();
        one.put(dimension.key(), value);
        Settings with = options.load(recordings, one);
        Settings plain = options.load(recordings, Profile.DOCUMENTS, one);
        String applied = with.written().get(dimension.key());
        if (applied != null && !applied.equals(plain.written().get(dimension.key()))) {
          throw CommandFailure.usage(
              dimension.key()
                  + " = "
                  + value
                  + " is the documents' own value: the profile keeps its "
                  + applied
                  + " instead, so that it cannot be tried under it");
        }
      }
    }
  }

  private List<SortedMap<String, String>> candidates(List<Dimension> dimensions, long seed) {
    Integer draws = random;
    return dimensions.isEmpty()
        ? List.of(new TreeMap<>())
        : parsed(
            () ->
                draws == null
                    ? Candidates.grid(dimensions)
                    : Candidates.random(dimensions, draws, seed));
  }

  /** What a log must be of, to be gone on with. */
  private static ObjectNode study(Settings settings, long millis) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", 1)
        .put("source", settings.market().source())
        .put("history", settings.market().history().toString())
        .put("millis", millis)
        .put("configurationHash", settings.hash());
    return node;
  }

  // ---- the search

  private SearchReport search(
      Settings base,
      List<SortedMap<String, String>> candidates,
      Measure measure,
      TrialLog log,
      TrialRuns runs) {
    List<Trial> refused = new ArrayList<>();
    List<TrialRuns.Wanted> wanted = wanted(candidates, refused);
    runs.run("optimize", wanted);
    Set<String> hashes = new LinkedHashSet<>();
    wanted.forEach(each -> hashes.add(each.settings().hash()));
    List<Trial> trials = log.all(hashes);
    Ranking ranking = new Ranking(measure, enough);
    List<Ranked> ranked = ranking.of(trials);
    if (ranked.isEmpty()) {
      throw CommandFailure.usage(
          "every configuration was refused: " + refused.getFirst().invalid());
    }
    Ranked best = ranked.getFirst();
    Optional<WalkForward> walk =
        folds == 0 || candidates.size() < 2
            ? Optional.empty()
            : Optional.of(
                WalkForward.of(
                    trials,
                    ranking,
                    best.trial().fromMillis(),
                    best.trial().toMillis(),
                    folds,
                    train));
    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
    facts.put("market", base.market().source());
    facts.put(
        "length",
        Duration.ofMillis(best.trial().toMillis() - best.trial().fromMillis()).toMinutes()
            + " min");
    facts.put("profile", base.profile().name().toLowerCase(java.util.Locale.ROOT));
    facts.put("base", base.hash());
    facts.put("tried", String.valueOf(ranked.size()));
    facts.put(
        "ranked by", measure.title() + ", fewer than " + enough + " trades held against a trial");
    return new SearchReport(
        facts,
        measure,
        ranked,
        refused,
        walk,
        chance(best.trial(), base.seed()),
        nudged(best, ranking, log, runs));
  }

  private List<TrialRuns.Wanted> wanted(
      List<SortedMap<String, String>> candidates, List<Trial> refused) {
    List<TrialRuns.Wanted> wanted = new ArrayList<>();
    PrintWriter silent = new PrintWriter(PrintWriter.nullWriter());
    for (SortedMap<String, String> changed : candidates) {
      try {
        Settings loaded = options.load(recordings, changed);
        Settings settings = RecordedSymbols.only(loaded, cache.files(loaded), silent);
        wanted.add(new TrialRuns.Wanted(settings, changed));
      } catch (InvalidSettings invalid) {
        refused.add(Trial.invalid(changed, invalid.problems().getFirst().toString()));
      }
    }
    return wanted;
  }

  private static Optional<MonteCarlo> chance(Trial best, long seed) {
    if (best.trades().isEmpty()) {
      return Optional.empty();
    }
    double balance = best.opening();
    double[] shares = new double[best.trades().size()];
    for (int i = 0; i < shares.length; i++) {
      double net = best.trades().get(i).net();
      shares[i] = balance > 0 ? net / balance : 0;
      balance += net;
    }
    return Optional.of(MonteCarlo.of(shares, PATHS, seed));
  }

  private List<SearchReport.Nudged> nudged(
      Ranked best, Ranking ranking, TrialLog log, TrialRuns runs) {
    String asked = sensitivity;
    if (asked == null) {
      return List.of();
    }
    SortedMap<String, String> written = options.load(recordings, best.trial().changed()).written();
    List<Sensitivity.Change> changes = Sensitivity.changes(asked, written, share);
    List<SortedMap<String, String>> all = new ArrayList<>();
    for (Sensitivity.Change change : changes) {
      SortedMap<String, String> changed = new TreeMap<>(best.trial().changed());
      changed.put(change.key(), change.to());
      all.add(changed);
    }
    List<Trial> refused = new ArrayList<>();
    List<TrialRuns.Wanted> wanted = wanted(all, refused);
    runs.run("sensitivity", wanted);
    List<SearchReport.Nudged> nudged = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      nudged.add(nudged(changes.get(i), all.get(i), best, ranking, log, wanted, refused));
    }
    return nudged;
  }

  private static SearchReport.Nudged nudged(
      Sensitivity.Change change,
      SortedMap<String, String> changed,
      Ranked best,
      Ranking ranking,
      TrialLog log,
      List<TrialRuns.Wanted> wanted,
      List<Trial> refused) {
    Optional<Ranked> tried =
        wanted.stream()
            .filter(each -> each.changed().equals(changed))
            .findFirst()
            .flatMap(each -> log.of(each.settings().hash()))
            .flatMap(trial -> ranking.of(List.of(trial)).stream().findFirst());
    String why =
        refused.stream()
            .filter(trial -> trial.changed().equals(changed))
            .map(Trial::invalid)
            .findFirst()
            .orElse("");
    return new SearchReport.Nudged(
        change.key(),
        change.from(),
        change.to(),
        tried,
        tried.map(each -> each.value() - best.value()).orElse(Double.NaN),
        why);
  }
}
