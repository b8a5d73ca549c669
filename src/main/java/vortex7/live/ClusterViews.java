package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.sharding.ShardRegion;
import akka.cluster.sharding.typed.GetShardRegionState;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import vortex7.live.view.ClusterView;

/** The cluster as this node sees it; a system without a cluster is a cluster of itself alone. */
final class ClusterViews {
  private ClusterViews() {}

  static CompletionStage<ClusterView> of(ActorSystem<?> system, Duration timeout) {
    String self = system.address().toString();
    if (!system.settings().config().getString("akka.actor.provider").equals("cluster")) {
      return CompletableFuture.completedStage(
          new ClusterView(
              self,
              List.of(new ClusterView.MemberView(self, "Up", List.of())),
              List.of(),
              List.of(),
              List.of(new ClusterView.SingletonView("account", self))));
    }
    CompletionStage<ShardRegion.CurrentShardRegionState> shards =
        AskPattern.ask(
            ClusterSharding.get(system).shardState(),
            (ActorRef<ShardRegion.CurrentShardRegionState> replyTo) ->
                new GetShardRegionState(SymbolsActor.TYPE, replyTo),
            timeout,
            system.scheduler());
    return shards
        .handle((told, fault) -> told == null ? List.<ClusterView.ShardView>of() : views(told))
        .thenApply(here -> view(self, Cluster.get(system).state(), here));
  }

  private static List<ClusterView.ShardView> views(ShardRegion.CurrentShardRegionState told) {
    List<ClusterView.ShardView> views = new ArrayList<>();
    told.getShards()
        .forEach(
            shard ->
                views.add(
                    new ClusterView.ShardView(
                        shard.shardId(), List.copyOf(new TreeSet<>(shard.getEntityIds())))));
    views.sort(java.util.Comparator.comparing(ClusterView.ShardView::shard));
    return views;
  }

  private static ClusterView view(
      String self, ClusterEvent.CurrentClusterState state, List<ClusterView.ShardView> shards) {
    List<ClusterView.MemberView> members = new ArrayList<>();
    for (Member member : state.getMembers()) {
      members.add(
          new ClusterView.MemberView(
              member.address().toString(),
              member.status().toString(),
              List.copyOf(new TreeSet<>(member.getRoles()))));
    }
    List<String> unreachable =
        state.getUnreachable().stream()
            .map(member -> member.address().toString())
            .sorted()
            .toList();
    String oldest =
        java.util.stream.StreamSupport.stream(state.getMembers().spliterator(), false)
            .filter(member -> member.status().equals(akka.cluster.MemberStatus.up()))
            .reduce((a, b) -> a.isOlderThan(b) ? a : b)
            .map(member -> member.address().toString())
            .orElse("nowhere yet");
    return new ClusterView(
        self,
        members,
        unreachable,
        shards,
        List.of(new ClusterView.SingletonView("account", oldest)));
  }
}
