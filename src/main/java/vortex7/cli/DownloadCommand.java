package vortex7.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vortex7.market.Symbol;
import vortex7.venue.binance.archive.ArchiveDownload;
import vortex7.venue.binance.archive.ArchiveDownload.Outcome;
import vortex7.venue.binance.archive.ArchiveDownload.Patience;
import vortex7.venue.binance.archive.ArchiveException;
import vortex7.venue.binance.archive.ArchiveFile;
import vortex7.venue.binance.archive.ArchiveKind;

/** Fetches the venue's public history files, whole and verified. */
@Command(
    name = "download",
    description = {
      "Fetches the venue's public history files (trades, candles, statistics) and verifies each",
      "against its published checksum. What is there already is kept; a cut download goes on."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {"  ./vortex7 download --symbols BTCUSDT,ETHUSDT --from 2026-11-01 --to 2026-11-07"})
final class DownloadCommand extends ConsoleCommand {
  private static final int DAYS_MAX = 3_660;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--symbols",
      paramLabel = "LIST",
      defaultValue = "BTCUSDT,ETHUSDT",
      split = ",",
      description = "comma separated (default: ${DEFAULT-VALUE})")
  private List<String> symbols = List.of();

  @Option(
      names = "--kinds",
      paramLabel = "LIST",
      defaultValue = "aggTrades,klines,metrics,fundingRate",
      split = ",",
      description = {
        "of aggTrades, trades, bookTicker, bookDepth, metrics, klines, markPriceKlines,",
        "indexPriceKlines, premiumIndexKlines, fundingRate (default: ${DEFAULT-VALUE})"
      })
  private List<String> kinds = List.of();

  @Option(
      names = "--from",
      paramLabel = "DAY",
      required = true,
      description = "the first UTC day, such as 2026-11-01")
  private String from = "";

  @Option(names = "--to", paramLabel = "DAY", description = "the last one (default: the first)")
  private String to = "";

  @Option(
      names = "--interval",
      paramLabel = "LENGTH",
      defaultValue = "1m",
      description = "of the candles (default: ${DEFAULT-VALUE})")
  private String interval = "";

  @Option(
      names = "--into",
      paramLabel = "DIR",
      defaultValue = "data/history",
      description = "where the files go (default: ${DEFAULT-VALUE})")
  private Path into = Path.of("");

  @Option(
      names = "--archive",
      paramLabel = "URL",
      defaultValue = "https://data.binance.vision",
      description = "(default: ${DEFAULT-VALUE})")
  private String archive = "";

  @Option(names = "--json", description = "what became of each file, as JSON")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    List<ArchiveFile> files = files();
    URI source = source();
    Map<Outcome, List<String>> became = new EnumMap<>(Outcome.class);
    LongAdder bytes = new LongAdder();
    try (ProgressBar bar = ConsoleBar.of("download", files.size(), " files")) {
      ArchiveDownload download =
          new ArchiveDownload(
              source,
              into,
              Patience.usual(),
              came -> {
                bytes.add(came);
                bar.setExtraMessage(bytes.sum() / 1_000_000 + " MB");
              });
      for (ArchiveFile file : files) {
        became.computeIfAbsent(download.fetch(file), unused -> new ArrayList<>()).add(file.name());
        bar.step();
      }
    } catch (ArchiveException refused) {
      throw CommandFailure.venueRefused(String.valueOf(refused.getMessage()));
    } catch (IOException disk) {
      throw CommandFailure.unavailable(into + " cannot be written: " + disk);
    }
    tell(became, bytes.sum());
    return ExitCode.DONE;
  }

  private void tell(Map<Outcome, List<String>> became, long bytes) {
    if (json) {
      ObjectNode node = JSON.createObjectNode();
      node.put("folder", into.toString()).put("bytes", bytes);
      for (Outcome outcome : Outcome.values()) {
        ArrayNode names = node.putArray(outcome.name());
        became.getOrDefault(outcome, List.of()).forEach(names::add);
      }
      out().println(node);
      out().flush();
      return;
    }
    List<String> missing = became.getOrDefault(Outcome.NOT_PUBLISHED, List.of());
    out()
        .printf(
            "%d fetched (%.1f MB), %d there already, %d not published%n",
            became.getOrDefault(Outcome.FETCHED, List.of()).size(),
            bytes / 1e6,
            became.getOrDefault(Outcome.PRESENT, List.of()).size(),
            missing.size());
    missing.forEach(name -> out().println("  not published: " + name));
    out().println("files are in " + into);
    out().flush();
  }

  private List<ArchiveFile> files() {
    LocalDate first = day("--from", from);
    LocalDate last = to.isEmpty() ? first : day("--to", to);
    if (last.isBefore(first)) {
      throw CommandFailure.usage("--to must not be before --from " + first + ", was " + last);
    }
    if (first.plusDays(DAYS_MAX).isBefore(last)) {
      throw CommandFailure.usage("--to must be within " + DAYS_MAX + " days, was " + last);
    }
    if (!interval.matches("[1-9][0-9]?[mhdwM]")) {
      throw CommandFailure.usage("--interval must be such as 1m or 4h, was " + interval);
    }
    List<ArchiveFile> files = new ArrayList<>();
    for (String symbol : symbols) {
      for (String kind : kinds) {
        files.addAll(ArchiveFile.covering(kind(kind), symbol(symbol), interval, first, last));
      }
    }
    return files;
  }

  private static LocalDate day(String option, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw CommandFailure.usage(option + " must be a day such as 2026-11-01, was " + text);
    }
  }

  private static Symbol symbol(String text) {
    try {
      return Symbol.of(text.strip());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--symbols: " + e.getMessage());
    }
  }

  private static ArchiveKind kind(String text) {
    return ArchiveKind.ofCode(text.strip())
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "--kinds must be of "
                        + Stream.of(ArchiveKind.values())
                            .map(ArchiveKind::code)
                            .collect(Collectors.joining(", "))
                        + ", was "
                        + text));
  }

  private URI source() {
    try {
      URI uri = new URI(archive);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return URI.create(archive.replaceAll("/+$", ""));
      }
    } catch (URISyntaxException e) {
      throw CommandFailure.usage("--archive must be an http or https address, was " + archive);
    }
    throw CommandFailure.usage("--archive must be an http or https address, was " + archive);
  }
}
