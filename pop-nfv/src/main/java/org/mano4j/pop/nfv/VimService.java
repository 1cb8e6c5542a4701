package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.mano4j.messaging.BusException;
import org.mano4j.plugin.PluginContext;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopSessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doors of an attached driver, as they come and go: opened by calls and by what other processes
 * of the driver tell, closed when nobody has seen their VIM for long. Thread-safe.
 */
final class VimService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VimService.class);

  private final PluginContext plugin;
  private final PopVims.Settings settings;
  private final Supplier<PopSessions> sessions;
  private final MgmtDoors doors;
  private final Replicas replicas;
  private final ScheduledThreadPoolExecutor executor;

  /** Of what is heard; guarded by itself. */
  private final Complaints complaints;

  VimService(PluginContext plugin, PopVims.Settings settings, Supplier<PopSessions> sessions) {
    this.plugin = plugin;
    this.settings = settings;
    this.sessions = sessions;
    this.complaints = new Complaints(LOG, plugin.pluginId());
    PlainQueues plain = settings.plainQueues();
    this.doors =
        new MgmtDoors(
            plugin,
            plain == null ? null : plain.open(plugin.pluginId() + "-vim-mgmt"),
            settings.mgmtOptions(),
            settings.doors().mostVims(),
            settings.nanos());
    this.executor = new ScheduledThreadPoolExecutor(1, task -> thread(task, plugin.pluginId()));
    this.replicas =
        new Replicas(
            plugin,
            executor,
            () -> Replicas.seen(doors.doors(), settings.nanos().getAsLong()),
            this::heard);
  }

  private static Thread thread(Runnable task, String pluginId) {
    Thread thread = new Thread(task, "mano4j-vims-" + pluginId);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    long round = settings.doors().round().toNanos();
    executor.scheduleWithFixedDelay(this::round, round, round, TimeUnit.NANOSECONDS);
    replicas.start();
  }

  /** The driver is called for a VIM instance: its door is open when this returns. */
  void called(String id, String name, VimAccess access, PopClient pop) {
    doors
        .open(id, new Door.Way(name, access, pop, true))
        .ifPresent(
            change -> {
              change.before().ifPresent(this::giveBack);
              change.door().tells();
              replicas.tell(seen(List.of(change.door())));
            });
  }

  /** Another process tells of a VIM instance. Anybody on the broker may have written that. */
  private void heard(VimNews.Seen vim) {
    Duration ago = vim.ago();
    if (ago.compareTo(settings.doors().unseen()) >= 0) {
      return;
    }
    PopEndpoint endpoint;
    try {
      endpoint = PopEndpoint.parse(vim.endpoint());
    } catch (IllegalArgumentException e) {
      complaints.about(vim.id(), "its address is none of a Pop");
      return;
    }
    long seen = settings.nanos().getAsLong() - ago.toNanos();
    Optional<Door> open = doors.door(vim.id());
    if (open.isPresent()) {
      PopEndpoint known = open.get().way().access().endpoint();
      if (isSamePlace(known, endpoint)) {
        open.get().seenAt(seen);
      } else {
        // Only a call of the NFVO moves a VIM to another Pop.
        complaints.about(
            vim.id(), "it is at " + known + " and stays there until a call says otherwise");
      }
      return;
    }
    Optional<VimAccess> access = settings.configured().apply(endpoint);
    if (access.isEmpty()) {
      complaints.about(
          vim.id(), "its Pop is not in the configuration; it is served from its first call on");
      return;
    }
    open(vim.id(), access.get(), seen);
  }

  private void open(String id, VimAccess access, long seen) {
    try {
      PopClient pop = sessions.get().client(access.endpoint(), access.credentials());
      if (doors.openHeard(id, new Door.Way(id, access, pop, false), seen)) {
        LOG.info("VIM '{}' at {} is served, as another process told", id, access.endpoint());
      } else {
        complaints.about(id, "there are too many VIMs");
      }
    } catch (VimDriverException | BusException | IllegalArgumentException e) {
      complaints.about(id, e.getMessage());
    } catch (IllegalStateException e) {
      LOG.debug("VIM '{}' was told of when the sessions were closed", id, e);
    }
  }

  private static boolean isSamePlace(PopEndpoint one, PopEndpoint other) {
    return one.port() == other.port()
        && one.host().toLowerCase(Locale.ROOT).equals(other.host().toLowerCase(Locale.ROOT));
  }

  /** Closes the doors that are due, and tells the others of VIMs that were seen here. */
  void round() {
    try {
      complaints.nextRound();
      Duration unseen = settings.doors().unseen();
      for (Door door : doors.closeUnseenSince(settings.nanos().getAsLong() - unseen.toNanos())) {
        LOG.info(
            "VIM '{}' ('{}') is served no more: nobody has seen it for {}",
            door.id(),
            door.way().name(),
            unseen);
        giveBack(door.way().access());
      }
      List<Door> news = new ArrayList<>();
      for (Door door : doors.doors()) {
        if (door.tells()) {
          news.add(door);
        }
      }
      replicas.tell(seen(news));
    } catch (RuntimeException e) {
      LOG.warn("{}: looking for unseen VIMs failed", plugin.pluginId(), e);
    }
  }

  private List<VimNews.Seen> seen(List<Door> of) {
    return Replicas.seen(of, settings.nanos().getAsLong());
  }

  /** Logs out whom no door needs any more. */
  private void giveBack(VimAccess access) {
    if (!doors.leadTo(access)) {
      sessions.get().release(access.endpoint(), access.credentials());
    }
  }

  Ownership owner(String id) {
    return doors.owner(id);
  }

  List<Door> doors() {
    return doors.doors();
  }

  @Override
  public void close() {
    executor.shutdownNow();
    replicas.close();
    doors.close();
  }
}
