package vortex7.cli;

import picocli.CommandLine.IVersionProvider;

/** The program's version, from the packaged manifest. */
public final class Version implements IVersionProvider {
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"vortex7 " + text(), "Java " + Runtime.version()};
  }
}
