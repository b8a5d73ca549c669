package vortex7.venue.simulated.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers read eight digits in a step, between bytes that are none of theirs. */
class DigitsTest {
  /** What stands around a number must not matter, digits and points least of all. */
  private static final String[] AROUND = {
    "9999999999999999", "................", ",-,\n,-,\nx,:,/,0,"
  };

  private interface Reader {
    long read(byte[] bytes, int from, int to);
  }

  private static long read(Reader reader, String text) {
    long read = Long.MIN_VALUE;
    for (String around : AROUND) {
      assertThat(around).hasSize(Digits.BEFORE);
      byte[] bytes = (around + text + around).getBytes(StandardCharsets.ISO_8859_1);
      long now = reader.read(bytes, around.length(), around.length() + text.length());
      assertThat(now).isEqualTo(read == Long.MIN_VALUE ? now : read);
      read = now;
    }
    return read;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "12345678",
        "123456789",
        "00000000",
        "1721260800005",
        "1234567890123456",
        "12345678901234567",
        "999999999999999999",
        "000000000000000001"
      })
  void a_whole_number_of_up_to_18_digits_is_read(String text) {
    assertThat(read(Digits::whole, text)).isEqualTo(Long.parseLong(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "1234567890123456789",
        "-1",
        "+1",
        "1.0",
        " 1",
        "1 ",
        "12345678x",
        "x12345678",
        "1:",
        "/1",
        "\u00b11",
        "1e5",
        "a2345678901234567",
        "1234567:123456789"
      })
  void what_is_no_whole_number_is_refused(String text) {
    String bare = text.equals("''") ? "" : text;
    assertThat(read(Digits::whole, bare)).isEqualTo(Digits.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "0.0,0",
    "1,100000000",
    "64000.10,6400010000000",
    "0.002,200000",
    "104250.1,10425010000000",
    "0.00000001,1",
    "12345678.12345678,1234567812345678",
    "12345678,1234567800000000",
    "123456789,12345678900000000",
    "123456789.5,12345678950000000",
    "9999999999.99999999,999999999999999999",
    "00000000001.5,150000000",
    "1.12345678000,112345678",
    "5.,500000000",
    ".5,50000000",
  })
  void a_decimal_is_read_times_ten_to_the_eighth(String text, long expected) {
    assertThat(read(Digits::decimal, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        ".",
        "-1",
        "+1",
        "1.2.3",
        "1..2",
        "abc",
        "1.123456789",
        "10000000000",
        "1,5",
        "1e5",
        "10000000000.0",
        "12345678901234567890",
        "1.0000000000000001",
        " 1.5",
        "1.5 ",
        "6400x.10",
        "64000.1x",
        "0.0\u00b2"
      })
  void what_is_no_decimal_of_18_digits_is_refused(String text) {
    String bare = text.equals("''") ? "" : text;
    assertThat(read(Digits::decimal, bare)).isEqualTo(Digits.NONE);
  }

  @Test
  void decimals_of_any_length_are_those_of_exact_arithmetic() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 20_000; i++) {
      long whole = random.nextLong(pow(random.nextInt(1, 11)));
      int decimals = random.nextInt(9);
      String fraction = Long.toString(pow(decimals) + random.nextLong(pow(decimals))).substring(1);
      String text = whole + (decimals == 0 ? "" : "." + fraction);
      long exact = new BigDecimal(text).movePointRight(8).longValueExact();
      assertThat(read(Digits::decimal, text)).as(text).isEqualTo(exact);
    }
  }

  private static long pow(int exponent) {
    return BigDecimal.TEN.pow(exponent).longValueExact();
  }

  @Test
  void only_bytes_that_are_zero_are_told() {
    for (int at = 0; at < 8; at++) {
      for (int value = 0; value < 256; value++) {
        long word = 0x2D01FF7F80302C0AL & ~(0xFFL << 8 * at) | (long) value << 8 * at;
        assertThat(Digits.zeroBytes(word)).isEqualTo(value == 0 ? 0x80L << 8 * at : 0);
      }
    }
  }
}
