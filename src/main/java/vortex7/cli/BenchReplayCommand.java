package vortex7.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vortex7.backtest.Backtest;
import vortex7.backtest.BacktestResult;
import vortex7.cli.bench.Machine;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.MarketSource;
import vortex7.matching.NewOrder;
import vortex7.matching.TimeInForce;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Settings;
import vortex7.venue.simulated.SimulatedMarkets;
import vortex7.venue.simulated.recording.EventFiles;
import vortex7.venue.simulated.recording.FileRecording;
import vortex7.venue.simulated.recording.RecordingFiles;

/** Measures the kernels of the backtest on one recording, from its columns, in one thread. */
@Command(
    name = "replay",
    description = {
      "Measures on one recording, from its columns and in one thread, in turns: reading the"
          + " columns,",
      "replaying them into books with resting orders of ours and the queue model, and the whole",
      "backtest; beside them this machine's reading of memory. A level event is a trade or the"
          + " change",
      "of one level of a book."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  ./vortex7 bench replay btcusdt_20240718.gz btcusdt_20240719.gz --json")
final class BenchReplayCommand extends ConsoleCommand {
  private static final int ROUNDS_MAX = 1_000;
  private static final long REQUOTE_MILLIS = 1_000;
  private static final String ACCOUNT = "bench";
  private static final int WORDS = 1 << 23;

  /** Time is the thread's own: what others take of a busy machine does not count. */
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  @Parameters(paramLabel = "DATA", arity = "1..*", description = "a recording of one symbol")
  private List<Path> recordings = List.of();

  @Mixin private BacktestOptions options = new BacktestOptions();

  @Mixin private CacheOptions cache = new CacheOptions();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description = "of each kernel, after three that do not count (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  /** Of what was read; it keeps the compiler from leaving out what nobody asks for. */
  private long checksum;

  private long columns;
  private int fills;
  private long begunNanos;
  private long begunBytes;

  /** A kernel and how long its rounds took. */
  private record Kernel(
      String name,
      String unit,
      LongSupplier round,
      List<Double> perSecond,
      List<Double> bytesPerEvent) {}

  @Override
  public Integer call() {
    CommandFailure.requireUpTo("--rounds", rounds, ROUNDS_MAX);
    Machine machine = Machine.now();
    Settings loaded = options.load(recordings);
    EventFiles files = cache.files(loaded);
    Settings settings =
        RecordedSymbols.only(loaded, files, new PrintWriter(PrintWriter.nullWriter()));
    if (settings.symbols().size() != 1) {
      throw CommandFailure.usage("name a recording of one symbol, was " + settings.symbols());
    }
    long[] words = new long[WORDS];
    Arrays.fill(words, 7);
    List<Kernel> kernels =
        List.of(
            kernel("memory", "bytes", () -> memory(words)),
            kernel("columns", "level events", () -> columns(settings, files)),
            kernel("replay with orders", "level events", () -> replay(settings, files)),
            kernel("whole backtest", "level events", () -> backtest(settings, files)));
    try {
      for (int round = -3; round < rounds; round++) {
        for (Kernel kernel : kernels) {
          begin();
          long count = kernel.round().getAsLong();
          double seconds = (THREADS.getCurrentThreadCpuTime() - begunNanos) / 1e9;
          long bytes = THREADS.getCurrentThreadAllocatedBytes() - begunBytes;
          if (round >= 0) {
            kernel.perSecond().add(count / seconds);
            kernel.bytesPerEvent().add((double) bytes / count);
          }
        }
      }
    } catch (RecordingException broken) {
      throw RecordedSymbols.failure(String.valueOf(broken.getMessage()));
    } catch (UncheckedIOException unreadable) {
      throw CommandFailure.unavailable("the recording: " + unreadable.getCause());
    }
    print(machine, settings, kernels);
    return ExitCode.DONE;
  }

  private static Kernel kernel(String name, String unit, LongSupplier round) {
    return new Kernel(name, unit, round, new ArrayList<>(), new ArrayList<>());
  }

  // ---- the kernels

  /** What came before, such as opening a recording, is not the kernel's. */
  private void begin() {
    begunBytes = THREADS.getCurrentThreadAllocatedBytes();
    begunNanos = THREADS.getCurrentThreadCpuTime();
  }

  private long memory(long[] words) {
    long sum = 0;
    for (long word : words) {
      sum += word;
    }
    checksum += sum;
    return 8L * words.length;
  }

  private long columns(Settings settings, EventFiles files) {
    RecordedEvent event = new RecordedEvent();
    long levelEvents = 0;
    List<FileRecording> open = RecordingFiles.open(settings.market().recordings(), files);
    begin();
    for (FileRecording recording : open) {
      while (recording.next(event)) {
        levelEvents += levelEvents(event);
        checksum += event.timeMillis ^ event.price;
      }
    }
    columns = levelEvents;
    return levelEvents;
  }

  private static long levelEvents(RecordedEvent event) {
    return event.kind == RecordedEvent.Kind.TRADE ? 1 : event.bids + event.asks;
  }

  /** Two orders rest at the best prices, and are taken back and placed anew each second. */
  private long replay(Settings settings, EventFiles files) {
    Symbol symbol = settings.symbols().getFirst();
    try (SimulatedMarkets.Open market = BacktestWorld.open(settings, files)) {
      MarketSource source = market.source();
      Exchange exchange = new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
      source.attach(exchange);
      exchange.openAccount(ACCOUNT);
      exchange.deposit(ACCOUNT, "USDT", new BigDecimal("100000000"));
      long time = source.startMillis();
      begin();
      while (!source.exhausted()) {
        quote(exchange, symbol, Side.BUY, exchange.market(symbol).bestBid());
        quote(exchange, symbol, Side.SELL, exchange.market(symbol).bestAsk());
        time += REQUOTE_MILLIS;
        source.advance(time);
        var unused = exchange.cancelAll(ACCOUNT, symbol);
      }
      fills = exchange.userTrades(ACCOUNT, symbol, 0).size();
    }
    return columns;
  }

  private static void quote(Exchange exchange, Symbol symbol, Side side, long ticks) {
    if (ticks > 0) {
      var unused =
          exchange.place(
              ACCOUNT,
              NewOrder.limit(
                  symbol,
                  side,
                  TimeInForce.GTX,
                  new BigDecimal("0.01"),
                  exchange.market(symbol).price(ticks)));
    }
  }

  private long backtest(Settings settings, EventFiles files) {
    try (SimulatedMarkets.Open market = BacktestWorld.open(settings, files)) {
      Backtest backtest = new Backtest(BacktestWorld.rules(settings), market.source());
      begin();
      BacktestResult result = backtest.run(Long.MAX_VALUE, time -> {});
      checksum += result.decisions();
    }
    return columns;
  }

  // ---- what came of it

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
  }

  private void print(Machine machine, Settings settings, List<Kernel> kernels) {
    PrintWriter out = out();
    if (json) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.set("machine", machine.json());
      root.put("source", settings.market().source()).put("levelEvents", columns);
      root.put("fills", fills).put("rounds", rounds).put("checksum", checksum);
      ArrayNode list = root.putArray("kernels");
      for (Kernel kernel : kernels) {
        ObjectNode node = list.addObject().put("kernel", kernel.name()).put("unit", kernel.unit());
        node.put("medianPerSecond", median(kernel.perSecond()));
        node.put("medianBytesPerEvent", median(kernel.bytesPerEvent()));
        ArrayNode all = node.putArray("perSecond");
        kernel.perSecond().forEach(all::add);
      }
      out.println(root.toPrettyString());
    } else {
      out.println(machine.line());
      out.printf(
          Locale.ROOT,
          "%d level events, %d rounds each in turns, %d fills of our orders a round%n",
          columns,
          rounds,
          fills);
      for (Kernel kernel : kernels) {
        double best = kernel.perSecond().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        out.printf(
            Locale.ROOT,
            "  %-20s %12.2f M %s a CPU second, best %.2f; %.1f bytes allocated each%n",
            kernel.name(),
            median(kernel.perSecond()) / 1e6,
            kernel.unit(),
            best / 1e6,
            median(kernel.bytesPerEvent()));
      }
    }
    out.flush();
  }
}
