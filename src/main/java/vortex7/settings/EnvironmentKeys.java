package vortex7.settings;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which environment variable stands for which configuration key. */
final class EnvironmentKeys {
  /** Variables that set a key of the configuration, by the key's path under {@code vortex7}. */
  static final SortedMap<String, String> PATHS = new TreeMap<>();

  /** Variables that hold secrets; they have no key, so that no file can hold them. */
  static final Set<String> SECRETS =
      new TreeSet<>(
          Set.of(
              "BINANCE_API_KEY",
              "BINANCE_SECRET_KEY",
              "BINANCE_API_SECRET",
              "POSTGRES_URL",
              "VORTEX7_API_TOKEN",
              "DASHBOARD_SECRET",
              "VORTEX7_VIEWER_TOKEN",
              "DASHBOARD_VIEWER_SECRET",
              "VORTEX7_ADMIN_TOKEN",
              "DASHBOARD_ADMIN_SECRET",
              "VORTEX7_SIM_TOKEN"));

  /** Variables of the source documents that mean nothing here and are only mentioned in the log. */
  static final Set<String> IGNORED = new TreeSet<>(Set.of("REDIS_HOST", "REDIS_PORT"));

  static {
    PATHS.put("TRADING_PAIRS", "symbols");
    PATHS.put("BASE_BALANCE", "balance");
    PATHS.put("MAX_LEVERAGE", "risk.leverage-max");
    PATHS.put("RISK_PER_TRADE", "risk.risk-per-trade");
    PATHS.put("BINANCE_REST_URL", "live.rest-url");
    PATHS.put("BINANCE_WS_URL", "live.ws-url");
  }

  private EnvironmentKeys() {}

  static Set<String> names() {
    Set<String> names = new TreeSet<>(PATHS.keySet());
    names.addAll(SECRETS);
    names.addAll(IGNORED);
    names.add("BINANCE_TESTNET");
    return names;
  }
}
