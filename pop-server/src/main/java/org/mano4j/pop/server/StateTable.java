package org.mano4j.pop.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The tables of a state file. Each row carries a check over its table, key and content, since the
 * file format itself notices only some kinds of damage.
 */
enum StateTable {
  CONTAINERS("containers"),
  NETWORKS("networks"),
  /** What the file says of itself. */
  HEADER("mano4j-pop-state");

  private static final int CHECK_BYTES = 4;

  private final String title;

  StateTable(String title) {
    this.title = title;
  }

  /** Its name in the file. */
  String title() {
    return title;
  }

  /** The row's content behind its check. */
  byte[] seal(String key, byte[] content) {
    return ByteBuffer.allocate(CHECK_BYTES + content.length)
        .putInt(checkOf(key, content, 0))
        .put(content)
        .array();
  }

  /** The content of a sealed row. */
  byte[] open(String key, byte[] sealed) throws StateException {
    if (sealed.length < CHECK_BYTES || checkOf(key, sealed, CHECK_BYTES) != (int) check(sealed)) {
      throw StateException.damaged("row '" + key + "' of " + title + " is damaged");
    }
    return Arrays.copyOfRange(sealed, CHECK_BYTES, sealed.length);
  }

  /** The check of a sealed row, for the sum over all rows. */
  static long check(byte[] sealed) {
    return ByteBuffer.wrap(sealed).getInt() & 0xffff_ffffL;
  }

  private int checkOf(String key, byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(title.getBytes(StandardCharsets.UTF_8));
    crc.update(0);
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    crc.update(0);
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }
}
