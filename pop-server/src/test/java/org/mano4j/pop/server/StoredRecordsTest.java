package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Container;
import org.mano4j.pop.Network;

/** A component that is added and not stored makes these fail. */
class StoredRecordsTest {

  private final Filled filled = new Filled(new Random(5));

  @RepeatedTest(3)
  void everyComponentOfAContainerIsStored() throws Exception {
    ContainerRecord record = filled.record(ContainerRecord.class);

    assertThat(StoredRecords.container(StoredRecords.bytes(record))).isEqualTo(record);
  }

  @Test
  void everyComponentOfANetworkIsStored() throws Exception {
    Network network = filled.record(Network.class);

    assertThat(StoredRecords.network(StoredRecords.bytes(network))).isEqualTo(network);
  }

  @Test
  void whatIsAbsentStaysAbsent() throws Exception {
    ContainerRecord record =
        filled
            .record(ContainerRecord.class)
            .changed(
                c ->
                    filled
                        .record(Container.class)
                        .with()
                        .started(null)
                        .finished(null)
                        .exitCode(null)
                        .build());

    assertThat(StoredRecords.container(StoredRecords.bytes(record))).isEqualTo(record);
  }
}
