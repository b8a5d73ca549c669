package vortex7.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vortex7.journal.Database;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.JournalSettings;
import vortex7.settings.Secret;
import vortex7.settings.Settings;

/** Whether the journal's database can be had; changes nothing in it. */
final class DatabaseCheck {
  private static final String SUBJECT = "database";

  private DatabaseCheck() {}

  static Finding of(Settings settings) {
    Optional<Secret> url = settings.secrets().postgresUrl();
    if (url.isEmpty()) {
      Path cluster = settings.data().resolve("pg").resolve("data");
      return Finding.ok(
          SUBJECT,
          Files.exists(cluster)
              ? "embedded PostgreSQL, with the journal in " + cluster
              : "embedded PostgreSQL, to be created in " + cluster);
    }
    DatabaseAddress address;
    try {
      address = DatabaseAddress.parse(url.get());
    } catch (IllegalArgumentException e) {
      return Finding.failure("database", "POSTGRES_URL " + e.getMessage());
    }
    try (Database database = Database.at(address, settings.section(JournalSettings.class))) {
      return database
          .probe()
          .map(why -> Finding.failure(SUBJECT, why))
          .orElseGet(() -> Finding.ok(SUBJECT, address.url() + " answers"));
    }
  }
}
