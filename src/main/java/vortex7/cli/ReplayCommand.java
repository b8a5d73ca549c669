package vortex7.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vortex7.journal.Database;
import vortex7.journal.JournalException;
import vortex7.journal.JournalScope;
import vortex7.journal.JournalSettings;
import vortex7.live.IncidentReplay;
import vortex7.live.recorder.RunFacts;
import vortex7.market.Symbol;
import vortex7.settings.Settings;

/** Makes a daemon's decisions and order intents anew from what it recorded, and compares them. */
@Command(
    name = "replay",
    description = {
      "Makes each decision and each order intent of a stretch that a daemon traded anew, from what",
      "it recorded (DATA/recordings/live), through the classes that decided it, and compares them",
      "with the recording and the journal. Ends with 0 when all are equal or each difference is",
      "explained, else with 1. Works beside a daemon that runs, up to its last seconds."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vortex7 replay data",
      "  ./vortex7 replay data --from 2026-11-22T01:00:00Z --to 2026-11-22T02:00:00Z --json"
    })
final class ReplayCommand extends ConsoleCommand {
  private static final int LISTED = 20;

  @Parameters(paramLabel = "DATA", description = "the daemon's data folder")
  private Path data = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "by the venue's clock, UTC, such as 2026-11-22T01:00:00Z (default: all)")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "the first moment after the stretch")
  private @Nullable String to;

  @Option(names = "--symbols", paramLabel = "LIST", description = "(default: all recorded)")
  private @Nullable String symbols;

  @Option(
      names = "--recording",
      paramLabel = "DIR",
      description = "where the recording lies (default: DATA/recordings/live)")
  private @Nullable Path recording;

  @Option(
      names = "--no-journal",
      description = "compare with what the recording itself holds; no database is needed")
  private boolean withoutJournal;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "names the database (default: application.conf, if there)")
  private @Nullable Path config;

  @Option(names = "--json", description = "print the comparison as JSON")
  private boolean json;

  @Override
  public Integer call() {
    Instant begin = time("--from", from, Instant.MIN);
    Instant end = time("--to", to, Instant.MAX);
    if (!begin.isBefore(end)) {
      throw CommandFailure.usage("--from must be before --to, were " + from + " and " + to);
    }
    RecordedStretch recorded = recorded(end);
    List<ReplayedStretch> stretches = new ArrayList<>();
    RecordedConfiguration configurations = new RecordedConfiguration();
    Optional<JournaledStretch> journal =
        withoutJournal ? Optional.empty() : Optional.of(journal(recorded, begin, end));
    for (Symbol symbol : recorded.symbols()) {
      ReplayedStretch stretch = new ReplayedStretch(symbol, begin, end, journal);
      recorded.replay(
          symbol, begin, end, new IncidentReplay(symbol, configurations::rules, stretch));
      stretch.end();
      stretches.add(stretch);
    }
    ReplayOutcome outcome = new ReplayOutcome(stretches, recorded.notes(), journal.isPresent());
    PrintWriter out = out();
    if (json) {
      out.println(outcome.json().toPrettyString());
    } else {
      outcome.lines(LISTED).forEach(out::println);
    }
    out.flush();
    return outcome.sound() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static Instant time(String option, @Nullable String text, Instant otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw CommandFailure.usage(
          option + " must be a time such as 2026-11-22T01:00:00Z, was " + text);
    }
  }

  private RecordedStretch recorded(Instant end) {
    Path folder = recording == null ? Recorded.folder(data) : recording;
    List<String> wanted =
        symbols == null
            ? List.of()
            : List.of(symbols.toUpperCase(Locale.ROOT).split("\\s*,\\s*", -1));
    try {
      return RecordedStretch.in(folder, wanted, end);
    } catch (IOException e) {
      throw CommandFailure.unavailable("the recording: " + e.getMessage());
    }
  }

  private JournaledStretch journal(RecordedStretch recorded, Instant begin, Instant end) {
    SortedMap<String, String> values = new TreeMap<>();
    values.put("data", data.toString());
    Settings settings = SettingsOptions.load(values, config);
    RunFacts run = recorded.run();
    try (JournalServer server = JournalServer.shared(settings);
        Database database =
            Database.at(server.address(), settings.section(JournalSettings.class))) {
      return JournaledStretch.read(
          database,
          new JournalScope(run.venue(), run.mode()),
          recorded.symbols(),
          recorded.from(begin),
          recorded.to(end));
    } catch (JournalException away) {
      throw CommandFailure.unavailable(
          away.getMessage() + "; --no-journal compares with the recording alone");
    }
  }
}
