package org.mano4j.benchmarks.harness;

import java.lang.management.ManagementFactory;

/**
 * What was measured on.
 *
 * @param processors that the JVM may use
 * @param memory of the machine, in bytes
 */
public record Machine(String java, String system, int processors, long memory) {

  /** This one. */
  public static Machine here() {
    return new Machine(
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getTotalMemorySize());
  }
}
