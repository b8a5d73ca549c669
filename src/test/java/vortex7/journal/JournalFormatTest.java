package vortex7.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.PositionEvent;

/**
 * Holds the journal's format: what was written once can be read for ever.
 *
 * <p>A golden file has two lines, the CBOR in hex and the same fields as JSON. A new record gets
 * its file by running this test with {@code -Dvortex7.golden=write}; an existing file is never
 * rewritten: a changed record gets a new version and an upcast.
 */
class JournalFormatTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "journal");
  private static final EventFormat FORMAT = new EventFormat(JournaledTypes.CATALOG);

  static List<EventCatalog.Entry> entries() {
    return JournaledTypes.CATALOG.entries();
  }

  static List<Path> goldenFiles() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files.sorted().toList();
    }
  }

  private static Path golden(EventCatalog.Entry entry) {
    return GOLDEN.resolve(entry.name() + "-" + entry.version() + ".golden");
  }

  private static void writeIfWanted(Path file, Object sample) throws IOException {
    if ("write".equals(System.getProperty("vortex7.golden")) && !Files.exists(file)) {
      Files.createDirectories(GOLDEN);
      String hex = HexFormat.of().formatHex(FORMAT.write(sample));
      Files.writeString(file, hex + "\n" + FORMAT.json(sample) + "\n");
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void every_record_is_written_as_its_golden_file_says_and_read_back(EventCatalog.Entry entry)
      throws Exception {
    Object sample = Samples.of(entry.type());
    Path file = golden(entry);
    writeIfWanted(file, sample);

    assertThat(file).as("the golden file of %s", entry.manifest()).exists();
    List<String> lines = Files.readAllLines(file);
    assertThat(HexFormat.of().formatHex(FORMAT.write(sample))).isEqualTo(lines.get(0));
    assertThat(FORMAT.json(sample).toString()).isEqualTo(lines.get(1));
    assertThat(FORMAT.read(HexFormat.of().parseHex(lines.get(0)), entry.manifest()))
        .isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void every_golden_file_is_read_for_ever(Path file) throws Exception {
    String name = file.getFileName().toString().replace(".golden", "");
    int dash = name.lastIndexOf('-');
    String manifest = name.substring(0, dash) + "/" + name.substring(dash + 1);

    Object event = FORMAT.read(HexFormat.of().parseHex(Files.readAllLines(file).get(0)), manifest);

    assertThat(JournaledTypes.CATALOG.of(event.getClass())).isPresent();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void only_the_fields_of_the_record_are_written(EventCatalog.Entry entry) {
    JsonNode tree = FORMAT.json(Samples.of(entry.type()));

    List<String> fields = new ArrayList<>();
    tree.fieldNames().forEachRemaining(fields::add);
    assertThat(fields)
        .containsExactlyElementsOf(
            Arrays.stream(entry.type().getRecordComponents())
                .map(component -> component.getName())
                .sorted()
                .toList());
  }

  @Test
  void every_event_of_the_aggregates_has_a_name() {
    for (Class<?> events : JournaledTypes.EVENTS) {
      assertThat(new TreeSet<>(names(Arrays.asList(events.getPermittedSubclasses()))))
          .isEqualTo(
              new TreeSet<>(
                  names(
                      entries().stream()
                          .map(EventCatalog.Entry::type)
                          .filter(events::isAssignableFrom)
                          .toList())));
    }
  }

  private static List<String> names(List<? extends Class<?>> types) {
    return types.stream().<String>map(Class::getName).toList();
  }

  @Test
  void decimals_and_times_come_back_exactly() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      BigDecimal price = BigDecimal.valueOf(random.nextLong(), random.nextInt(-5, 19));
      PositionEvent event =
          new PositionEvent.FillCounted(
              random.nextLong(1, 1 << 30),
              Leg.ENTRY,
              random.nextInt(10),
              random.nextLong(),
              price,
              price.negate(),
              BigDecimal.ZERO.setScale(random.nextInt(8)),
              "BNB",
              random.nextBoolean() ? Optional.empty() : Optional.of(price),
              random.nextBoolean(),
              Instant.ofEpochSecond(
                  random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000)));

      assertThat(FORMAT.read(FORMAT.write(event), "position.fill-counted/1")).isEqualTo(event);
    }
  }

  @Test
  void an_unknown_field_is_passed_over() throws Exception {
    byte[] newer =
        new CBORMapper()
            .writeValueAsBytes(
                new CBORMapper()
                    .createObjectNode()
                    .put("number", 3)
                    .put("at", "2026-02-03T04:05:06Z")
                    .put("invented", "later"));

    assertThat(FORMAT.read(newer, "position.tp1-hit/1"))
        .isEqualTo(new PositionEvent.Tp1Hit(3, Instant.parse("2026-02-03T04:05:06Z")));
  }

  @Test
  void a_missing_field_is_refused() throws Exception {
    byte[] torn = new CBORMapper().writeValueAsBytes(new CBORMapper().createObjectNode());

    assertThatThrownBy(() -> FORMAT.read(torn, "position.tp1-hit/1"))
        .isInstanceOf(UnknownManifest.class)
        .hasMessageContaining("position.tp1-hit/1");
  }

  @Test
  void a_damaged_payload_is_refused() {
    byte[] bytes = FORMAT.write(new PositionEvent.Tp1Hit(3, Instant.EPOCH));
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 3);

    assertThatThrownBy(() -> FORMAT.read(cut, "position.tp1-hit/1"))
        .isInstanceOf(UnknownManifest.class);
  }

  @Test
  void an_unknown_manifest_is_refused() {
    byte[] bytes = FORMAT.write(new PositionEvent.Tp1Hit(3, Instant.EPOCH));

    assertThatThrownBy(() -> FORMAT.read(bytes, "position.tp1-hit/2"))
        .isInstanceOf(UnknownManifest.class)
        .hasMessageContaining("position.tp1-hit/2, which this program does not know");
  }

  @Test
  void an_older_version_is_brought_up_step_by_step() throws Exception {
    record Renamed(String symbol, int count) {}
    EventFormat newer =
        new EventFormat(
            EventCatalog.builder()
                .add("test.renamed", 3, Renamed.class)
                .upcast("test.renamed", 1, old -> old.put("symbol", old.remove("sym").asText()))
                .upcast("test.renamed", 2, old -> old.put("count", 0))
                .build());
    byte[] first =
        new CBORMapper()
            .writeValueAsBytes(new CBORMapper().createObjectNode().put("sym", "BTCUSDT"));

    assertThat(newer.read(first, "test.renamed/1")).isEqualTo(new Renamed("BTCUSDT", 0));
  }

  @Test
  void a_record_without_a_name_is_not_journaled() {
    record Nameless(int field) {}
    assertThatThrownBy(() -> FORMAT.write(new Nameless(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no name in the journal");
  }
}
