package vortex7.live;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.live.view.ActorView;

/** Turns the flat list of metered mailboxes into a tree of actors. */
final class ActorViews {
  private ActorViews() {}

  static ActorView of(MailboxMeters meters) {
    Node root = new Node("/");
    meters
        .readings()
        .forEach(
            (path, reading) -> {
              Node node = root;
              StringBuilder sofar = new StringBuilder();
              for (String name : path.split("/", -1)) {
                if (!name.isEmpty()) {
                  sofar.append('/').append(name);
                  String here = sofar.toString();
                  node = node.children.computeIfAbsent(name, unused -> new Node(here));
                }
              }
              node.reading = reading;
            });
    return root.view(meters);
  }

  private static final class Node {
    final String path;
    final SortedMap<String, Node> children = new TreeMap<>();
    MailboxMeters.@Nullable Reading reading;

    Node(String path) {
      this.path = path;
    }

    ActorView view(MailboxMeters meters) {
      List<ActorView> below = new ArrayList<>();
      children.values().forEach(child -> below.add(child.view(meters)));
      MailboxMeters.Reading own = reading == null ? new MailboxMeters.Reading(0, 0, 0) : reading;
      return new ActorView(
          path, own.depth(), own.depthMax(), own.processed(), meters.restartsOf(path), below);
    }
  }
}
