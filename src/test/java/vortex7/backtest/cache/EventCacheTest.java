package vortex7.backtest.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;

/** What is read from columns is what was read from the text, or the text is read anew. */
class EventCacheTest {
  private static final int EVENTS = 20_000;
  private static final int READERS = 3;

  @TempDir private Path folder = Path.of("unset");
  private Path source = Path.of("unset");
  private int built;
  private long told;

  @BeforeEach
  void write() throws IOException {
    source = Files.writeString(folder.resolve("source.gz"), "the source's bytes");
  }

  private EventCache cache(int readers) {
    return new EventCache(
        folder.resolve("cache"),
        readers,
        new EventCache.Progress() {
          @Override
          public void begins(Path file, long bytes) {
            assertThat(file).isEqualTo(source);
            built++;
          }

          @Override
          public void read(long bytes) {
            told = bytes;
          }

          @Override
          public void ends() {
            // Counted at the beginning.
          }
        });
  }

  /** Events of every kind and of any size, the same every time. */
  private static class Drawn implements EventCache.Text {
    private final SplittableRandom random = new SplittableRandom(5);
    private final int count;
    private int at;
    private boolean closed;

    Drawn(int count) {
      this.count = count;
    }

    @Override
    public boolean next(RecordedEvent into) {
      if (at == count) {
        return false;
      }
      into.clear();
      into.kind = RecordedEvent.Kind.values()[random.nextInt(5)];
      into.symbol = random.nextInt(9) == 0 ? "ETHUSDT" : "BTCUSDT";
      into.line = 3L * ++at;
      into.source = "told by the cache";
      into.timeMillis = 1_721_347_020_000L + 37L * at - random.nextInt(100);
      into.buyerIsMaker = random.nextBoolean();
      if (into.kind == RecordedEvent.Kind.TRADE || into.kind == RecordedEvent.Kind.MARK_PRICE) {
        into.price = 6_390_000_000_000L + 10_000_000L * random.nextInt(10_000);
        into.quantity = 100_000L * random.nextInt(1, 1_000);
        into.updateId = at;
        return true;
      }
      into.updateId = 4_984_028_367_545L + 1_000L * at;
      into.previousUpdateId = into.updateId - 1_000;
      int bids = random.nextInt(at % 1_000 == 0 ? 3_000 : 20);
      for (int i = 0; i < bids; i++) {
        into.addBid(6_390_000_000_000L - 10_000_000L * i, 100_000L * random.nextInt(50));
      }
      for (int i = random.nextInt(20); i > 0; i--) {
        into.addAsk(6_390_000_000_000L + 10_000_000L * i, random.nextLong(1L << 40));
      }
      return true;
    }

    @Override
    public List<String> notes() {
      return List.of("source.gz:7: the first of 2 gaps");
    }

