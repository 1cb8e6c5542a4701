package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mano4j.pop.server.StateRecords.id;
import static org.mano4j.pop.server.StateRecords.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** What a server does not start with, and says about it. */
class StateRefusalTest {

  private static final int CONTAINERS = 40;

  @TempDir Path directory;

  private Path file;
  private Path mark;

  @BeforeEach
  void nameFiles() {
    file = directory.resolve(StateDirectory.FILE);
    mark = directory.resolve(StateDirectory.MARK);
  }

  @Test
  void aFileThatHasLostItsEndIsRefusedAndKept() throws Exception {
    byte[] whole = written();
    List<Integer> lengths = new ArrayList<>();
    for (int length = 0; length < whole.length; length += Integer.getInteger("mano4j.tear", 997)) {
      lengths.add(length);
    }
    for (int missing = 1; missing <= 4096; missing += 409) {
      lengths.add(whole.length - missing);
    }
    for (int length : lengths) {
      byte[] torn = Arrays.copyOf(whole, length);
      Files.write(file, torn);

      assertRefused("").hasMessageContaining("restore the directory from a backup");
      assertThat(Files.readAllBytes(file)).as("length %s", length).isEqualTo(torn);
    }
  }

  @Test
  void noFlippedBitGoesUnnoticed() throws Exception {
    long seed = Long.getLong("mano4j.seed", 29);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] whole = written();
    byte[] marked = Files.readAllBytes(mark);
    int rounds = Integer.getInteger("mano4j.flips", 200);
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      Files.write(mark, marked);
      Collection<ContainerRecord> found;
      try (PopStore store = open()) {
        found = store.all();
      } catch (PopException e) {
        refused++;
        assertThat(e).hasMessageStartingWith("cannot use " + file + ": ");
        assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
        continue;
      }
      assertThat(found).as("round %s", round).hasSize(CONTAINERS);
      assertThat(found).allMatch(each -> each.equals(record(each.number(), 2)));
    }
    assertThat(refused).isPositive();
  }

  @Test
  void anEmptyFileIsRefused() throws Exception {
    refusesContent(new byte[0], "it is no state file, or a damaged one");
  }

  @Test
  void aTextIsRefused() throws Exception {
    refusesContent("dear diary,\n".repeat(2000).getBytes(StandardCharsets.UTF_8), "no state file");
  }

  @Test
  void theFileOfAnotherProgramIsRefused() throws Exception {
    try (MVStore other = MVStore.open(file.toString())) {
      other.openMap("somebody's").put("key", "value");
    }
    refusesContent(Files.readAllBytes(file), "it belongs to another program");
  }

  @Test
  void anOlderFileThanWasAcknowledgedIsRefused() throws Exception {
    open().close();
    byte[] old = Files.readAllBytes(file);
    written();

    refusesContent(old, "but commit 82 was acknowledged");
    refusal().hasMessageContaining("or remove " + StateDirectory.MARK + " to go on");
  }

  @Test
  void aFileThatIsGoneIsRefused() throws Exception {
    written();
    Files.delete(file);

    assertRefused("it is not there, but commit 81 was acknowledged");
    assertThat(file).doesNotExist();
  }

  @Test
  void withoutMarkTheFileCounts() throws Exception {
    written();
    Files.delete(mark);

    try (PopStore store = open()) {
      assertThat(store.size()).isEqualTo(CONTAINERS);
    }
  }

  @Test
  void aMarkThatCannotBeReadIsRefused() throws Exception {
    written();
    Files.writeString(mark, "eighty-one");

    refusal().hasMessageStartingWith("cannot use " + mark + ": ").hasMessageContaining("remove it");
  }

  @Test
  void aNewerFormatIsRefusedWithItsVersion() {
    StateFormat newer = new StateFormat(List.of(image -> image, image -> image));
    DurablePopStore.open(directory, false, "test-state", newer, Path::toString).close();

    assertRefused("it has format version 3, and this server knows versions up to 1")
        .hasMessageEndingWith("start the newer server that has written it");
  }

  @Test
  void aDirectoryInUseIsRefused() {
    try (PopStore store = open()) {
      refusal()
          .hasMessage(
              "cannot use "
                  + directory
                  + ": it is in use by another server of this process; stop that server, or give"
                  + " this one a directory of its own");
      refusal().hasMessageContaining("in use by");
      store.save(record(1, 1));
    }
    open().close();
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsRefused() throws Exception {
    directory = Files.writeString(directory.resolve("file"), "here");

    refusal().hasMessageContaining(directory + ": it is not a directory");
  }

  @Test
  void aDirectoryWithoutPermissionIsRefused() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(directory), "this user may write everywhere");

    refusal().hasMessageContaining("permission denied");
  }

  @Test
  void aFullDiskRefusesChangesAndStillAnswers() {
    BrokenFiles disk = new BrokenFiles();
    try (PopStore store = open(disk)) {
      store.save(record(1, 1));
      disk.fail("No space left on device");

      for (int time = 0; time < 2; time++) {
        assertThatThrownBy(() -> store.save(record(1, 2)))
            .asInstanceOf(type(PopException.class))
            .returns(Code.UNAVAILABLE, PopException::code)
            .returns(PopReason.STATE_NOT_SAVED, PopException::reason)
            .extracting(PopException::text)
            .asString()
            .startsWith("cannot write to " + file + ": No space left on device; ");
      }
      assertThatThrownBy(() -> store.delete(id(1))).isInstanceOf(PopException.class);
      assertThat(store.all()).containsExactly(record(1, 1));
    }
    try (PopStore store = open()) {
      assertThat(store.all()).containsExactly(record(1, 1));
    }
  }

  @Test
  void aDiskThatIsFullAtTheStartIsRefused() throws Exception {
    byte[] whole = written();
    BrokenFiles disk = new BrokenFiles();
    disk.fail("No space left on device");

    assertThatThrownBy(() -> open(disk))
        .isInstanceOf(PopException.class)
        .hasMessageStartingWith("cannot use " + file + ": No space left on device; ");
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    assertThat(directory.resolve("pop-state.next")).doesNotExist();
  }

  @Test
  void withoutRoomForAShorterFileTheOldOneGoesOn() throws Exception {
    BrokenFiles disk = new BrokenFiles();
    try (PopStore store = open(disk)) {
      disk.failNewFiles("No space left on device");
      int version = 0;
      while (Files.size(file) < 1_500_000) {
        store.save(record(1, ++version));
      }
      disk.failNewFiles("");
      while (Files.size(file) > 1_500_000) {
        store.save(record(1, ++version));
      }
      store.save(record(2, version));

      assertThat(store.all()).containsExactlyInAnyOrder(record(1, version), record(2, version));
    }
    try (PopStore store = open()) {
      assertThat(store.size()).isEqualTo(2);
    }
  }

  @Test
  void changesAfterTheEndAreRefused() {
    PopStore store = open();
    store.close();

    assertThatThrownBy(() -> store.save(record(1, 1)))
        .hasMessageContaining("the server is closed")
        .isInstanceOf(PopException.class);
  }

  private byte[] written() throws IOException {
    try (PopStore store = open()) {
      for (int version = 1; version <= 2; version++) {
        for (int number = 0; number < CONTAINERS; number++) {
          store.save(record(number, version));
        }
      }
    }
    return Files.readAllBytes(file);
  }

  private void refusesContent(byte[] content, String why) throws IOException {
    Files.write(file, content);

    assertRefused(why);
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String why) {
    return refusal().hasMessageStartingWith("cannot use " + file + ": ").hasMessageContaining(why);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refusal() {
    return assertThatThrownBy(this::open)
        .isInstanceOf(PopException.class)
        .matches(e -> ((PopException) e).code() == Code.FAILED_PRECONDITION)
        .matches(e -> ((PopException) e).reason().equals(PopReason.STATE_UNUSABLE));
  }

  private PopStore open(BrokenFiles disk) {
    return DurablePopStore.open(
        directory, false, "test-state", StateFormat.CURRENT, disk::fileName);
  }

  private PopStore open() {
    return DurablePopStore.open(directory, false, "test-state");
  }
}
