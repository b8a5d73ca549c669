package vortex7.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a figure was measured on.
 *
 * @param memoryMib of the machine
 * @param heapMib that this process may use
 * @param load of the last minute when the measurement began; negative where unknown
 */
public record Machine(
    int cpus, String model, long memoryMib, long heapMib, double load, String jdk, String os) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final int MIB = 20;

  /** This machine, now. */
  public static Machine now() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        cpuModel(),
        system.getTotalMemorySize() >> MIB,
        Runtime.getRuntime().maxMemory() >> MIB,
        system.getSystemLoadAverage(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
  }

  private static String cpuModel() {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    } catch (IOException notLinux) {
      return "unknown";
    }
  }

  /** For people, in one line. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "machine: %d CPUs (%s), %d MiB, heap %d MiB, load %.2f; %s; %s",
        cpus,
        model,
        memoryMib,
        heapMib,
        load,
        jdk,
        os);
  }

  /** For programs. */
  public ObjectNode json() {
    return new ObjectMapper()
        .createObjectNode()
        .put("cpus", cpus)
        .put("model", model)
        .put("memoryMib", memoryMib)
        .put("heapMib", heapMib)
        .put("load", load)
        .put("jdk", jdk)
        .put("os", os);
  }
}
