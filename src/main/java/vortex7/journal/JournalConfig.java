package vortex7.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Renders the settings of Akka Persistence for one database and scope. */
public final class JournalConfig {
  /** Where the scope stands in the actor system's configuration. */
  static final String SCOPE = "vortex7-journal.scope";

  /** The snapshot store of {@code live}'s keepers, whose newest snapshot is all that counts. */
  static final String NEWEST_SNAPSHOTS = "vortex7-newest-snapshots";

  private static final String DB = "akka-persistence-jdbc.shared-databases.slick.db.";
  private static final String FRAGMENT = "vortex7-journal.conf";

  private JournalConfig() {}

  /**
   * The configuration to lay over an actor system's own. It holds the database's password: never
   * log it, and leave {@code akka.log-config-on-start} off.
   */
  public static Config render(
      DatabaseAddress address, JournalScope scope, JournalSettings settings) {
    Map<String, Object> values = new HashMap<>();
    values.put(SCOPE, scope.text());
    values.put(DB + "url", address.url());
    values.put(DB + "user", address.user());
    values.put(DB + "password", address.password().reveal());
    values.put(DB + "poolName", "vortex7-journal");
    values.put(DB + "numThreads", settings.journalConnections());
    values.put(DB + "maxConnections", settings.journalConnections());
    values.put(DB + "minConnections", Math.min(2, settings.journalConnections()));
    values.put(DB + "connectionTimeout", settings.connectTimeout().toMillis());
    values.put(DB + "validationTimeout", settings.connectTimeout().toMillis());
    values.put(DB + "properties.connectTimeout", seconds(settings.connectTimeout()));
    values.put(DB + "properties.socketTimeout", seconds(settings.answerTimeout()));
    values.put(DB + "properties.tcpKeepAlive", "true");
    values.put(DB + "properties.ApplicationName", "vortex7-journal");
    values.put(DB + "isolation", Database.ISOLATION);
    for (String plugin : new String[] {"jdbc-journal", "jdbc-snapshot-store"}) {
      values.put(plugin + ".circuit-breaker.max-failures", settings.failuresMax());
      values.put(plugin + ".circuit-breaker.call-timeout", settings.writeTimeout());
      values.put(plugin + ".circuit-breaker.reset-timeout", settings.retryAfter());
    }
    Config own =
        ConfigFactory.parseMap(values, "the journal's database")
            .withFallback(
                ConfigFactory.parseResources(JournalConfig.class.getClassLoader(), FRAGMENT));
    return own.withFallback(newestOnly(own));
  }

  /** The same snapshot store, for who deletes the events behind a snapshot: that cannot be lost. */
  private static Config newestOnly(Config own) {
    String store = "jdbc-snapshot-store";
    return own.getConfig(store)
        .withValue("snapshot-is-optional", ConfigValueFactory.fromAnyRef(false))
        .withFallback(ConfigFactory.defaultReference().getConfig(store))
        .atPath(NEWEST_SNAPSHOTS);
  }

  private static String seconds(Duration time) {
    return Long.toString(Math.max(1, time.toSeconds()));
  }
}
