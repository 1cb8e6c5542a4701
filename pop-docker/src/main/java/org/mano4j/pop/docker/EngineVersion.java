package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.RemoteApiVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * Which engine it is that answers, and whether it will do.
 *
 * @param engine its version, such as {@code 20.10.24}
 * @param api its API's, such as {@code 1.41}
 * @param lacks what instances cannot have on it, in words; empty if that is nothing
 * @param time its clock, in RFC 3339, when it was asked; null if it did not say
 */
record EngineVersion(String engine, String api, List<String> lacks, @Nullable String time) {

  /**
   * Docker 20.10, of 2020: the oldest that everything here was tried with. Older ones have reached
   * the end of their support.
   */
  static final RemoteApiVersion MINIMUM = RemoteApiVersion.VERSION_1_41;

  /**
   * Asks.
   *
   * @throws PopException UNAVAILABLE: there is no engine, and why; FAILED_PRECONDITION: there is
   *     one, and what it lacks
   */
  static EngineVersion ask(DockerClient docker, EngineAddress address) {
    Version version;
    Info info;
    try {
      version = docker.versionCmd().exec();
      if (version.getApiVersion() == null) {
        throw new IllegalStateException("it tells no API version");
      }
      check(version, address);
      info = docker.infoCmd().exec();
    } catch (PopException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PopException(
          Code.UNAVAILABLE,
          PopReason.PLATFORM_FAILED,
          "cannot use the Docker Engine at "
              + address.uri()
              + ": "
              + EngineFailure.unreachable(address, e),
          e);
    }
    return new EngineVersion(
        String.valueOf(version.getVersion()),
        version.getApiVersion(),
        lacks(info),
        info.getSystemTime());
  }

  private static void check(Version version, EngineAddress address) {
    String who = "the Docker Engine " + version.getVersion() + " at " + address.uri();
    if (!RemoteApiVersion.parseConfig(version.getApiVersion()).isGreaterOrEqual(MINIMUM)) {
      throw unfit(
          who
              + " speaks API "
              + version.getApiVersion()
              + ", and "
              + MINIMUM.getVersion()
              + " is needed; update it to 20.10 or newer");
    }
    if (!Objects.requireNonNullElse(version.getOperatingSystem(), "linux").equals("linux")) {
      throw unfit(
          who
              + " runs containers of "
              + version.getOperatingSystem()
              + ", and those of Linux are needed; switch it, or name another engine");
    }
  }

  private static List<String> lacks(Info info) {
    List<String> lacks = new ArrayList<>();
    if (Boolean.FALSE.equals(info.getMemoryLimit())) {
      lacks.add("limits of memory");
    }
    if (Boolean.FALSE.equals(info.getCpuCfsQuota())) {
      lacks.add("limits of CPU");
    }
    if (Boolean.FALSE.equals(info.getRawValues().get("PidsLimit"))) {
      lacks.add("limits of processes");
    }
    if (Boolean.FALSE.equals(info.getIPv4Forwarding())) {
      lacks.add("IPv4 forwarding");
    }
    return List.copyOf(lacks);
  }

  private static PopException unfit(String text) {
    return new PopException(Code.FAILED_PRECONDITION, PopReason.PLATFORM_FAILED, text);
  }

  @Override
  public String toString() {
    return "Docker Engine " + engine + ", API " + api;
  }
}
