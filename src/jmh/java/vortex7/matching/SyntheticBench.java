package vortex7.matching;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;

/** Seconds of the default synthetic market, two symbols without clients, in a second of time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SyntheticBench {
  private static final long START = 1_763_553_600_000L;

  private final SyntheticMarket market = new SyntheticMarket(SyntheticSettings.documents(), START);
  private long now = START;

  public SyntheticBench() {
    market.attach(new Exchange(ExchangeRules.documents(), new ExchangeListener() {}));
  }

  /** One second of the market. */
  @Benchmark
  public long second() {
    now += 1_000;
    market.advance(now);
    return now;
  }
}
