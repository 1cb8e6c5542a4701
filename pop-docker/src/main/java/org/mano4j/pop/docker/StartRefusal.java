package org.mano4j.pop.docker;

import com.github.dockerjava.api.exception.DockerException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.server.InstanceSpec;

/** What the engine says when it refuses to create or start an instance, in the Pop's words. */
final class StartRefusal {

  /** The flavour asks for what the engine cannot give: a reason of this backend's own. */
  static final String FLAVOUR = "FLAVOUR_NOT_POSSIBLE";

  /** Parts of what an engine says about limits. */
  private static final List<String> ABOUT_LIMITS =
      List.of("capadd", "range of cpus", "memory limit", "storage-opt", "pids limit");

  private StartRefusal() {}

  /** Whether the image is not there. */
  static boolean isMissingImage(DockerException refusal) {
    return refusal.getHttpStatus() == 404
        && EngineFailure.message(refusal).toLowerCase(Locale.ROOT).contains("no such image");
  }

  /** Whether the container's name is taken on the engine. */
  static boolean isTakenName(DockerException refusal) {
    return refusal.getHttpStatus() == 409
        && EngineFailure.message(refusal).contains("already in use");
  }

  /**
   * The refusal as callers of the Pop are to see it; empty if nothing is known of it that would be
   * worth more than the engine's own words.
   */
  static Optional<PopException> of(InstanceSpec spec, DockerException refusal) {
    String words = EngineFailure.message(refusal);
    String lower = words.toLowerCase(Locale.ROOT);
    return network(spec, refusal, lower)
        .or(() -> attachment(spec, refusal, lower))
        .or(() -> address(spec, refusal, words))
        .or(() -> limit(spec.flavour(), refusal, words))
        .or(() -> command(spec, refusal, words));
  }

  /** The container's name belongs to somebody else on the engine. */
  static PopException nameTaken(InstanceSpec spec, DockerException refusal) {
    return new PopException(
        Code.ALREADY_EXISTS,
        PopReason.NAME_TAKEN,
        "cannot start '"
            + spec.name()
            + "': the engine has a container of that name that is not this Pop's; rename or remove"
            + " that, or create the container under another name",
        refusal);
  }

  private static Optional<PopException> network(
      InstanceSpec spec, DockerException refusal, String lower) {
    if (!lower.contains("network") || !lower.contains("not found")) {
      return Optional.empty();
    }
    List<Endpoint> endpoints = List.copyOf(spec.endpoints().values());
    String name =
        endpoints.stream()
            .filter(
                endpoint ->
                    lower.contains(InstanceRequest.network(endpoint).toLowerCase(Locale.ROOT)))
            .findFirst()
            .or(() -> endpoints.stream().findFirst())
            .map(Endpoint::networkName)
            .orElse("");
    return refused(
        Code.FAILED_PRECONDITION,
        PopReason.NO_SUCH_NETWORK,
        "cannot start '"
            + spec.name()
            + "': network '"
            + name
            + "' was removed from the engine; create it again, and the container anew",
        refusal);
  }

  /** An overlay network is attached by a manager of the Swarm, which refuses, or is not there. */
  private static Optional<PopException> attachment(
      InstanceSpec spec, DockerException refusal, String lower) {
    return lower.contains("attaching to network failed")
        ? refused(
            Code.UNAVAILABLE,
            PopReason.PLATFORM_FAILED,
            "cannot start '"
                + spec.name()
                + "': the Swarm has not attached it to one of the networks "
                + spec.endpoints().values().stream().map(StartRefusal::addresses).toList()
                + " ("
                + EngineFailure.message(refusal)
                + "); see whether a manager can be reached and the address is free there, then reset"
                + " the container and start it again",
            refusal)
        : Optional.empty();
  }

  private static Optional<PopException> address(
      InstanceSpec spec, DockerException refusal, String words) {
    if (!words.contains("Address already in use") && !words.contains("already allocated")) {
      return Optional.empty();
    }
    return refused(
        Code.ALREADY_EXISTS,
        PopReason.ADDRESS_TAKEN,
        "cannot start '"
            + spec.name()
            + "': an address of "
            + spec.endpoints().values().stream().map(StartRefusal::addresses).toList()
            + " belongs to somebody else on the engine; create the container anew with another one",
        refusal);
  }

  private static Optional<PopException> limit(
      Flavour flavour, DockerException refusal, String words) {
    String named =
        Stream.of(
                flavour.devices().stream()
                    .map(device -> device.split(":")[0])
                    .filter(words::contains)
                    .map(device -> "names the device '" + device + "'"),
                flavour.sysctls().entrySet().stream()
                    .filter(set -> words.contains(set.getKey().replace('.', '/')))
                    .map(
                        set ->
                            "sets the sysctl '" + set.getKey() + "' to '" + set.getValue() + "'"),
                ABOUT_LIMITS.stream()
                    .filter(words.toLowerCase(Locale.ROOT)::contains)
                    .map(about -> limits(flavour, about)))
            .flatMap(found -> found)
            .findFirst()
            .orElse("");
    return named.isEmpty()
        ? Optional.empty()
        : refused(
            Code.FAILED_PRECONDITION,
            FLAVOUR,
            "flavour '"
                + flavour.name()
                + "' "
                + named
                + ", and the engine says: "
                + words
                + "; correct the flavour of the Pop, or use another one",
            refusal);
  }

  private static String limits(Flavour flavour, String about) {
    return switch (about) {
      case "capadd" -> "names the capabilities " + flavour.capabilities();
      case "range of cpus" -> "asks for " + flavour.vcpus() + " vcpus";
      case "storage-opt" -> "asks for " + flavour.disk() + " GiB of disk";
      case "pids limit" -> "asks for " + flavour.pids() + " pids";
      default -> "asks for " + flavour.ram() + " MiB of ram";
    };
  }

  private static Optional<PopException> command(
      InstanceSpec spec, DockerException refusal, String words) {
    boolean cannotRun =
        words.contains("No command specified")
            || words.contains("executable file not found")
            || words.contains("unable to start container process");
    return cannotRun
        ? refused(
            Code.FAILED_PRECONDITION,
            PopReason.PLATFORM_FAILED,
            "cannot start '"
                + spec.name()
                + "': the command of image '"
                + EngineImages.name(spec.image())
                + "' cannot be run: "
                + words,
            refusal)
        : Optional.empty();
  }

  private static Optional<PopException> refused(
      Code code, String reason, String text, DockerException refusal) {
    return Optional.of(new PopException(code, reason, text, refusal));
  }

  private static String addresses(Endpoint endpoint) {
    String ipv6 = endpoint.ipv6() == null ? "" : " " + endpoint.ipv6().address();
    return (endpoint.address() + ipv6).strip() + " in '" + endpoint.networkName() + "'";
  }
}
