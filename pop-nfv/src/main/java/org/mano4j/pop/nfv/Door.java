package org.mano4j.pop.nfv;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.mano4j.mgmt.VimManager;
import org.mano4j.mgmt.VimManagerHandler;
import org.mano4j.pop.PopClient;

/** The mgmt door of one VIM instance. It follows the VIM to other Pops and users. Thread-safe. */
final class Door {

  private final String id;
  private final LongSupplier nanos;
  private final VimManager manager;
  private final CompletableFuture<Void> served = new CompletableFuture<>();
  private volatile Way way;

  /** When it was last seen by anybody, and when by this process, by the clock {@link #nanos}. */
  private volatile long seen;

  private volatile long seenHere;

  /** What this process has told the others of {@link #seenHere}. */
  private volatile long told;

  /**
   * A door that is not served yet.
   *
   * @param seen when the VIM was last seen
   */
  Door(String id, Way way, long seen, Ownership owner, LongSupplier nanos, Serving serving) {
    this.id = id;
    this.way = way;
    this.seen = seen;
    this.seenHere = seen;
    this.told = seen;
    this.nanos = nanos;
    this.manager =
        serving.by(
            new PopVimManagerHandler(
                () -> this.way.name(),
                owner,
                () -> {
                  seenNow();
                  return this.way.pop();
                },
                PopVimManagerHandler.LOOKING));
  }

  String id() {
    return id;
  }

  Way way() {
    return way;
  }

  void lead(Way other) {
    way = other;
  }

  VimManager manager() {
    return manager;
  }

  /** Done when requests are answered, or failed when they will not be. */
  CompletableFuture<Void> served() {
    return served;
  }

  long seen() {
    return seen;
  }

  void seenNow() {
    seenHere = nanos.getAsLong();
    seen = seenHere;
  }

  /** Another process has seen it then. */
  void seenAt(long time) {
    if (time - seen > 0) {
      seen = time;
    }
  }

  /** Whether this process has seen it since the others were told, which they are now. */
  boolean tells() {
    long last = seenHere;
    boolean news = last - told > 0;
    told = last;
    return news;
  }

  /** Makes the manager of a door. */
  interface Serving {
    VimManager by(VimManagerHandler handler);
  }

  /**
   * Where a door leads.
   *
   * @param name of the VIM instance, for messages
   * @param called whether a call of the NFVO has said so, and not another process
   */
  record Way(String name, VimAccess access, PopClient pop, boolean called) {}
}
