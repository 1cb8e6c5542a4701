package org.mano4j.samples.plugind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.DrainReport;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.samples.daemon.BusPart;
import org.mano4j.samples.daemon.DaemonService;
import org.mano4j.samples.daemon.Ending;
import org.mano4j.samples.daemon.PartHealth;

/** The VIM driver as a service. */
final class Plugind implements DaemonService {

  private final VimDriverPlugin plugin;

  Plugind(VimDriverPlugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public void start(Runnable lost) {
    plugin.start();
    Ending.then("plugin-end", plugin::awaitClosed, lost);
  }

  @Override
  public String ready() {
    return "as VIM driver '" + plugin.pluginId() + "'";
  }

  @Override
  public List<PartHealth> health() {
    boolean running = plugin.state() == VimDriverPlugin.State.RUNNING;
    Optional<BusState> bus = running ? Optional.of(plugin.bus().state()) : Optional.empty();
    return List.of(BusPart.of("driver", running, plugin.state().name(), bus));
  }

  @Override
  public String loss() {
    return "the VIM driver has ended by itself; its log says why";
  }

  @Override
  public String reload() {
    return "a VIM driver reads nothing again; restart it";
  }

  @Override
  public String drain(Duration atMost) {
    DrainReport left = plugin.drain(atMost);
    return left.clean() ? "" : left.requeued() + " calls unfinished";
  }

  @Override
  public void close() {
    plugin.close();
  }
}
