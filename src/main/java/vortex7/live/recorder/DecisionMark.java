package vortex7.live.recorder;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import vortex7.decision.Decision;
import vortex7.decision.DecisionHash;
import vortex7.decision.Gate;
import vortex7.signal.EngineId;
import vortex7.signal.Reading;
import vortex7.signal.Validity;

/**
 * What a recording keeps of a decision, to compare another with: not the readings and gates
 * themselves, but enough to say which of them differ.
 *
 * @param mark its number
 * @param eventTime of the mark, epoch milliseconds
 * @param digest the beginning of the decision's hash
 * @param readings a checksum of each present engine's reading, by E1 to E5
 * @param refused the gates that did
 * @param absent engines whose reading was MISSING
 */
public record DecisionMark(
    long mark,
    long eventTime,
    String ref,
    String action,
    double score,
    String digest,
    SortedMap<String, String> readings,
    List<String> refused,
    List<String> absent) {
  private static final int DIGEST_DIGITS = 16;

  public DecisionMark {
    readings = new TreeMap<>(readings);
    refused = List.copyOf(refused);
    absent = List.copyOf(absent);
  }

  /** That of {@code decision}. */
  public static DecisionMark of(Decision decision) {
    SortedMap<String, String> readings = new TreeMap<>();
    for (EngineId engine : EngineId.values()) {
      Reading reading = decision.readings().of(engine);
      if (reading.validity() != Validity.ABSENT) {
        readings.put(engine.number(), checksum(reading));
      }
    }
    return new DecisionMark(
        decision.mark().number(),
        decision.mark().eventTime(),
        decision.ref(),
        decision.action().name(),
        decision.score(),
        DecisionHash.of(decision).substring(0, DIGEST_DIGITS),
        readings,
        decision.failedGates().stream().map(Gate::name).toList(),
        missing(decision));
  }

  private static List<String> missing(Decision decision) {
    return java.util.Arrays.stream(EngineId.values())
        .filter(engine -> decision.readings().validity(engine) == Validity.MISSING)
        .map(EngineId::number)
        .toList();
  }

  /** Over the reading's text, which names every figure to the last bit. */
  private static String checksum(Reading reading) {
    CRC32C sum = new CRC32C();
    sum.update(reading.toString().getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }
}
