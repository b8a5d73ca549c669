package vortex7.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * Something that a replay did otherwise than the daemon.
 *
 * @param what such as {@code decision}, {@code row}, {@code size}, {@code intent}
 * @param due when it came to the journal or was to: a peak is kept only when its episode is over
 * @param details which reading, gate or field differs, each in words
 * @param why the fact of time or loss that explains it; empty when nothing does
 */
record ReplayDifference(
    String what, String ref, Instant at, Instant due, List<String> details, String why) {
  private static final int SHOWN = 400;

  ReplayDifference {
    details = List.copyOf(details);
  }

  /** Of something that comes to the journal at once, and that nothing explains yet. */
  static ReplayDifference of(String what, String ref, Instant at, List<String> details) {
    return new ReplayDifference(what, ref, at, at, details, "");
  }

  ReplayDifference due(Instant when) {
    return new ReplayDifference(what, ref, at, when, details, why);
  }

  boolean explained() {
    return !why.isEmpty();
  }

  ReplayDifference because(String reason) {
    return new ReplayDifference(what, ref, at, due, details, reason);
  }

  String line() {
    String all = String.join(", ", details);
    return "%s %s: %s; %s"
        .formatted(
            what,
            ref,
            all.length() > SHOWN ? all.substring(0, SHOWN) + "…" : all,
            explained() ? "because " + why : "UNEXPLAINED");
  }

  ObjectNode json() {
    ObjectNode node = DaemonClient.object();
    node.put("what", what).put("ref", ref).put("at", at.toString());
    details.forEach(node.putArray("details")::add);
    return node.put("explained", explained()).put("why", why);
  }
}
