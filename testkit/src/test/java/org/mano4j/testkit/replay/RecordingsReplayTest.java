package org.mano4j.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.InMemoryBusConnector;

class RecordingsReplayTest extends ReplayContract {

  private final InMemoryBusConnector connector = new InMemoryBusConnector();

  @AfterEach
  void close() {
    connector.close();
  }

  @Test
  void everyIntendedDifferenceOccurs() {
    Set<IntendedDifference> occurred = new HashSet<>();
    RECORDINGS.forEach(name -> occurred.addAll(play(name).occurred()));

    assertThat(IntendedDifferences.ALL).allMatch(occurred::contains);
  }

  @Test
  void theGuideListsEveryIntendedDifference() throws Exception {
    String guide = Files.readString(Path.of("../docs/replay.md"));

    assertThat(IntendedDifferences.ALL)
        .allSatisfy(
            intended -> {
              String in =
                  intended.messages().isEmpty() ? "any" : String.join(", ", intended.messages());
              assertThat(guide)
                  .contains(
                      "| `%s` | %s | %s |".formatted(intended.pointer(), in, intended.reason()));
            });
  }

  @Override
  BusConnector connector() {
    return connector;
  }
}
