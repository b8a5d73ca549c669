package vortex7.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vortex7.live.recorder.RecordingWriter.Rotation;
import vortex7.settings.Secret;
import vortex7.settings.Settings;
import vortex7.settings.VenueName;
import vortex7.venue.binance.BinanceLimits;
import vortex7.venue.binance.BinanceSettings;
import vortex7.venue.binance.RawMarket;

/** Records the venue's public streams until it is interrupted. */
@Command(
    name = "record",
    description = {
      "Records the configured venue's public streams to compressed files, one an hour and symbol,",
      "for backtest and replay. No key is needed. Ctrl-C closes the files; what a killed process",
      "leaves is readable up to its last second."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vortex7 record --symbols BTCUSDT,ETHUSDT --url wss://fstream.binance.com",
      "  ./vortex7 record --minutes 10 --into data/recordings     # of a running sim",
      "  ./vortex7 backtest data/recordings"
    })
final class RecordCommand extends ConsoleCommand {
  private static final int MINUTES_MAX = 366 * 24 * 60;
  private static final int ROTATE_MAX = 24 * 60;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration merged over the defaults (default: application.conf, if there)")
  private @Nullable Path config;

  @Option(
      names = "--symbols",
      paramLabel = "LIST",
      description = "what to record (default: the configured ones)")
  private @Nullable String symbols;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "base of the streams (default: the configured venue's)")
  private @Nullable String url;

  @Option(
      names = "--streams",
      paramLabel = "LIST",
      split = ",",
      description =
          "(default: aggTrade,depth20@100ms,markPrice@1s,kline_1m, which the daemon lives on)")
  private List<String> streams = RawMarket.STREAMS;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      defaultValue = "data/recordings",
      description = "where the files go (default: ${DEFAULT-VALUE})")
  private Path into = Path.of("");

  @Option(names = "--minutes", paramLabel = "N", description = "(default: until Ctrl-C)")
  private @Nullable Integer minutes;

  @Option(
      names = "--rotate",
      paramLabel = "MINUTES",
      defaultValue = "60",
      description = "a file is followed by another after so long (default: ${DEFAULT-VALUE})")
  private int rotate;

  @Override
  public Integer call() throws InterruptedException {
    SortedMap<String, String> values = new TreeMap<>();
    SettingsOptions.put(values, "symbols", symbols);
    Settings settings = BacktestOptions.withoutTopAlt(SettingsOptions.load(values, config));
    settings.notes().forEach(out()::println);
    BinanceSettings venue = venue(settings);
    long forMinutes = minutes == null ? MINUTES_MAX : within("--minutes", minutes, MINUTES_MAX);
    within("--rotate", rotate, ROTATE_MAX);
    for (String stream : streams) {
      if (!stream.matches("[A-Za-z0-9_@!]+")) {
        throw CommandFailure.usage("--streams must name streams such as aggTrade, was " + stream);
      }
    }
    try {
      Files.createDirectories(into);
    } catch (IOException e) {
      throw CommandFailure.unavailable(into + " cannot be made: " + e);
    }
    Logs.into(settings.data());
    record(settings, venue, Duration.ofMinutes(forMinutes));
    return ExitCode.DONE;
  }

  private static int within(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw CommandFailure.usage(option + " must be 1 to " + most + ", was " + value);
    }
    return value;
  }

  /** Public streams are open to everybody: there is nothing to sign. */
  private BinanceSettings venue(Settings settings) {
    URI own =
        settings.venue() == VenueName.BINANCE
            ? settings.live().streams(settings.mode())
            : URI.create("ws://" + settings.sim().host() + ":" + settings.sim().port());
    try {
      URI streaming = url == null ? own : URI.create(url.replaceAll("/+$", ""));
      Secret none = Secret.of("unused");
      return BinanceSettings.open(BinanceSettings.LIVE_REST, streaming, none, none)
          .with(settings.section(BinanceLimits.class));
    } catch (IllegalArgumentException wrong) {
      throw CommandFailure.usage(
          "--url must be such as ws://127.0.0.1:8090: " + wrong.getMessage());
    }
  }

  private void record(Settings settings, BinanceSettings venue, Duration length)
      throws InterruptedException {
    PrintWriter out = out();
    CompletableFuture<Void> interrupted = new CompletableFuture<>();
    Interrupt interrupt = Interrupt.install(() -> interrupted.complete(null));
    try (Recorder recorder =
        Recorder.start(venue, settings.symbols(), streams, into, rotation(), out)) {
      out.println("recording " + settings.symbols() + " of " + venue.streams() + " into " + into);
      out.println("Ctrl-C closes the files");
      out.flush();
      await(CompletableFuture.anyOf(interrupted, recorder.broken()), length);
      recorder.finish();
    } catch (CompletionException disk) {
      throw CommandFailure.unavailable(into + " cannot be written: " + disk.getCause());
    } finally {
      interrupt.done();
    }
  }

  private Rotation rotation() {
    Rotation usual = Rotation.usual();
    return new Rotation(
        Duration.ofMinutes(rotate), usual.bytes(), usual.block(), usual.blockLines());
  }

  /** Until somebody ends it, the time is over, or a file cannot be written. */
  private void await(CompletableFuture<?> end, Duration length) throws InterruptedException {
    try {
      end.get(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException over) {
      return; // It was to be no longer.
    } catch (ExecutionException disk) {
      throw CommandFailure.unavailable(into + " cannot be written: " + disk.getCause());
    }
  }
}
