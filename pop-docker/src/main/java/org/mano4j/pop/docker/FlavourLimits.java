package org.mano4j.pop.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/**
 * A flavour as limits that the engine sets. What it names is granted, and nothing beyond: all
 * capabilities are dropped but those. What the engine could only refuse with words about itself is
 * refused here, with the flavour's name.
 */
final class FlavourLimits {

  private static final long MIB = 1 << 20;
  private static final long LEAST_RAM = 6;
  private static final double LEAST_VCPUS = 0.01;
  private static final long NANOS = 1_000_000_000L;
  private static final Pattern DEVICE = Pattern.compile("/dev/[^:]+(:/[^:]+(:[rwm]{1,3})?)?");

  /** That would lead out of /dev. */
  private static final Pattern UPWARDS = Pattern.compile("/\\.\\.(?:/|:|$)");

  /** Those that a container has of its own; all others are the host's. */
  private static final Pattern OWN_SYSCTL =
      Pattern.compile(
          "net\\..+|fs\\.mqueue\\..+|kernel\\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|"
              + "shm_rmid_forced|domainname)");

  private FlavourLimits() {}

  /**
   * Adds the limits of a flavour.
   *
   * @throws PopException FAILED_PRECONDITION, naming the flavour and the value that cannot be
   */
  static HostConfig on(HostConfig host, Flavour flavour) {
    host.withCapDrop(Capability.ALL)
        .withCapAdd(
            flavour.capabilities().stream()
                .map(name -> capability(flavour, name))
                .toArray(Capability[]::new))
        .withDevices(flavour.devices().stream().map(name -> device(flavour, name)).toList());
    if (flavour.vcpus() > 0) {
      host.withNanoCPUs(nanoCpus(flavour));
    }
    if (flavour.ram() > 0) {
      long bytes = memory(flavour);
      // Swap counts together with memory here: equal means none beyond it.
      host.withMemory(bytes).withMemorySwap(bytes);
    }
    if (flavour.pids() > 0) {
      host.withPidsLimit(flavour.pids());
    }
    if (flavour.disk() > 0) {
      host.withStorageOpt(Map.of("size", flavour.disk() + "G"));
    }
    flavour.sysctls().keySet().forEach(name -> checkSysctl(flavour, name));
    return flavour.sysctls().isEmpty() ? host : host.withSysctls(flavour.sysctls());
  }

  private static long nanoCpus(Flavour flavour) {
    if (flavour.vcpus() < LEAST_VCPUS) {
      throw refusal(flavour, "asks for " + flavour.vcpus() + " vcpus; the least is " + LEAST_VCPUS);
    }
    return Math.round(flavour.vcpus() * NANOS);
  }

  private static long memory(Flavour flavour) {
    if (flavour.ram() < LEAST_RAM) {
      throw refusal(
          flavour, "asks for " + flavour.ram() + " MiB of ram; the least is " + LEAST_RAM);
    }
    return Math.multiplyExact(flavour.ram(), MIB);
  }

  private static Capability capability(Flavour flavour, String name) {
    String plain = name.toUpperCase(Locale.ROOT);
    try {
      return Capability.valueOf(plain.startsWith("CAP_") ? plain.substring(4) : plain);
    } catch (IllegalArgumentException e) {
      throw refusal(
          flavour,
          "names the capability '"
              + name
              + "', which is unknown; capabilities(7) lists them, such as NET_ADMIN");
    }
  }

  private static Device device(Flavour flavour, String name) {
    if (!DEVICE.matcher(name).matches() || UPWARDS.matcher(name).find()) {
      throw refusal(
          flavour,
          "names the device '" + name + "', which is no path below /dev, such as /dev/net/tun");
    }
    List<String> parts = List.of(name.split(":"));
    String inside = parts.size() > 1 ? parts.get(1) : parts.get(0);
    return new Device(parts.size() > 2 ? parts.get(2) : "rwm", inside, parts.get(0));
  }

  private static void checkSysctl(Flavour flavour, String name) {
    if (!OWN_SYSCTL.matcher(name).matches()) {
      throw refusal(
          flavour,
          "sets the sysctl '"
              + name
              + "', which is the host's; a container has its own of net.*, fs.mqueue.* and the"
              + " kernel's for shared memory and messages");
    }
  }

  private static PopException refusal(Flavour flavour, String what) {
    return new PopException(
        Code.FAILED_PRECONDITION,
        StartRefusal.FLAVOUR,
        "flavour '" + flavour.name() + "' " + what + "; correct the flavour of the Pop");
  }
}
