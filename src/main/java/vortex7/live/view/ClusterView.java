package vortex7.live.view;

import java.util.List;

/** The cluster as this node sees it. */
public record ClusterView(
    String self,
    List<MemberView> members,
    List<String> unreachable,
    List<ShardView> shards,
    List<SingletonView> singletons) {
  public ClusterView {
    members = List.copyOf(members);
    unreachable = List.copyOf(unreachable);
    shards = List.copyOf(shards);
    singletons = List.copyOf(singletons);
  }

  /** A node; {@code status} is Akka's: Joining, Up, Leaving, Exiting, Down. */
  public record MemberView(String address, String status, List<String> roles) {
    public MemberView {
      roles = List.copyOf(roles);
    }
  }

  /** A shard on this node and the symbols in it. */
  public record ShardView(String shard, List<String> entities) {
    public ShardView {
      entities = List.copyOf(entities);
    }
  }

  /** A singleton and the node it runs on. */
  public record SingletonView(String name, String node) {}
}
