package vortex7.venue.simulated;

import java.math.BigDecimal;

/**
 * Appends JSON to one growing buffer without building a tree; the caller keeps the nesting right.
 * Decimals are written as JSON strings in plain notation, as the venue does.
 */
final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out;

  JsonWriter() {
    this(256);
  }

  JsonWriter(int capacity) {
    out = new StringBuilder(capacity);
  }

  JsonWriter beginObject() {
    separate();
    out.append('{');
    return this;
  }

  JsonWriter endObject() {
    out.append('}');
    return this;
  }

  JsonWriter beginArray() {
    separate();
    out.append('[');
    return this;
  }

  JsonWriter endArray() {
    out.append(']');
    return this;
  }

  JsonWriter beginObject(String name) {
    name(name);
    out.append('{');
    return this;
  }

  JsonWriter beginArray(String name) {
    name(name);
    out.append('[');
    return this;
  }

  JsonWriter field(String name, String value) {
    name(name);
    quoted(value);
    return this;
  }

  JsonWriter field(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonWriter field(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  /** A decimal as a string, with the scale that it has. */
  JsonWriter field(String name, BigDecimal value) {
    name(name);
    out.append('"').append(value.toPlainString()).append('"');
    return this;
  }

  /** A JSON number with the scale that the value has. */
  JsonWriter number(String name, BigDecimal value) {
    name(name);
    out.append(value.toPlainString());
    return this;
  }

  JsonWriter nullField(String name) {
    name(name);
    out.append("null");
    return this;
  }

  /** A value that is JSON already. */
  JsonWriter rawField(String name, CharSequence json) {
    name(name);
    out.append(json);
    return this;
  }

  JsonWriter value(String value) {
    separate();
    quoted(value);
    return this;
  }

  JsonWriter value(long value) {
    separate();
    out.append(value);
    return this;
  }

  JsonWriter value(BigDecimal value) {
    separate();
    out.append('"').append(value.toPlainString()).append('"');
    return this;
  }

  /** The decimal {@code unscaled} / 10^{@code scale} as a string, without making a BigDecimal. */
  JsonWriter scaled(String name, long unscaled, int scale) {
    name(name);
    appendScaled(unscaled, scale);
    return this;
  }

  /** As {@link #scaled(String, long, int)}, in an array. */
  JsonWriter scaled(long unscaled, int scale) {
    separate();
    appendScaled(unscaled, scale);
    return this;
  }

  private void appendScaled(long unscaled, int scale) {
    out.append('"');
    long rest = unscaled;
    if (rest < 0) {
      out.append('-');
      rest = -rest;
    }
    int start = out.length();
    out.append(rest);
    while (out.length() - start <= scale) {
      out.insert(start, '0');
    }
    if (scale > 0) {
      out.insert(out.length() - scale, '.');
    }
    out.append('"');
  }

  JsonWriter raw(CharSequence json) {
    separate();
    out.append(json);
    return this;
  }

  String text() {
    return out.toString();
  }

  private void name(String name) {
    separate();
    out.append('"').append(name).append("\":");
  }

  /** A comma is due exactly when the last character ended a value. */
  private void separate() {
    if (out.isEmpty()) {
      return;
    }
    char last = out.charAt(out.length() - 1);
    if (last != '{' && last != '[' && last != ':') {
      out.append(',');
    }
  }

  private void quoted(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
