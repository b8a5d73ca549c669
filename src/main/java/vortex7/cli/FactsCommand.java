package vortex7.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vortex7.market.Symbol;
import vortex7.matching.MarketSource;
import vortex7.matching.QueueModel;
import vortex7.matching.facts.FactSheet;
import vortex7.matching.facts.MarketFacts;
import vortex7.matching.facts.Measurement;
import vortex7.matching.facts.RecordedFacts;
import vortex7.matching.replay.Recording;
import vortex7.matching.replay.RecordingException;
import vortex7.matching.replay.ReplayMarket;
import vortex7.matching.replay.ReplayedSymbol;
import vortex7.matching.synthetic.BookRegime;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.matching.synthetic.SyntheticSymbol;
import vortex7.venue.simulated.recording.FileRecording;
import vortex7.venue.simulated.recording.RecordingFiles;

/** Measures the synthetic market's stylised facts beside those of the real one. */
@Command(
    name = "facts",
    description = {
      "Measures the synthetic market in both kinds of book (large queues, thin book) and writes a",
      "page that holds each stylised fact beside the figures of recordings of the real venue."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {
      "  ./vortex7 facts --minutes 60 --compare RECORDINGS --out facts.md",
      "  With --compare the recordings' own facts are measured by the same code, beside the"
          + " figures",
      "  that others measured on them, which shows how far the method agrees."
    })
final class FactsCommand extends ConsoleCommand {
  private static final int MINUTES_MAX = 24 * 60;

  /** The market begins at noon, an ordinary hour of trading. */
  private static final long START = Instant.parse("2025-11-19T12:00:00Z").toEpochMilli();

  private static final long MINUTE = 60_000L;
  private static final List<SyntheticSymbol> MEASURED =
      List.of(SyntheticSymbol.bitcoin(), SyntheticSymbol.ether());

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "of market time, in each kind of book, 1 to 1440 (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "of the synthetic market (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "raw captures of BTCUSDT or ETHUSDT, or folders of them, to be measured as well")
  private List<Path> recordings = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the page goes (default: stdout)")
  private @Nullable Path page;

  private final SequencedMap<String, FactSheet> synthetic = new LinkedHashMap<>();
  private final SequencedMap<String, FactSheet> recorded = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (minutes < 1 || minutes > MINUTES_MAX) {
      throw CommandFailure.usage("--minutes must be 1 to " + MINUTES_MAX + ", was " + minutes);
    }
    for (BookRegime book : List.of(BookRegime.DENSE, BookRegime.THIN)) {
      synthesise(book);
    }
    try {
      for (List<Path> session : RecordingFiles.sessions(recordings)) {
        replay(session);
      }
    } catch (RecordingException e) {
      throw RecordedSymbols.failure(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw CommandFailure.unavailable("the recording: " + e.getCause());
    }
    write(new FactsPage(synthetic, RecordedFacts.sheets(), recorded, notes).text());
    return ExitCode.DONE;
  }

  private void synthesise(BookRegime book) {
    SyntheticSettings settings =
        SyntheticSettings.of(MEASURED, seed).withoutOpening().withBook(book);
    String name = book == BookRegime.DENSE ? "dense" : "thin";
    long begun = System.nanoTime();
    SortedMap<Symbol, MarketFacts> facts =
        measure(new SyntheticMarket(settings, START), minutes, name);
    double seconds = (double) (System.nanoTime() - begun) / 1e9;
    for (Map.Entry<Symbol, MarketFacts> of : facts.entrySet()) {
      synthetic.put(coin(of.getKey()) + " " + name, of.getValue().sheet());
    }
    MarketFacts bitcoin = facts.get(MEASURED.getFirst().symbol());
    MarketFacts ether = facts.get(MEASURED.getLast().symbol());
    if (bitcoin != null && ether != null) {
      notes.add(
          "Correlation of BTC and ETH in the %s book at 100 ms, 1 s, 10 s: %.2f, %.2f, %.2f."
              .formatted(
                  name,
                  bitcoin.correlation(ether, 100),
                  bitcoin.correlation(ether, 1_000),
                  bitcoin.correlation(ether, 10_000)));
    }
    progress("%s: %d minutes in %.1f s".formatted(name, minutes, seconds));
  }

  private SortedMap<Symbol, MarketFacts> measure(MarketSource source, int upTo, String name) {
    Measurement measurement = new Measurement(source, source instanceof SyntheticMarket);
    measurement.run(
        upTo * MINUTE,
        millis -> {
          if (millis % (10 * MINUTE) == 0) {
            progress(name + ": " + Instant.ofEpochMilli(millis));
          }
        });
    return measurement.facts();
  }

  private void replay(List<Path> session) {
    List<FileRecording> files = RecordingFiles.open(session);
    try {
      List<String> symbols = RecordingFiles.symbols(session);
      List<ReplayedSymbol> replayed =
          MEASURED.stream()
              .filter(symbol -> symbols.contains(symbol.symbol().code()))
              .map(symbol -> new ReplayedSymbol(symbol.instrument(), List.of()))
              .toList();
      if (replayed.isEmpty()) {
        throw new RecordingException(
            session + " hold " + symbols + ", neither BTCUSDT nor ETHUSDT");
      }
      List<Recording> sources = new ArrayList<>(files);
      ReplayMarket market = new ReplayMarket(replayed, sources, QueueModel.RISK_AVERSE);
      String day = Instant.ofEpochMilli(market.startMillis()).toString().substring(0, 10);
      measure(market, MINUTES_MAX, day)
          .forEach((symbol, facts) -> recorded.put(coin(symbol) + " " + day, facts.sheet()));
      progress(day + " " + symbols + ": measured");
    } finally {
      files.forEach(FileRecording::close);
    }
  }

  private static String coin(Symbol symbol) {
    return symbol.code().replace("USDT", "");
  }

  private void progress(String what) {
    if (page != null) {
      PrintWriter out = out();
      out.println(what);
      out.flush();
    }
  }

  private void write(String text) throws IOException {
    Path to = page;
    if (to == null) {
      out().print(text);
      out().flush();
      return;
    }
    try {
      Files.writeString(to, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CommandFailure.unavailable("cannot write " + to + ": " + e);
    }
    progress("written: " + to);
  }
}
