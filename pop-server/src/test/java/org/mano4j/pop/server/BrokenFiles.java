package org.mano4j.pop.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for the storage library, in which writing can fail, and which remembers what was
 * written. One object per test.
 */
public final class BrokenFiles {

  /** Something was written to the file. */
  record Write(long position, byte[] bytes) {}

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final ConcurrentMap<String, BrokenFiles> ALL = new ConcurrentHashMap<>();

  static {
    FilePath.register(new Broken());
  }

  private final String name = "test" + COUNT.incrementAndGet();
  private final List<Write> writes = new ArrayList<>();
  private volatile String failure = "";

  BrokenFiles() {
    ALL.put(name, this);
  }

  /** Under which name the library opens a file here. */
  String fileName(Object file) {
    return Broken.SCHEME + ":" + name + "!" + file;
  }

  /** From now on writing fails. */
  void fail(String message) {
    failure = message;
  }

  /** All writes to all files. */
  List<Write> writes() {
    return writes;
  }

  private void write(long position, ByteBuffer bytes) throws IOException {
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    writes.add(new Write(position, copy));
  }

  /** Found by the library through its scheme. */
  public static final class Broken extends FilePathWrapper {

    private static final String SCHEME = "broken";

    /** The library makes them by reflection. */
    public Broken() {}

    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    protected String getPrefix() {
      return SCHEME + ":" + owner(name) + "!";
    }

    @Override
    protected FilePath unwrap(String path) {
      return FilePath.get(path.substring(path.indexOf('!') + 1));
    }

    @Override
    public FileChannel open(String mode) throws IOException {
      return new BrokenChannel(getBase().open(mode), ALL.get(owner(name)));
    }

    private static String owner(String path) {
      return path.substring(SCHEME.length() + 1, path.indexOf('!'));
    }
  }

  private static final class BrokenChannel extends FileBaseDefault {

    private final FileChannel channel;
    private final BrokenFiles files;

    private BrokenChannel(FileChannel channel, BrokenFiles files) {
      this.channel = channel;
      this.files = files;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      return channel.read(bytes, position);
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      files.write(position, bytes);
      return channel.write(bytes, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      throw new IOException("nobody may truncate a state file");
    }

    @Override
    public void force(boolean metaData) throws IOException {
      channel.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return channel.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      channel.close();
    }
  }
}
