package vortex7.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The journal's dictionary: which logical name and version stands for which record. Names are a
 * file format: they are added, never changed, whatever becomes of the classes.
 *
 * <p>A manifest reads {@code name/version}, such as {@code position.entry-intended/1}. When a
 * record changes in a way that a reader cannot make good by itself (a field that is neither
 * Optional nor known to old events), its version goes up and an upcast turns the old tree into the
 * new one.
 */
public final class EventCatalog {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(\\.[a-z0-9-]+)+");

  /** A record's name and its current version. */
  public record Entry(String name, int version, Class<?> type) {
    public String manifest() {
      return EventCatalog.manifest(name, version);
    }
  }

  private final Map<Class<?>, Entry> byType;
  private final SortedMap<String, Entry> byManifest;
  private final SortedMap<String, UnaryOperator<ObjectNode>> upcasts;

  private EventCatalog(Builder builder) {
    Map<Class<?>, Entry> types = new HashMap<>();
    SortedMap<String, Entry> manifests = new TreeMap<>();
    for (Entry entry : builder.entries) {
      if (types.put(entry.type(), entry) != null) {
        throw new IllegalArgumentException(entry.type() + " has two names");
      }
      if (manifests.put(entry.manifest(), entry) != null) {
        throw new IllegalArgumentException(entry.manifest() + " names two records");
      }
    }
    this.byType = Map.copyOf(types);
    this.byManifest = Collections.unmodifiableSortedMap(manifests);
    this.upcasts = Collections.unmodifiableSortedMap(new TreeMap<>(builder.upcasts));
  }

  public static Builder builder() {
    return new Builder();
  }

  public Optional<Entry> of(Class<?> type) {
    return Optional.ofNullable(byType.get(type));
  }

  /** The record that a manifest of the current version names. */
  public Optional<Entry> of(String manifest) {
    return Optional.ofNullable(byManifest.get(manifest));
  }

  /** The step from a manifest of an older version to the next one. */
  public Optional<UnaryOperator<ObjectNode>> upcastFrom(String manifest) {
    return Optional.ofNullable(upcasts.get(manifest));
  }

  /** All entries by manifest. */
  public List<Entry> entries() {
    return List.copyOf(byManifest.values());
  }

  /** Manifests of older versions that are still read. */
  public List<String> olderManifests() {
    return List.copyOf(upcasts.keySet());
  }

  static String manifest(String name, int version) {
    return name + "/" + version;
  }

  /** Collects the names. */
  public static final class Builder {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, UnaryOperator<ObjectNode>> upcasts = new HashMap<>();

    private Builder() {}

    /** Names a record by its current version. */
    public Builder add(String name, int version, Class<?> type) {
      if (!NAME.matcher(name).matches() || version < 1 || !type.isRecord()) {
        throw new IllegalArgumentException(
            "must be kind.name, version from 1 and a record, was %s, %d, %s"
                .formatted(name, version, type));
      }
      entries.add(new Entry(name, version, type));
      return this;
    }

    /** Tells how the tree of {@code fromVersion} becomes that of the next version. */
    public Builder upcast(String name, int fromVersion, UnaryOperator<ObjectNode> step) {
      upcasts.put(manifest(name, fromVersion), step);
      return this;
    }

    public EventCatalog build() {
      return new EventCatalog(this);
    }
  }
}
