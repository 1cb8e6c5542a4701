package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.plugin.PluginContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other processes of the same driver on the bus: each has a queue of its own, and all queues
 * get what one publishes. Whoever begins, or comes back to the bus, asks the others for what they
 * know. A bus that does not allow it is no failure: the process then learns from calls only.
 * Thread-safe.
 */
final class Replicas implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);

  /** Messages in work; more wait at the broker. */
  private static final int PREFETCH = 10;

  private static final Duration SHORTEST_REPLY = Duration.ofMillis(20);
  private static final Duration LONGEST_REPLY = Duration.ofMillis(200);

  /** Asking is cheap, and anybody may do it. */
  private static final Duration BETWEEN_REPLIES = Duration.ofSeconds(1);

  private final PluginContext plugin;
  private final ScheduledExecutorService executor;
  private final Supplier<List<VimNews.Seen>> known;
  private final Consumer<VimNews.Seen> heard;
  private final String self = UUID.randomUUID().toString();
  private final AtomicBoolean oddTold = new AtomicBoolean();
  private volatile boolean closed;

  /** Whether an answer is due, or was given a moment ago; both are the executor's. */
  private boolean answering;

  private boolean askedAgain;
  private volatile @Nullable Subscription subscription;

  /**
   * Not heard yet.
   *
   * @param executor runs everything that may wait, one after the other
   * @param known what this process knows
   * @param heard is told of each VIM that another process tells of; may block
   */
  Replicas(
      PluginContext plugin,
      ScheduledExecutorService executor,
      Supplier<List<VimNews.Seen>> known,
      Consumer<VimNews.Seen> heard) {
    this.plugin = plugin;
    this.executor = executor;
    this.known = known;
    this.heard = heard;
  }

  /** The key that all processes of a driver listen to. */
  static Address address(String pluginId) {
    return NfvoAddresses.of("mano4j-vims." + pluginId);
  }

  /**
   * A name that the private user of a plugin may declare, since it holds the plugin id, and that no
   * NFVO takes for a driver, since it does not begin with it.
   */
  private String queue() {
    return "mano4j-vims-" + self + "." + plugin.pluginId();
  }

  /** Begins to listen, and asks the others. */
  void start() {
    // Not exclusive: after a break the broker may hold the one of the lost connection for a while.
    QueueSpec own =
        new QueueSpec(queue(), false, true, false, Map.of(), List.of(address(plugin.pluginId())));
    try {
      subscription = plugin.bus().consume(own, PREFETCH, delivery -> hear(delivery.message()));
    } catch (BusException e) {
      LOG.warn(
          "{}: other processes of this driver cannot be heard, so that VIMs are known from calls"
              + " only: {}",
          plugin.pluginId(),
          e.getMessage());
      return;
    }
    if (closed) {
      close();
      return;
    }
    plugin.bus().onStateChange(this::returned);
    run(this::ask);
  }

  private void returned(BusState state) {
    if (state == BusState.OPEN && !closed) {
      run(this::ask);
    }
  }

  private void ask() {
    publish(true, known.get());
  }

  /** Tells the others of VIMs; does not wait. */
  void tell(List<VimNews.Seen> vims) {
    if (!vims.isEmpty() && subscription != null) {
      run(() -> publish(false, vims));
    }
  }

  private void publish(boolean asks, List<VimNews.Seen> vims) {
    int from = 0;
    do {
      int to = Math.min(from + VimNews.MOST_VIMS, vims.size());
      VimNews news = new VimNews(self, asks && from == 0, vims.subList(from, to));
      plugin
          .bus()
          .publish(address(plugin.pluginId()), Message.text(news.write()))
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  LOG.debug("{}: others were not told of VIMs", plugin.pluginId(), failure);
                }
              });
      from = to;
    } while (from < vims.size());
  }

  private CompletionStage<Optional<Message>> hear(Message message) {
    CompletableFuture<Optional<Message>> done = new CompletableFuture<>();
    Optional<VimNews> news = VimNews.read(message.body());
    if (news.isEmpty() && oddTold.compareAndSet(false, true)) {
      LOG.warn(
          "{}: a message for the processes of this driver is ignored, as further ones are ({}):"
              + " it is of another version, or of somebody else",
          plugin.pluginId(),
          message.fingerprint());
    }
    if (news.isEmpty() || news.get().from().equals(self)) {
      done.complete(Optional.empty());
      return done;
    }
    // Acknowledged when it was worked off, so that no more than the prefetch pile up.
    boolean begun =
        run(
            () -> {
              try {
                news.get().vims().forEach(vim -> guarded(() -> heard.accept(vim)));
              } finally {
                done.complete(Optional.empty());
              }
            });
    if (!begun) {
      done.complete(Optional.empty());
    }
    if (news.get().asks()) {
      run(this::asked);
    }
    return done;
  }

  /** However many ask, they get one answer, and the next one a while later. */
  private void asked() {
    if (answering) {
      askedAgain = true;
      return;
    }
    answering = true;
    long pause =
        ThreadLocalRandom.current().nextLong(SHORTEST_REPLY.toMillis(), LONGEST_REPLY.toMillis());
    later(pause, this::answer);
  }

  private void answer() {
    askedAgain = false;
    later(BETWEEN_REPLIES.toMillis(), this::mayAnswerAgain);
    List<VimNews.Seen> vims = known.get();
    if (!vims.isEmpty()) {
      publish(false, vims);
    }
  }

  private void mayAnswerAgain() {
    answering = false;
    if (askedAgain) {
      asked();
    }
  }

  private void later(long millis, Runnable task) {
    try {
      executor.schedule(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: asked while it ends", plugin.pluginId(), e);
    }
  }

  private boolean run(Runnable task) {
    try {
      executor.execute(() -> guarded(task));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** An executor keeps what a task throws to itself. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("{}: what processes of this driver tell each other fails", plugin.pluginId(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    Subscription current = subscription;
    subscription = null;
    if (current != null) {
      current.close();
    }
  }

  /** Copies of a list in which every entry is as old as it is now. */
  static List<VimNews.Seen> seen(List<Door> doors, long now) {
    List<VimNews.Seen> seen = new ArrayList<>();
    for (Door door : doors) {
      seen.add(
          new VimNews.Seen(
              door.id(),
              door.way().access().endpoint().toString(),
              Duration.ofNanos(Math.max(0, now - door.seen()))));
    }
    return seen;
  }
}
