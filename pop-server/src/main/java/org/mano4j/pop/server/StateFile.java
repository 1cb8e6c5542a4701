package org.mano4j.pop.server;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.server.state.StateHeader;

/**
 * A file of rows that only ever grows: every commit is appended, and nothing that is in the file is
 * written again, so that neither a crash nor a power cut can harm what was committed before. (An
 * MVStore that reuses space at once may overwrite what its last commit still refers to.) When it
 * has become too long, its owner writes a new one. One thread uses it.
 */
final class StateFile {

  private static final String FORMAT = "format";
  private static final String SELF = "self";
  private static final int CACHE_MEGABYTES = 2;
  private static final int PAGE_BYTES = 4096;

  private final MVStore store;
  private final Map<StateTable, MVMap<String, byte[]>> tables = new EnumMap<>(StateTable.class);
  private StateHeader header;
  private long liveBytes;

  private StateFile(MVStore store, StateHeader header) {
    this.store = store;
    this.header = header;
    for (StateTable table : StateTable.values()) {
      tables.put(table, table(store, table));
    }
  }

  /**
   * Writes a new file, down to the disk.
   *
   * @param name where there is none yet
   */
  static StateFile create(String name, StateImage image) {
    StateHeader header =
        StateHeader.newBuilder().setPopId(image.popId()).setEpoch(image.epoch()).build();
    return create(name, header, file -> file.fill(image));
  }

  /** Writes the same rows to a new file, down to the disk. */
  StateFile copy(String name) {
    return create(name, header.toBuilder().clearRows().clearDigest().build(), this::copyTo);
  }

  /**
   * Reads and checks a file, and changes nothing in it. Damage can send the library in circles, so
   * an overflow of the stack is damage, too.
   */
  static StateImage read(String name, StateFormat format) throws StateException {
    MVStore store;
    try {
      store = new MVStore.Builder().fileName(name).readOnly().open();
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      throw StateException.damaged("it is no state file, or a damaged one", e);
    }
    try {
      return read(store, format);
    } catch (RuntimeException
        | InvalidProtocolBufferException
        | StackOverflowError
        | AssertionError e) {
      throw StateException.damaged("it is damaged", e);
    } finally {
      store.closeImmediately();
    }
  }

  private static StateFile create(String name, StateHeader header, Consumer<StateFile> rows) {
    MVStore store =
        new MVStore.Builder()
            .fileName(name)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .cacheSize(CACHE_MEGABYTES)
            .pageSplitSize(PAGE_BYTES)
            .open();
    try {
      store.setReuseSpace(false);
      store.setRetentionTime(0);
      store.setVersionsToKeep(0);
      StateFile file = new StateFile(store, header);
      rows.accept(file);
      file.sync();
      return file;
    } catch (RuntimeException e) {
      store.closeImmediately();
      throw e;
    }
  }

  private static StateImage read(MVStore store, StateFormat known)
      throws StateException, InvalidProtocolBufferException {
    if (!store.hasMap(StateTable.HEADER.title())) {
      throw StateException.damaged("it belongs to another program");
    }
    SortedMap<String, byte[]> self = rows(store, StateTable.HEADER);
    byte[] format = self.get(FORMAT);
    byte[] header = self.get(SELF);
    if (format == null) {
      throw StateException.damaged("it does not say what it is");
    }
    int version = format(StateTable.HEADER.open(FORMAT, format));
    known.check(version);
    if (header == null) {
      throw StateException.damaged("it does not say whose it is");
    }
    StateHeader says = StateHeader.parseFrom(StateTable.HEADER.open(SELF, header));
    SortedMap<String, byte[]> containers = rows(store, StateTable.CONTAINERS);
    SortedMap<String, byte[]> networks = rows(store, StateTable.NETWORKS);
    long rows = containers.size() + networks.size();
    if (rows != says.getRows() || digest(containers) + digest(networks) != says.getDigest()) {
      throw StateException.damaged(
          "it should hold " + says.getRows() + " rows, but has " + rows + " or other ones");
    }
    return new StateImage(
        version,
        says.getPopId(),
        says.getEpoch(),
        says.getCommits(),
        opened(StateTable.CONTAINERS, containers),
        opened(StateTable.NETWORKS, networks));
  }

