package vortex7.venue.simulated.recording;

import akka.actor.ActorSystem;
import akka.stream.alpakka.csv.javadsl.CsvParsing;
import akka.stream.javadsl.StreamConverters;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import vortex7.matching.replay.RecordedEvent;

/**
 * P12: a row of the venue's {@code aggTrades} from text to primitives, beside the loop that
 * everybody writes. The text is in memory, since it is parsing that is compared; whole events are
 * also read from the file. The sums of all sides are equal, or the benchmark fails.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CsvImportBenchmark {
  private static final int ROWS = 500_000;
  private static final long DAY = 1_721_260_800_000L;
  private static final String NAME = "BTCUSDT-aggTrades-2024-07-18.csv";

  private Path folder = Path.of("unset");
  private Path file = folder.resolve(NAME);
  private FileKind.Found found =
      new FileKind.Found(file, FileKind.AGG_TRADES, "", "", List.of(), true);
  private final ActorSystem system = ActorSystem.create("csv", ConfigFactory.defaultReference());
  private byte[] bytes = new byte[0];
  private long ids;
  private double worth;
  private int makers;

  @Setup(Level.Trial)
  public void write() throws IOException {
    SplittableRandom random = new SplittableRandom(12);
    StringBuilder text =
        new StringBuilder(ROWS * 70)
            .append("agg_trade_id,price,quantity,first_trade_id,last_trade_id,")
            .append("transact_time,is_buyer_maker\n");
    long fill = 5_147_613_461L;
    int tenths = 640_000;
    for (int i = 0; i < ROWS; i++) {
      tenths += random.nextInt(-3, 4);
      int thousandths = 1 + (int) Math.exp(random.nextDouble(9));
      int fills = random.nextInt(3);
      long id = 2_253_839_283L + i;
      boolean maker = random.nextBoolean();
      text.append(id).append(',').append(tenths / 10).append('.').append(tenths % 10).append(',');
      text.append(String.format(Locale.ROOT, "%.3f", thousandths / 1e3));
      text.append(',').append(fill).append(',').append(fill + fills).append(',');
      text.append(DAY + 170L * i).append(',').append(maker).append('\n');
      fill += fills + 1;
      ids += id + DAY + 170L * i;
      worth += (tenths / 10.0) * (thousandths / 1e3);
      makers += maker ? 1 : 0;
    }
    folder = Files.createTempDirectory("vortex7-csv");
    file = Files.writeString(folder.resolve(NAME), text);
    found = FileKind.look(file);
    bytes = Files.readAllBytes(file);
  }

  private InputStream text() {
    return new ByteArrayInputStream(bytes);
  }

  @TearDown(Level.Trial)
  public void remove() throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(1, TimeUnit.MINUTES);
    Files.delete(file);
    Files.delete(folder);
  }

  private void check(long seenIds, double seenWorth, int seenMakers) {
    if (seenIds != ids
        || seenMakers != makers
        || Math.abs(seenWorth - worth) > 1e-6 * Math.abs(worth)) {
      throw new IllegalStateException(
          "read " + seenIds + " and " + seenWorth + ", written were " + ids + " and " + worth);
    }
  }

  /** From bytes to primitives: what P12 is about. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void rowsHere() {
    long sum = 0;
    double value = 0;
    int sold = 0;
    try (CsvRows rows = new CsvRows(file, SourceStream.of(text()))) {
      rows.next();
      while (rows.next()) {
        sum += rows.integer(0, "agg_trade_id") + rows.integer(5, "transact_time");
        value += rows.positive(1, "price") / 1e8 * (rows.positive(2, "quantity") / 1e8);
        sold += rows.bool(6, "is_buyer_maker") ? 1 : 0;
      }
    }
    check(sum, value, sold);
  }

  /** From the file to events, each checked: its columns, its id, its day, its order. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void eventsHere() throws IOException {
    long sum = 0;
    double value = 0;
    int sold = 0;
    RecordedEvent event = new RecordedEvent();
    try (EventFile events = new TradeRows(found)) {
      while (events.next(event)) {
        sum += event.updateId + event.timeMillis;
        value += event.price / 1e8 * (event.quantity / 1e8);
        sold += event.buyerIsMaker ? 1 : 0;
      }
    }
    check(sum, value, sold);
  }

  /** Lines, split, each cell parsed from its text; the ids of the fills are not looked at. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void splitAndParse() throws IOException {
    long sum = 0;
    double value = 0;
    int sold = 0;
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(text(), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",");
        sum += Long.parseLong(cells[0]) + Long.parseLong(cells[5]);
        value += Double.parseDouble(cells[1]) * Double.parseDouble(cells[2]);
        sold += Boolean.parseBoolean(cells[6]) ? 1 : 0;
      }
    }
    check(sum, value, sold);
  }

  /** The same through Alpakka's line scanner, which makes the cells; they are then parsed. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void alpakka() throws Exception {
    Sums sums = new Sums();
    StreamConverters.fromInputStream(this::text)
        .via(CsvParsing.lineScanner())
        .drop(1)
        .runForeach(sums::add, system)
        .toCompletableFuture()
        .get(1, TimeUnit.MINUTES);
    check(sums.ids, sums.worth, sums.makers);
  }

  /** What a stream's rows add up to. */
  private static final class Sums {
    private long ids;
    private double worth;
    private int makers;

    void add(Collection<ByteString> row) {
      List<ByteString> cells = List.copyOf(row);
      ids += Long.parseLong(cells.get(0).utf8String()) + Long.parseLong(cells.get(5).utf8String());
      double price = Double.parseDouble(cells.get(1).utf8String());
      worth += price * Double.parseDouble(cells.get(2).utf8String());
      makers += Boolean.parseBoolean(cells.get(6).utf8String()) ? 1 : 0;
    }
  }

  /** The least: each byte looked at once. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long everyByteOnce() throws IOException {
    long sum = 0;
    byte[] block = new byte[1 << 16];
    try (SourceStream in = SourceStream.of(text())) {
      for (int read = in.read(block, 0, block.length); read >= 0; ) {
        for (int i = 0; i < read; i++) {
          sum += block[i];
        }
        read = in.read(block, 0, block.length);
      }
    }
    return sum;
  }
}
