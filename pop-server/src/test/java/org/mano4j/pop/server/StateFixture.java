package org.mano4j.pop.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Network;
import org.mano4j.pop.Subnet;

/**
 * What is in the directories {@code state-format-N} of the test resources: one for each format that
 * a released server may have left, each made once with {@link #main}, and never changed.
 */
final class StateFixture {

  static final String POP_ID = "f1000000-0000-4000-8000-000000000001";
  static final long EPOCH = 3;

  private StateFixture() {}

  static List<ContainerRecord> containers() {
    ContainerRecord ended =
        StateRecords.record(3, 7)
            .changed(
                container ->
                    container
                        .with()
                        .command("sleep 1")
                        .started(container.created().plusSeconds(1))
                        .finished(container.created().plusSeconds(2))
                        .status(ContainerStatus.FAILED)
                        .exitCode(4)
                        .life(2)
                        .labels(Map.of("team", "blue"))
                        .build())
            .with()
            .owner("eve")
            .idempotencyKey("key")
            .configDigest("digest")
            .hasInstance(true)
            .holdsAddresses(false)
            .deleting(true)
            .build();
    return List.of(StateRecords.record(1, 1), StateRecords.record(2, 5), ended);
  }

  static List<Network> networks() {
    return List.of(
        new Network(
            "n-1",
            "net",
            true,
            List.of(new Subnet("fd00::/64", "fd00::1", "fd00::1:0/112")),
            1400));
  }

  /** Writes the present format: {@code StateFixture DIRECTORY}. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    int format = StateFormat.CURRENT.version();
    StateImage begin = StateImage.begin(format, POP_ID);
    for (ContainerRecord container : containers()) {
      begin.containers().put(container.id(), StoredRecords.bytes(container));
    }
    for (Network network : networks()) {
      begin.networks().put(network.id(), StoredRecords.bytes(network));
    }
    StateImage image = begin;
    for (long epoch = 0; epoch < EPOCH; epoch++) {
      image = image.opened(format);
    }
    try (StateDirectory state = StateDirectory.take(directory, Path::toString)) {
      new StateLog(state, image, true).close();
    }
    Files.delete(directory.resolve(StateDirectory.LOCK));
  }
}
