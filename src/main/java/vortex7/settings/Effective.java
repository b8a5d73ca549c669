package vortex7.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;

/**
 * Everything of a configuration that a run's result depends on, by key: thresholds, breakers, costs
 * and latencies, money and seed. Not where its data lie, and no secret.
 */
final class Effective {
  private Effective() {}

  static SortedMap<String, String> written(Settings settings) {
    SortedMap<String, String> written = new TreeMap<>(settings.rules().written());
    settings
        .overrides()
        .forEach(
            (symbol, own) ->
                own.written()
                    .forEach(
                        (key, value) -> {
                          if (!value.equals(written.get(key))) {
                            written.put(override(symbol, key), value);
                          }
                        }));
    RecordReader.write("breakers", settings.account(), written);
    SimSettings sim = settings.sim();
    RecordReader.write("sim.latency", sim.latency(), written);
    written.put("sim.bnb", sim.bnb().stripTrailingZeros().toPlainString());
    written.put("sim.maker-fee", sim.makerFee().stripTrailingZeros().toPlainString());
    written.put("sim.taker-fee", sim.takerFee().stripTrailingZeros().toPlainString());
    written.put("profile", name(settings.profile()));
    written.put("symbols", settings.symbols().toString());
    written.put("seed", String.valueOf(settings.seed()));
    written.put("balance", settings.balance().stripTrailingZeros().toPlainString());
    written.put("market.queue-model", name(settings.market().queueModel()));
    return written;
  }

  private static String override(Symbol symbol, String key) {
    return "overrides." + symbol + "." + key;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** SHA-256 over the keys and values, in hexadecimal. */
  static String hash(SortedMap<String, String> written) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      written.forEach(
          (key, value) ->
              digest.update((key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
