package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that unpack to more than anybody wants. */
class PackageLimitsTest {

  private static final PackageLimits LIMITS = PackageLimits.defaults();

  private static final long MIB = 1024 * 1024;

  @Test
  void refusesAnEntryThatIsTooLarge() {
    PackageTar tar = PackageTar.sound().add("scripts/large", new byte[1001]);

    assertThat(read(tar.bytes(), LIMITS.withLargestEntry(2000)).scripts()).hasSize(4);
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> read(tar.bytes(), LIMITS.withLargestEntry(1000)))
        .withMessageContaining("more than 1000 bytes")
        .withMessageContaining("raise PackageLimits.largestEntry");
  }

  @Test
  void refusesASumThatIsTooLarge() {
    byte[] tar = PackageTar.sound().bytes();

    assertThat(read(tar, LIMITS.withLargestSum(tar.length))).isNotNull();
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> read(tar, LIMITS.withLargestSum(3000)))
        .withMessageContaining("unpacks to more than 3000 bytes");
  }

  @Test
  void refusesTooManyEntries() {
    byte[] tar = PackageTar.sound().bytes();

    assertThat(read(tar, LIMITS.withMostEntries(5))).isNotNull();
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> read(tar, LIMITS.withMostEntries(4)))
        .withMessageContaining("more than 4 entries");
  }

  @Test
  void aBombUnpacksToItsLimitAndNoFurther() throws IOException {
    Counting bomb = new Counting(bomb(header("scripts/x", 1L << 33), 4096 * MIB));

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> VnfPackage.read("bomb.tar", bomb))
        .withMessageContaining("'scripts/x'")
        .withMessageContaining("16777216");
    assertThat(bomb.count).isLessThan(MIB);
  }

  @Test
  void aBombBehindTheEndOfTheArchiveIsNotUnpackedEither() throws IOException {
    Counting bomb = new Counting(bomb(PackageTar.sound().bytes(), 4096 * MIB));

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> VnfPackage.read("bomb.tar", bomb))
        .withMessageContaining("unpacks to more than 67108864 bytes");
    assertThat(bomb.count).isLessThan(MIB);
  }

  @ParameterizedTest
  @ValueSource(chars = {'L', 'K', 'x', 'g'})
  void aNameOfGigabytesIsNotHeld(char kind) throws IOException {
    byte[] header = PackageTar.patch(header("x", 1L << 32), 0, 156, new byte[] {(byte) kind});
    byte[] start = kind == 'x' || kind == 'g' ? "4294967296 path=".getBytes() : new byte[0];
    Counting bomb = new Counting(bomb(concat(header, start), 4096 * MIB));

    Throwable thrown = catchThrowable(() -> VnfPackage.read("bomb.tar", bomb));

    assertThat(thrown).isInstanceOf(PackageException.class);
    assertThat(bomb.count).isLessThan(MIB);
  }

  @Test
  void aChainOfHeadersIsNotFollowedWithoutEnd() {
    byte[] pax = PackageTar.patch(header("x", 0), 0, 156, new byte[] {'x'});
    ByteArrayOutputStream chain = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      chain.writeBytes(pax);
    }

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> PackageTar.read(chain.toByteArray()))
        .withMessageContaining("256 KiB");
  }

  @Test
  void holesOfASparseFileCountAsTheBytesTheyAre() {
    // old GNU format: 1 byte of data at 8 GiB, written in 12 octal digits
    byte[] sparse = PackageTar.patch(header("scripts/x", 1), 0, 156, new byte[] {'S'});
    byte[] gnu = PackageTar.patch(sparse, 0, 257, "ustar  \0".getBytes(StandardCharsets.UTF_8));
    byte[] placed =
        PackageTar.patch(
            gnu, 0, 386, "100000000000000000000001".getBytes(StandardCharsets.US_ASCII));
    byte[] sized =
        PackageTar.patch(placed, 0, 483, "100000000001".getBytes(StandardCharsets.US_ASCII));
    byte[] tar = concat(concat(sized, new byte[512]), PackageTar.sound().bytes());

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(() -> PackageTar.read(tar))
        .withMessageContaining("entry 'scripts/x': it has more than 16777216 bytes");
  }

  @Test
  void foldersWithoutEndAreNotRemembered() {
    PackageTar deep = PackageTar.sound().add("a/".repeat(5_000) + "b", "");
    PackageTar many = PackageTar.sound();
    for (int i = 0; i < 50; i++) {
      many.add(i + "/" + "a/".repeat(500) + "b", "");
    }

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(deep::read)
        .withMessageContaining("deeper than 32 folders");
    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(many::read)
        .withMessageContaining("deeper than 32 folders");
  }

  @Test
  void aFalseSizeIsFoundOut() {
    byte[] tar = new PackageTar().add("scripts/x", "x").bytes();

    for (String size : List.of("00000000000", "77777777777", "-0000000001", "zzzzzzzzzzz")) {
      byte[] header = PackageTar.patch(tar, 0, 124, size.getBytes(StandardCharsets.US_ASCII));
      assertThatExceptionOfType(PackageException.class)
          .as(size)
          .isThrownBy(() -> PackageTar.read(header));
    }
  }

  @Test
  void limitsThatLetNothingThroughAreRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new PackageLimits(0, 1, 1));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new PackageLimits(1L << 31, 1, 1));
  }

  private static VnfPackage read(byte[] tar, PackageLimits limits) {
    return PackageTar.read(new ByteArrayInputStream(tar), limits);
  }

  /** The header of an entry that says it has so many bytes. */
  private static byte[] header(String name, long size) {
    byte[] header = Arrays.copyOf(new PackageTar().add(name, "").bytes(), 512);
    byte[] field = new byte[12];
    field[0] = (byte) 0x80; // not octal but binary
    for (int i = 0; i < 8; i++) {
      field[11 - i] = (byte) (size >> 8 * i);
    }
    return PackageTar.patch(header, 0, 124, field);
  }

  /** Compressed without being there: the beginning, and zeros that compress to next to nothing. */
  private static InputStream bomb(byte[] start, long zeros) throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(first)) {
      gzip.write(start);
    }
    byte[] member = PackageTar.gzip(new byte[(int) MIB]);
    InputStream all = new ByteArrayInputStream(first.toByteArray());
    for (long i = 0; i < zeros / MIB; i++) {
      all = new SequenceInputStream(all, new ByteArrayInputStream(member));
      if (i % 500 == 0) {
        all = new ByteArrayInputStream(all.readAllBytes());
      }
    }
    return all;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Counts what is taken of a bomb. */
  private static final class Counting extends InputStream {
    private final InputStream in;
    private long count;

    Counting(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      count++;
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = in.read(bytes, from, length);
      count += Math.max(0, n);
      return n;
    }
  }
}
