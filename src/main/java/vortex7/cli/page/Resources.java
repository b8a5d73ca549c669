package vortex7.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What pages are made of, and how texts get into them. */
final class Resources {
  static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";

  private Resources() {}

  static String text(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("{", "&#123;"); // The template's own marks are braces.
  }

  /**
   * JSON that can neither end the script it stands in nor begin a comment there, nor look like one
   * of the template's marks: two opening braces follow each other only within a text.
   */
  static String inScript(String json) {
    return json.replace("<", "\\u003c").replace("{{", "{\\u007b");
  }
}
