package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.BookSnapshot;
import vortex7.market.Symbol;
import vortex7.venue.binance.FrameDecoder.Frame;

class FrameDecoderFuzzTest {
  private static final List<String> SEEDS =
      List.of(
          Frames.AGG_TRADE,
          Frames.KLINE,
          Frames.book("[[\"7403.89\",\"2\"],[\"7403.88\",\"3\"]]", "[[\"7406\",\"4\"]]"),
          Frames.book("[[7403.89,2e0]]", "[]").replace("{", "{ \"\\u0078\" : null , "));
  private static final String ALPHABET =
      "{}[],:\"\\ 0123456789.-+eEaAbkpqmMuTtrufalsnxs\u0000\n\u00e9\u0122";

  private final FrameDecoder decoder = new FrameDecoder();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void a_mutated_frame_is_never_an_exception_and_never_a_wrong_value(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Frame, Integer> outcomes = new EnumMap<>(Frame.class);
    for (int i = 0; i < 8_000; i++) {
      String text = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
      outcomes.merge(ReferenceDecoder.check(decoder, text), 1, Integer::sum);
    }
    // A fuzz that only ever meets one answer would prove nothing.
    assertThat(outcomes.keySet()).containsExactlyInAnyOrder(Frame.values());
  }

  /** What a decoder remembers of its streams may save it work, never change what it says. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void a_decoder_that_has_seen_many_frames_says_what_a_fresh_one_says(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> streams = interleaved();
    streams.forEach(decoder::decode);
    Map<Frame, Integer> outcomes = new EnumMap<>(Frame.class);
    for (int i = 0; i < 6_000; i++) {
      String text = streams.get(random.nextInt(streams.size()));
      if (random.nextInt(4) != 0) {
        text = mutated(text, random);
      }
      outcomes.merge(sameAsFresh(text), 1, Integer::sum);
    }
    assertThat(outcomes.keySet()).containsExactlyInAnyOrder(Frame.values());
  }

  @Test
  void a_change_anywhere_in_a_known_frame_is_seen() {
    List<String> streams = interleaved();
    streams.forEach(decoder::decode);
    for (String text : List.of(Frames.AGG_TRADE, Frames.KLINE)) {
      for (int at = 0; at < text.length(); at++) {
        for (char other : "\"\\ }{,:0xe\u0122".toCharArray()) {
          sameAsFresh(text.substring(0, at) + other + text.substring(at + 1));
          sameAsFresh(text.substring(0, at) + other + text.substring(at));
        }
        sameAsFresh(text.substring(0, at) + text.substring(at + 1));
        assertThat(sameAsFresh(text.substring(0, at))).isEqualTo(Frame.MALFORMED);
      }
    }
  }

  @Test
  void more_streams_than_are_remembered_decode_all_the_same() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 40; i++) {
        assertThat(sameAsFresh(Frames.AGG_TRADE.replace("btcusdt", "coin" + i)))
            .isEqualTo(Frame.TRADE);
      }
    }
  }

  /** Frames of several streams, of one symbol and of others, in and out of an envelope. */
  private static List<String> interleaved() {
    String book = Frames.book("[[\"7403.89\",\"2\"],[\"7403.88\",\"3\"]]", "[[\"7406\",\"4\"]]");
    return List.of(
        Frames.AGG_TRADE,
        Frames.AGG_TRADE.replace("btcusdt", "ethusdt").replace("BTCUSDT", "ETHUSDT"),
        Frames.KLINE,
        Frames.KLINE.replace("15m", "1m"),
        "{\"stream\":\"btcusdt@depth20@100ms\",\"data\":" + book + "}",
        "{\"stream\":\"btcusdt@depth20@500ms\",\"data\":" + book + ",\"data\":{\"e\":\"other\"}}",
        book,
        Frames.AGG_TRADE.replace("\"data\":{", "\"data\":{\"e\":\"depthUpdate\","),
        "{\"stream\":\"!contractInfo\",\"data\":{\"e\":\"contractInfo\",\"E\":1}}");
  }

  private Frame sameAsFresh(String text) {
    FrameDecoder fresh = new FrameDecoder();
    Frame expected = fresh.decode(text);
    assertThat(decoder.decode(text)).as(text).isEqualTo(expected);
    assertThat(seen(decoder, expected)).as(text).isEqualTo(seen(fresh, expected));
    return expected;
  }

  /** Everything that the getters say after a frame, as text. */
  private static String seen(FrameDecoder of, Frame frame) {
    String common = of.eventTime() + " " + of.isFor(Symbol.of("BTCUSDT")) + " ";
    return switch (frame) {
      case TRADE ->
          common
              + of.tradeId()
              + " "
              + of.price()
              + " "
              + of.quantity()
              + " "
              + of.buyerIsMaker()
              + " "
              + of.tradeTime();
      case BOOK -> {
        BookSnapshot book = of.snapshot();
        yield common
            + book.updateId
            + " "
            + book.previousUpdateId
            + " "
            + book.transactionTime
            + Arrays.toString(Arrays.copyOf(book.bidPrice, book.bids))
            + Arrays.toString(Arrays.copyOf(book.bidQuantity, book.bids))
            + Arrays.toString(Arrays.copyOf(book.askPrice, book.asks))
            + Arrays.toString(Arrays.copyOf(book.askQuantity, book.asks));
      }
      case CANDLE ->
          common
              + of.timeframe()
              + " "
              + of.openTime()
              + " "
              + of.open()
              + " "
              + of.high()
              + " "
              + of.low()
              + " "
              + of.close()
              + " "
              + of.volume()
              + " "
              + of.closed();
      case UNKNOWN -> "";
      case MALFORMED -> of.fault();
    };
  }

  @Test
  void every_truncation_of_a_frame_is_malformed() {
    for (String seed : SEEDS) {
      for (int length = 0; length < seed.length(); length++) {
        assertThat(ReferenceDecoder.check(decoder, seed.substring(0, length)))
            .isEqualTo(Frame.MALFORMED);
      }
    }
    assertThat(ReferenceDecoder.check(decoder, Frames.DEPTH_20)).isEqualTo(Frame.BOOK);
  }

  @Test
  void random_decimals_are_the_nearest_double() {
    SplittableRandom random = new SplittableRandom(7);
    DecimalReader reader = new DecimalReader();
    for (int i = 0; i < 20_000; i++) {
      String text = decimal(random);
      char[] padded = (text + "\0".repeat(JsonScan.PADDING)).toCharArray();
      assertThat(reader.read(padded, 0)).as(text).isEqualTo(text.length());
      assertThat(reader.value).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  private static String decimal(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    text.append(random.nextLong(1L << random.nextInt(1, 62)));
    if (random.nextBoolean()) {
      text.append('.');
      for (int i = random.nextInt(1, 12); i > 0; i--) {
        text.append((char) ('0' + random.nextInt(10)));
      }
    }
    if (random.nextInt(8) == 0) {
      text.append('e').append(random.nextInt(-30, 30));
    }
    return text.toString();
  }

  private static String mutated(String seed, SplittableRandom random) {
    StringBuilder text = new StringBuilder(seed);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(6)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, other);
        case 2 -> text.setCharAt(at, other);
        case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 12)));
        case 4 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 12)));
        default -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
      }
      if (text.isEmpty()) {
        return "";
      }
    }
    return text.toString();
  }
}
