package vortex7.settings;

import java.util.Optional;

/**
 * What must never be printed or committed; read only from the environment, {@code .env} or {@code
 * NAME_FILE}.
 *
 * @param postgresUrl empty for the embedded server; secret because it may hold a password
 * @param simToken of the simulated venue's {@code /sim}
 */
public record Secrets(
    Optional<Secret> binanceKey,
    Optional<Secret> binanceSecret,
    Optional<Secret> postgresUrl,
    Optional<Secret> apiToken,
    Optional<Secret> dashboardSecret,
    Optional<Secret> viewerToken,
    Optional<Secret> dashboardViewerSecret,
    Optional<Secret> adminToken,
    Optional<Secret> dashboardAdminSecret,
    Optional<Secret> simToken) {}