  /** Sets a row; it is in the file with the next {@link #commit}. */
  void put(StateTable table, String key, byte[] content) {
    putRow(table, key, table.seal(key, content));
  }

  /** Removes a row; it is gone with the next {@link #commit}. */
  void remove(StateTable table, String key) {
    count(key, map(table).remove(key), null);
  }

  /** Appends what has changed. A process that ends now has not lost it. */
  void commit(long commits) {
    header = header.toBuilder().setCommits(commits).build();
    map(StateTable.HEADER).put(SELF, StateTable.HEADER.seal(SELF, header.toByteArray()));
    store.commit();
  }

  /** Waits until the disk has it. */
  void sync() {
    store.sync();
  }

  /** Length of the file. */
  long bytes() {
    return store.getFileStore().size();
  }

  /** Length of its rows, without what the file needs around them. */
  long liveBytes() {
    return liveBytes;
  }

  /** Leaves the file as it is: what is committed needs nothing more. */
  void close() {
    store.closeImmediately();
  }

  private void fill(StateImage image) {
    byte[] format = Integer.toString(image.format()).getBytes(StandardCharsets.UTF_8);
    map(StateTable.HEADER).put(FORMAT, StateTable.HEADER.seal(FORMAT, format));
    for (StateTable table : StateTable.values()) {
      image.rows(table).forEach((key, content) -> put(table, key, content));
    }
    commit(image.commits());
  }

  private void copyTo(StateFile other) {
    for (StateTable table : StateTable.values()) {
      map(table).forEach((key, row) -> other.putRow(table, key, row));
    }
    other.commit(header.getCommits());
  }

  private void putRow(StateTable table, String key, byte[] row) {
    byte[] before = map(table).put(key, row);
    if (table != StateTable.HEADER) {
      count(key, before, row);
    }
  }

  private void count(String key, byte @Nullable [] before, byte @Nullable [] after) {
    long rows = (after == null ? 0 : 1) - (before == null ? 0 : 1);
    long digest =
        (after == null ? 0 : StateTable.check(after))
            - (before == null ? 0 : StateTable.check(before));
    liveBytes += size(key, after) - size(key, before);
    header =
        header.toBuilder()
            .setRows(header.getRows() + rows)
            .setDigest(header.getDigest() + digest)
            .build();
  }

  private MVMap<String, byte[]> map(StateTable table) {
    MVMap<String, byte[]> map = tables.get(table);
    if (map == null) {
      throw new IllegalStateException("no table " + table);
    }
    return map;
  }

  private static MVMap<String, byte[]> table(MVStore store, StateTable table) {
    return store.openMap(
        table.title(),
        new MVMap.Builder<String, byte[]>()
            .keyType(StringDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  private static SortedMap<String, byte[]> rows(MVStore store, StateTable table) {
    SortedMap<String, byte[]> rows = new TreeMap<>();
    if (store.hasMap(table.title())) {
      table(store, table).forEach(rows::put);
    }
    return rows;
  }

  private static SortedMap<String, byte[]> opened(StateTable table, SortedMap<String, byte[]> rows)
      throws StateException {
    for (Map.Entry<String, byte[]> row : rows.entrySet()) {
      row.setValue(table.open(row.getKey(), row.getValue()));
    }
    return rows;
  }

  private static long digest(Map<String, byte[]> rows) {
    return rows.values().stream().mapToLong(StateTable::check).sum();
  }

  private static int format(byte[] text) throws StateException {
    try {
      return Integer.parseInt(new String(text, StandardCharsets.UTF_8));
    } catch (NumberFormatException e) {
      throw StateException.damaged("its format version cannot be read", e);
    }
  }

  private static long size(String key, byte @Nullable [] row) {
    return row == null ? 0 : key.length() + row.length;
  }
}