    @Override
    public long bytesRead() {
      return at;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static List<String> texts(vortex7.matching.replay.Recording events) {
    List<String> texts = new ArrayList<>();
    RecordedEvent event = new RecordedEvent();
    while (events.next(event)) {
      StringBuilder text = new StringBuilder();
      text.append(event.kind).append(event.symbol).append(' ').append(event.line);
      text.append(' ').append(event.timeMillis).append(' ').append(event.buyerIsMaker);
      text.append(' ').append(event.price).append(' ').append(event.quantity).append(' ');
      text.append(event.updateId).append(' ').append(event.previousUpdateId);
      for (int i = 0; i < event.bids; i++) {
        text.append(" b").append(event.bidPrice[i]).append('x').append(event.bidQuantity[i]);
      }
      for (int i = 0; i < event.asks; i++) {
        text.append(" a").append(event.askPrice[i]).append('x').append(event.askQuantity[i]);
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      return files.toList();
    }
  }

  @Test
  void every_event_comes_back_with_all_of_its_fields() throws IOException {
    List<String> expected = texts(new Drawn(EVENTS));
    CachedEvents events = cache(READERS).open(source, () -> new Drawn(EVENTS));
    assertThat(texts(events)).isEqualTo(expected);
    assertThat(events.events()).isEqualTo(EVENTS);
    assertThat(events.levels()).isGreaterThan(EVENTS);
    assertThat(events.symbols()).containsExactlyInAnyOrder("BTCUSDT", "ETHUSDT");
    assertThat(events.notes()).containsExactly("source.gz:7: the first of 2 gaps");
    assertThat(events.first().toEpochMilli()).isBetween(1_721_347_019_937L, 1_721_347_020_037L);
    assertThat(events.last()).isAfter(events.first());
    assertThat(told).isEqualTo(EVENTS / 4_096 * 4_096);
    assertThat(files()).hasSize(1);
    assertThat(events.bytes()).isEqualTo(Files.size(files().getFirst()));
  }

  @Test
  void an_event_says_from_which_line_of_the_source_it_came() {
    CachedEvents events = cache(READERS).open(source, () -> new Drawn(1));
    RecordedEvent event = new RecordedEvent();
    assertThat(events.next(event)).isTrue();
    assertThat(event.source).isEqualTo(source.toString());
    assertThat(event.line).isEqualTo(3);
    assertThat(events.next(event)).isFalse();
  }

  @Test
  void a_file_without_events_is_cached_as_such() {
    assertThat(texts(cache(READERS).open(source, () -> new Drawn(0)))).isEmpty();
    assertThat(cache(READERS).open(source, () -> new Drawn(0)).events()).isZero();
    assertThat(built).isEqualTo(1);
  }

  @Test
  void the_text_is_read_once_whatever_the_path_of_the_source() throws IOException {
    cache(READERS).open(source, () -> new Drawn(100));
    EventCache again = cache(READERS);
    again.open(source, () -> new Drawn(100));
    again.open(source, () -> new Drawn(100));
    assertThat(built).isEqualTo(1);
    Path moved = Files.createDirectory(folder.resolve("elsewhere")).resolve("source.gz");
    Files.move(source, moved);
    source = moved;
    again.open(moved, () -> new Drawn(100));
    assertThat(built).isEqualTo(1);
  }

  @Test
  void another_source_or_other_readers_make_it_anew() throws IOException {
    cache(READERS).open(source, () -> new Drawn(100));
    cache(READERS + 1).open(source, () -> new Drawn(100));
    assertThat(built).isEqualTo(2);
    Files.writeString(source, "other bytes here.");
    assertThat(cache(READERS + 1).open(source, () -> new Drawn(50)).events()).isEqualTo(50);
    assertThat(built).isEqualTo(3);
  }

  @ParameterizedTest(name = "the byte at {0} of 1000 of the file")
  @ValueSource(ints = {0, 8, 9, 20, 45, 70, 80, 200, 500, 900, 999})
  void a_changed_byte_makes_it_anew(int at) throws IOException {
    cache(READERS).open(source, () -> new Drawn(1_000));
    Path file = files().getFirst();
    byte[] bytes = Files.readAllBytes(file);
    int place = at <= 80 ? at : (int) ((long) at * bytes.length / 1_000);
    bytes[place] ^= 0x10;
    Files.write(file, bytes);
    List<String> read = texts(cache(READERS).open(source, () -> new Drawn(1_000)));
    assertThat(read).isEqualTo(texts(new Drawn(1_000)));
    assertThat(built).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0} bytes left")
  @ValueSource(ints = {0, 7, 95, 96, 5_000})
  void a_cut_file_is_made_anew(int left) throws IOException {
    cache(READERS).open(source, () -> new Drawn(1_000));
    Path file = files().getFirst();
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), left));
    assertThat(cache(READERS).open(source, () -> new Drawn(1_000)).events()).isEqualTo(1_000);
    assertThat(built).isEqualTo(2);
  }

  @Test
  void a_broken_text_leaves_nothing_behind() throws IOException {
    Drawn broken =
        new Drawn(500) {
          @Override
          public List<String> notes() {
            throw new RecordingException("source.gz:500: broken");
          }
        };
    assertThatThrownBy(() -> cache(READERS).open(source, () -> broken))
        .isInstanceOf(RecordingException.class)
        .hasMessage("source.gz:500: broken");
    assertThat(files()).isEmpty();
    assertThat(broken.closed).isTrue();
  }

  @Test
  void a_folder_that_cannot_be_written_is_named() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file");
    assertThatThrownBy(() -> cache(READERS).open(source, () -> new Drawn(1)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("cannot be written");
  }
}
