package org.mano4j.pop.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mano4j.pop.ContainerBuilder;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Ip;
import org.mano4j.pop.Subnet;

/** Records as a Pop has them. */
final class StateRecords {

  private StateRecords() {}

  static String id(long number) {
    return new UUID(number * 0x9e3779b97f4a7c15L, number).toString();
  }

  static ContainerRecord record(long number, int version) {
    Endpoint endpoint =
        new Endpoint(
            "net-1",
            "private",
            "",
            new Ip(
                "172.16." + number / 250 % 250 + "." + number % 250,
                new Subnet("172.16.0.0/16", "172.16.0.1")),
            null,
            "");
    return new ContainerRecord(
        ContainerBuilder.builder()
            .id(id(number))
            .names(List.of("container-" + number))
            .imageId("web:latest")
            .flavourId(Flavour.UNLIMITED.id())
            .created(Instant.ofEpochSecond(1_700_000_000L + number))
            .status(ContainerStatus.CREATED)
            .extendedStatus("container ready for instantiation")
            .endpoints(Map.of("private", endpoint))
            .metadata(Map.of("version", String.valueOf(version), "number", String.valueOf(number)))
            .life(1)
            .build(),
        number,
        new Image(
            "sha256:0123456789abcdef",
            List.of("web:latest"),
            Instant.ofEpochSecond(1_600_000_000L)),
        Flavour.UNLIMITED,
        "admin",
        "",
        "",
        false,
        true,
        false);
  }
}
