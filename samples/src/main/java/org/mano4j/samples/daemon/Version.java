package org.mano4j.samples.daemon;

import picocli.CommandLine.IVersionProvider;

/** The version of the build, from the jar that this class is in. */
public final class Version implements IVersionProvider {

  /** For the command line. */
  public Version() {}

  /** Such as {@code 1.2.0}; {@code unknown} outside of a jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"mano4j " + text() + " (Java " + Runtime.version() + ")"};
  }
}
