package vortex7.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * Something that a replay did otherwise than the daemon.
 *
 * @param what such as {@code decision}, {@code row}, {@code size}, {@code intent}
 * @param details which reading, gate or field differs, each in words
 * @param why the fact of time or loss that explains it; empty when nothing does
 */
record ReplayDifference(String what, String ref, Instant at, List<String> details, String why) {
  private static final int SHOWN = 400;

  ReplayDifference {
    details = List.copyOf(details);
  }

  boolean explained() {
    return !why.isEmpty();
  }

  ReplayDifference because(String reason) {
    return new ReplayDifference(what, ref, at, details, reason);
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
