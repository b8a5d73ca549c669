package vortex7.settings;

/**
 * How nodes find each other.
 *
 * @param host address of the remoting socket
 * @param remotingPort of the remoting socket; 0 picks a free one
 */
public record ClusterSettings(String host, int remotingPort) {
  public ClusterSettings {
    Ports.check("remoting-port", remotingPort);
  }

  static ClusterSettings defaults() {
    return new ClusterSettings("127.0.0.1", 25_520);
  }
}
