package org.mano4j.pop.server;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopException;

/**
 * What one instance of an {@link InMemoryPopBackend} has written: the last of it, up to 1 MiB. One
 * who follows too slowly misses what is dropped meanwhile. Thread-safe.
 */
final class InMemoryOutput {

  private static final int MAX_BYTES = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<LogChunk> chunks = new ArrayDeque<>();

  /** How many chunks were dropped. */
  private long dropped;

  private int bytes;
  private boolean ended;

  void write(LogChunk chunk) {
    lock.lock();
    try {
      chunks.add(chunk);
      bytes += chunk.data().length;
      while (bytes > MAX_BYTES && chunks.size() > 1) {
        bytes -= chunks.remove().data().length;
        dropped++;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing comes any more. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Hands on what is wanted, and holds nobody up who writes. */
  void read(LogOptions options, Consumer<LogChunk> output) {
    Part part = after(0);
    Integer tail = options.tail();
    (tail == null ? part.chunks() : lastLines(part.chunks(), tail)).forEach(output);
    while (options.follow() && !part.last()) {
      part = await(part.next());
      part.chunks().forEach(output);
    }
  }

  private Part await(long from) {
    lock.lock();
    try {
      while (!ended && dropped + chunks.size() == from) {
        changed.await();
      }
      return after(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PopException(PopException.Code.CANCELLED, "the logs call was interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  private Part after(long from) {
    lock.lock();
    try {
      List<LogChunk> there = chunks.stream().skip(Math.max(0, from - dropped)).toList();
      return new Part(there, dropped + chunks.size(), ended);
    } finally {
      lock.unlock();
    }
  }

  private static List<LogChunk> lastLines(List<LogChunk> chunks, int lines) {
    Deque<LogChunk> tail = new ArrayDeque<>();
    int left = lines;
    boolean atEnd = true;
    for (int i = chunks.size() - 1; i >= 0 && lines > 0; i--) {
      LogChunk chunk = chunks.get(i);
      byte[] data = chunk.data();
      for (int at = data.length - 1; at >= 0; at--) {
        // The newline at the very end ends the last line, and begins none.
        if (data[at] == '\n' && !atEnd && --left == 0) {
          tail.addFirst(LogChunk.of(chunk.stream(), Arrays.copyOfRange(data, at + 1, data.length)));
          return List.copyOf(tail);
        }
        atEnd = false;
      }
      tail.addFirst(chunk);
    }
    return List.copyOf(tail);
  }

  /**
   * What was written from somewhere on.
   *
   * @param next where the next part begins
   * @param last whether there is none
   */
  private record Part(List<LogChunk> chunks, long next, boolean last) {}
}
