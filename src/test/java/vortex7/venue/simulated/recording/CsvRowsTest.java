package vortex7.venue.simulated.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.matching.replay.RecordingException;

/** Rows and their cells, wherever the ends of buffers fall. */
class CsvRowsTest {
  @TempDir private Path folder = Path.of("unset");

  private CsvRows rows(String text) throws IOException {
    return new CsvRows(Files.writeString(folder.resolve("rows.csv"), text));
  }

  /** Each row as its line, a colon and its cells between bars. */
  private static List<String> all(CsvRows rows) {
    List<String> all = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < rows.cells(); i++) {
          cells.add(rows.text(i));
        }
        all.add(rows.line() + ":" + String.join("|", cells));
      }
      assertThat(rows.next()).isFalse();
    }
    return all;
  }

  @Test
  void blank_lines_and_remarks_are_passed_over_and_counted() throws IOException {
    assertThat(all(rows("\n# a,b\na,b\r\n\r\n,,\n\n\nlast")))
        .containsExactly("3:a|b", "5:||", "8:last");
    assertThat(all(rows(""))).isEmpty();
    assertThat(all(rows("\n\n"))).isEmpty();
    assertThat(all(rows("a"))).containsExactly("1:a");
    assertThat(all(rows("a,"))).containsExactly("1:a|");
    assertThat(all(rows("a,\u00fc,\u00ac\u8a0a\n"))).containsExactly("1:a|\u00fc|\u00ac\u8a0a");
  }

  @Test
  void rows_of_any_length_are_those_of_splitting_text() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int line = 1; text.length() < 400_000; line++) {
      List<String> cells = new ArrayList<>();
      int many = random.nextInt(1, 12);
      for (int i = 0; i < many; i++) {
        int length = random.nextInt(100) == 0 ? random.nextInt(2_000) : random.nextInt(12);
        cells.add(Long.toString(random.nextLong(1L << 40)).repeat(200).substring(0, length));
      }
      if (!String.join(",", cells).isEmpty()) {
        expected.add(line + ":" + String.join("|", cells));
      }
      text.append(String.join(",", cells)).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    assertThat(all(rows(text.toString()))).isEqualTo(expected);
  }

  @Test
  void a_line_may_be_longer_than_a_buffer() throws IOException {
    String cell = "12345678".repeat(40_000);
    assertThat(all(rows("a,b\n" + cell + "," + cell + "\nc,d\n")))
        .containsExactly("1:a|b", "2:" + cell + "|" + cell, "3:c|d");
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65})
  void a_row_has_at_most_64_cells(int cells) throws IOException {
    CsvRows rows =
        rows("first\n" + String.join(",", Stream.generate(() -> "1").limit(cells).toList()));
    assertThat(rows.next()).isTrue();
    if (cells == 64) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.cells()).isEqualTo(64);
    } else {
      assertThatThrownBy(rows::next)
          .isInstanceOf(RecordingException.class)
          .hasMessageEndingWith("rows.csv:2: has more than 64 columns");
    }
    rows.close();
  }

  @Test
  void a_row_can_be_the_next_one_once_more() throws IOException {
    try (CsvRows rows = rows("1,2\n3,4\n")) {
      assertThat(rows.next()).isTrue();
      rows.back();
      assertThat(rows.next()).isTrue();
      assertThat(rows.text(0)).isEqualTo("1");
      assertThat(rows.next()).isTrue();
      assertThat(rows.line()).isEqualTo(2);
      assertThat(rows.integer(1, "b")).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "TRUE,true",
    "True,true",
    "1,true",
    "false,false",
    "FALSE,false",
    "0,false"
  })
  void true_and_false_have_several_spellings(String text, boolean expected) throws IOException {
    try (CsvRows rows = rows("x,true,false," + text + "\n" + text + ",true\n")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.bool(3, "maker")).isEqualTo(expected);
      assertThat(rows.next()).isTrue();
      assertThat(rows.bool(0, "maker")).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "t", "tru", "truee", "xfalse", "strue", "fals", "10", "yes"})
  void other_words_are_neither(String text) throws IOException {
    try (CsvRows rows = rows("x,true\n" + text + ",false\n")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(() -> rows.bool(0, "maker"))
          .isInstanceOf(RecordingException.class)
          .hasMessageEndingWith("rows.csv:2: maker must be true or false, was '" + text + "'");
    }
  }

  @Test
  void a_text_that_was_expected_is_not_made_anew() throws IOException {
    String likely = "MARKET";
    try (CsvRows rows = rows("MARKET,MARKEt,MARKET1, MARKET\n")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.text(0, likely)).isSameAs(likely);
      assertThat(rows.text(1, likely)).isEqualTo("MARKEt");
      assertThat(rows.text(2, likely)).isEqualTo("MARKET1");
      assertThat(rows.text(3, likely)).isEqualTo("MARKET").isNotSameAs(likely);
    }
  }
}
