package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.pop.server.state.StoredContainer;

class StateUpgradeTest {

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatThereEverWasIsOpened(int format) throws Exception {
    copyFixture(format);

    try (PopStore store = open(StateFormat.CURRENT)) {
      assertFixture(store, StateFixture.EPOCH + 1);
    }
    try (PopStore store = open(StateFormat.CURRENT)) {
      assertFixture(store, StateFixture.EPOCH + 2);
    }
  }

  static IntStream formats() {
    return IntStream.rangeClosed(1, StateFormat.CURRENT.version());
  }

  @Test
  void eachStepIsTakenOnceAndTheOldFileIsKept() throws Exception {
    copyFixture(1);
    byte[] old = Files.readAllBytes(directory.resolve(StateDirectory.FILE));
    StateFormat third =
        new StateFormat(List.of(image -> owned(image, "-2"), image -> owned(image, "-3")));

    for (int time = 0; time < 2; time++) {
      try (PopStore store = open(third)) {
        assertThat(store.all())
            .extracting(ContainerRecord::owner)
            .containsExactlyInAnyOrder("admin-2-3", "admin-2-3", "eve-2-3");
        assertThat(store.popId()).isEqualTo(StateFixture.POP_ID);
      }
    }
    assertThat(directory.resolve("pop-state.format-1.mv")).hasBinaryContent(old);
    assertThat(StateFile.read(directory.resolve(StateDirectory.FILE).toString(), third).format())
        .isEqualTo(3);
  }

  @Test
  void fieldsOfALaterServerOfTheSameFormatDoNoHarm() throws Exception {
    ContainerRecord record = StateRecords.record(1, 1);
    byte[] bytes = StoredRecords.bytes(record);
    byte[] later = Arrays.copyOf(bytes, bytes.length + 3);
    // Field 200, a number: 1.
    System.arraycopy(new byte[] {(byte) 0xc0, 0x0c, 1}, 0, later, bytes.length, 3);

    assertThat(StoredContainer.parseFrom(later).getUnknownFields().hasField(200)).isTrue();
    assertThat(StoredRecords.container(later)).isEqualTo(record);
  }

  private static StateImage owned(StateImage image, String suffix) {
    image
        .containers()
        .replaceAll(
            (id, bytes) -> {
              try {
                ContainerRecord record = StoredRecords.container(bytes);
                return StoredRecords.bytes(record.withOwner(record.owner() + suffix));
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            });
    return image;
  }

  private static void assertFixture(PopStore store, long epoch) {
    assertThat(store.popId()).isEqualTo(StateFixture.POP_ID);
    assertThat(store.epoch()).isEqualTo(epoch);
    assertThat(store.all()).containsExactlyInAnyOrderElementsOf(StateFixture.containers());
    assertThat(store.networks()).containsExactlyInAnyOrderElementsOf(StateFixture.networks());
  }

  private void copyFixture(int format) throws Exception {
    for (String name : List.of(StateDirectory.FILE, StateDirectory.MARK)) {
      String resource = "/state-format-" + format + "/" + name;
      try (var in = StateUpgradeTest.class.getResourceAsStream(resource)) {
        assertThat(in).as("%s; make it with StateFixture", resource).isNotNull();
        Files.copy(in, directory.resolve(name));
      }
    }
  }

  private PopStore open(StateFormat format) {
    return DurablePopStore.open(directory, false, "test-state", format, Path::toString);
  }
}
