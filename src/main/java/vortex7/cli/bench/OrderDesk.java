package vortex7.cli.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Writes the recording that the simulated venue of a measurement replays: a book so wide around the
 * tape's prices that every entry rests and none fills, for as long as any measurement may take.
 */
public final class OrderDesk {
  private static final Duration LENGTH = Duration.ofHours(3);
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final double AWAY = 0.015;

  private OrderDesk() {}

  /** Writes it into {@code folder}, beginning at {@code startMillis} of the venue. */
  public static Path write(Path folder, Tape tape, long startMillis) throws IOException {
    Path file = folder.resolve("desk.txt");
    String code = tape.symbol().code();
    String stream = code.toLowerCase(Locale.ROOT);
    String bid = price(tape, tape.lowest() * (1 - AWAY));
    String ask = price(tape, tape.highest() * (1 + AWAY));
    String mark = price(tape, tape.middle());
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      long id = 1;
      for (long t = 0; t <= LENGTH.toMillis(); t += STEP.toMillis()) {
        long at = startMillis + t;
        out.write(
            """
            %d {"stream":"%s@depth20@100ms","data":{"e":"depthUpdate","E":%d,"T":%d,"s":"%s",\
            "U":%d,"u":%d,"pu":%d,"b":[["%s","100"]],"a":[["%s","100"]]}}
            %d {"stream":"%s@markPrice@1s","data":{"e":"markPriceUpdate","E":%d,"s":"%s","p":"%s"}}
            """
                .formatted(
                    at * 1_000_000,
                    stream,
                    at,
                    at,
                    code,
                    id,
                    id,
                    id - 1,
                    bid,
                    ask,
                    at * 1_000_000,
                    stream,
                    at,
                    code,
                    mark));
        id++;
      }
    }
    return file;
  }

  private static String price(Tape tape, double about) {
    BigDecimal tick = tape.instrument().tickSize();
    return BigDecimal.valueOf(about)
        .divide(tick, 0, RoundingMode.HALF_UP)
        .multiply(tick)
        .toPlainString();
  }
}
