package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import vortex7.SharedData;
import vortex7.venue.binance.FrameDecoder.Frame;

/** Frames that the real venue sent, against Jackson. */
class RecordedFramesTest {
  @Test
  void recorded_trades_books_and_candles_decode_to_what_jackson_reads() throws IOException {
    Map<Frame, Integer> seen = decodeAll("streams/usdm_20210417/BINANCE_FUTURES.ws.5.0.gz");
    assertThat(seen.get(Frame.TRADE)).isGreaterThan(50);
    assertThat(seen.get(Frame.CANDLE)).isGreaterThan(50);
    assertThat(seen.get(Frame.BOOK)).isGreaterThan(500);
  }

  @Test
  void a_second_recording_agrees_too() throws IOException {
    assertThat(decodeAll("streams/usdm_20210722/BINANCE_FUTURES.ws.1.0.gz"))
        .containsKeys(Frame.TRADE, Frame.CANDLE, Frame.BOOK, Frame.UNKNOWN);
  }

  private static Map<Frame, Integer> decodeAll(String name) throws IOException {
    Path file = SharedData.file(name);
    FrameDecoder decoder = new FrameDecoder();
    Map<Frame, Integer> seen = new EnumMap<>(Frame.class);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        int json = line.indexOf('{');
        if (json >= 0) {
          Frame frame = ReferenceDecoder.check(decoder, line.substring(json));
          seen.merge(frame, 1, Integer::sum);
          // The recordings hold diff books: only one too long for a partial book may fail.
          if (frame == Frame.MALFORMED) {
            assertThat(decoder.fault()).contains("more than 20 levels");
          }
        }
      }
    }
    return seen;
  }
}
