package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Archives that came to harm, and what is none. */
class PackageDamageTest {

  @Test
  void anArchiveThatIsCutShortIsFoundOutWhereverItIs() {
    byte[] tar = PackageTar.sound().bytes();
    VnfPackage whole = PackageTar.read(tar);
    int content = contentLength(tar);

    for (int length = 0; length < tar.length; length += 97) {
      cut(Arrays.copyOf(tar, length), length >= content + 512, whole);
    }
    for (int length = 0; length < tar.length; length += 512) {
      cut(Arrays.copyOf(tar, length), length >= content + 512, whole);
    }
  }

  @Test
  void anArchiveThatEndsBetweenANameAndItsEntryIsFoundOut() {
    byte[] sound = PackageTar.sound().bytes();
    byte[] named = PackageTar.sound().add("x".repeat(300), "x").bytes();
    int longName = contentLength(sound);

    assertThat(named[longName + 156]).isEqualTo((byte) 'L');
    cut(Arrays.copyOf(named, longName + 1024), false, null);
  }

  @Test
  void aCompressedArchiveThatIsCutShortIsFoundOutWhereverItIs() {
    byte[] tar = PackageTar.gzip(PackageTar.sound().bytes());

    for (int length = 0; length < tar.length; length += 7) {
      cut(Arrays.copyOf(tar, length), false, null);
    }
  }

  private static void cut(byte[] tar, boolean complete, VnfPackage whole) {
    Throwable thrown = catchThrowable(() -> assertThat(PackageTar.read(tar)).isEqualTo(whole));
    if (complete) {
      assertThat(thrown).as("%d bytes", tar.length).isNull();
    } else {
      assertThat(thrown)
          .as("%d bytes", tar.length)
          .isInstanceOf(PackageException.class)
          .hasMessageMatching("cannot use VNF package sipp.tar: .*; .*");
      assertThat(PackageTar.validate(tar).findings())
          .extracting(Finding::rule)
          .as("%d bytes", tar.length)
          .hasSize(1)
          .isSubsetOf("not-a-tar", "damaged-archive");
    }
  }

  /** Where the zeros at the end begin. */
  private static int contentLength(byte[] tar) {
    int end = tar.length;
    while (tar[end - 1] == 0) {
      end--;
    }
    return (end + 511) / 512 * 512;
  }

  @Test
  void aFlippedBitHarmsNobody() {
    byte[] tar = PackageTar.sound().bytes();
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int i = 0; i < 2000; i++) {
      byte[] flipped = tar.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        flipped[random.nextInt(contentLength(tar))] ^= (byte) (1 << random.nextInt(8));
      }
      byte[] archive = random.nextInt(4) == 0 ? PackageTar.gzip(flipped) : flipped;
      Throwable thrown = catchThrowable(() -> PackageTar.read(archive));
      if (thrown != null) {
        assertThat(thrown).as("seed %d, round %d", seed, i).isInstanceOf(PackageException.class);
      }
      assertThat(PackageTar.validate(archive)).isNotNull();
    }
  }

  @Test
  void aHeaderThatWasChangedIsFoundOutByItsChecksum() {
    byte[] tar = PackageTar.sound().bytes();
    for (int byteOfHeader : new int[] {0, 105, 140, 300}) {
      byte[] changed = tar.clone();
      changed[1536 + byteOfHeader] ^= 1; // the second entry, after one of two blocks

      cut(changed, false, null);
    }
  }

  @Test
  void headersOfNonsenseHarmNobody() {
    byte[] tar = PackageTar.sound().bytes();
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int i = 0; i < 5000; i++) {
      byte[] nonsense = new byte[1 + random.nextInt(40)];
      random.nextBytes(nonsense);
      byte[] patched = PackageTar.patch(tar, 0, random.nextInt(512 - nonsense.length), nonsense);
      if (random.nextBoolean()) {
        byte[] kinds = "LKxgSVMDN57".getBytes(StandardCharsets.US_ASCII);
        patched = PackageTar.patch(patched, 0, 156, new byte[] {kinds[random.nextInt(11)]});
      }
      byte[] archive = patched;
      Throwable thrown = catchThrowable(() -> PackageTar.read(archive));
      if (thrown != null) {
        assertThat(thrown).as("seed %d, round %d", seed, i).isInstanceOf(PackageException.class);
      }
    }
  }

  @Test
  void randomBytesAreNoTar() {
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(5000)];
      random.nextBytes(bytes);
      assertThatExceptionOfType(PackageException.class)
          .as("seed %d, round %d", seed, i)
          .isThrownBy(() -> PackageTar.read(bytes));
    }
  }

  @Test
  void otherArchivesAreNamed() {
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> PackageTar.read("PK\3\4 and so on".getBytes()))
        .withMessage(
            "cannot use VNF package sipp.tar: this is a ZIP archive (a CSAR?); pack a tar");
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> PackageTar.read("BZh91AY&SY".getBytes()))
        .withMessageContaining("use gzip, or nothing");
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> PackageTar.read(new byte[0]))
        .withMessageContaining("the file is empty");
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> PackageTar.read("{ \"name\": \"a VNFD\" }".getBytes()))
        .withMessageContaining("this is no tar");
  }

  @Test
  void aDamagedCompressedArchiveIsFoundOutByItsChecksum() {
    byte[] gzip = PackageTar.gzip(PackageTar.sound().bytes());
    gzip[gzip.length - 6] ^= 1;

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> PackageTar.read(gzip))
        .withMessageContaining("damaged");
  }

  @Test
  void aSecondArchiveBehindTheFirstIsNotPassedOver() {
    byte[] one = PackageTar.sound().bytes();
    byte[] both = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, both, one.length, one.length);

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> PackageTar.read(both))
        .withMessageContaining("something follows the end of the archive");
  }

  @Test
  void aStreamThatFailsIsNotTheFaultOfTheArchive() {
    byte[] tar = PackageTar.sound().bytes();
    InputStream failing =
        new SequenceInputStream(
            new ByteArrayInputStream(tar, 0, 2000),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("connection reset");
              }
            });

    assertThatIOException()
        .isThrownBy(() -> VnfPackage.read("sipp.tar", failing))
        .withMessage("connection reset");
  }
}
