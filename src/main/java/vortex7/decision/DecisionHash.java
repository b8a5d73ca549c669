package vortex7.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * A digest over decisions in their order that is the same on every machine, to compare two runs:
 * SHA-256 over mark, action, score to the last bit, gates and bracket.
 */
public final class DecisionHash implements Consumer<Decision> {
  private final MessageDigest digest;
  private long decisions;

  public DecisionHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  /** The digest of one decision alone. */
  public static String of(Decision decision) {
    DecisionHash one = new DecisionHash();
    one.accept(decision);
    return one.value();
  }

  @Override
  public void accept(Decision decision) {
    decisions++;
    StringBuilder line = new StringBuilder(256);
    line.append(decision.symbol())
        .append('|')
        .append(decision.mark().number())
        .append('|')
        .append(decision.mark().eventTime())
        .append('|')
        .append(decision.action())
        .append('|')
        .append(Double.doubleToLongBits(decision.score()))
        .append('|')
        .append(Double.doubleToLongBits(decision.confidence()))
        .append('|')
        .append(decision.agreeing());
    for (GateVerdict verdict : decision.gates()) {
      line.append('|')
          .append(verdict.gate())
          .append(verdict.outcome())
          .append(Double.doubleToLongBits(verdict.value()));
    }
    decision.bracket().ifPresent(bracket -> line.append('|').append(bracket));
    digest.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
  }

  public long decisions() {
    return decisions;
  }

  /** The digest of what was accepted so far, in hexadecimal; accepting may go on afterwards. */
  public String value() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("the platform's SHA-256 can be cloned", impossible);
    }
  }
}
