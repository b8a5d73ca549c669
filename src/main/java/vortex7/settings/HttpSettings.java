package vortex7.settings;

/**
 * Where the daemon listens.
 *
 * @param host address to bind
 * @param port of the API; 0 picks a free one
 * @param metricsPort of the Prometheus endpoint; 0 picks a free one
 * @param managementPort of Akka Management; 0 picks a free one
 */
public record HttpSettings(String host, int port, int metricsPort, int managementPort) {
  public HttpSettings {
    Ports.check("port", port);
    Ports.check("metrics-port", metricsPort);
    Ports.check("management-port", managementPort);
  }

  static HttpSettings defaults() {
    return new HttpSettings("127.0.0.1", 8080, 9095, 8558);
  }
}
