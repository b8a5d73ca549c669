package vortex7.matching.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The figures that were measured on recordings of the real venue, by others' code: what the
 * synthetic market is calibrated to. The rows about minutes are those of thirty days of candles.
 */
public final class RecordedFacts {
  /** Bitcoin in April 2023 and July 2024, ether in July 2024, and both in a busy August hour. */
  public static final List<String> RECORDINGS = List.of("B23", "B24", "E24", "B24h", "E24h");

  private static final String RESOURCE = "recorded.txt";

  private RecordedFacts() {}

  /** The sheets by recording, in the order of {@link #RECORDINGS}. */
  public static SequencedMap<String, FactSheet> sheets() {
    SequencedMap<String, FactSheet> sheets = new LinkedHashMap<>();
    RECORDINGS.forEach(name -> sheets.put(name, new FactSheet()));
    for (String line : lines()) {
      String[] cells = line.split("\\|", -1);
      Fact fact = Fact.valueOf(cells[0].trim());
      int column = 1;
      for (Map.Entry<String, FactSheet> sheet : sheets.entrySet()) {
        sheet.getValue().put(fact, figures(cells[column++]));
      }
    }
    return sheets;
  }

  private static double[] figures(String cell) {
    String[] words = cell.trim().split(" ", -1);
    double[] figures = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      figures[i] = words[i].equals("-") ? Double.NaN : Double.parseDouble(words[i]);
    }
    return figures;
  }

  private static List<String> lines() {
    try (InputStream in = RecordedFacts.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCE);
      }
      List<String> lines = new ArrayList<>();
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }
}
