package org.mano4j.samples.vnfmd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.MessageBus;
import org.mano4j.samples.daemon.BusPart;
import org.mano4j.samples.daemon.DaemonService;
import org.mano4j.samples.daemon.Ending;
import org.mano4j.samples.daemon.PartHealth;
import org.mano4j.vnfm.VnfmRuntime;

/** The VNF manager as a service. */
final class Vnfmd implements DaemonService {

  private final VnfmRuntime manager;

  Vnfmd(VnfmRuntime manager) {
    this.manager = manager;
  }

  @Override
  public void start(Runnable lost) {
    manager.start();
    Ending.then("vnfm-end", manager::awaitClosed, lost);
  }

  @Override
  public String ready() {
    return "as VNF manager '" + manager.type() + "'";
  }

  @Override
  public List<PartHealth> health() {
    boolean running = manager.state() == VnfmRuntime.State.RUNNING;
    Optional<BusState> bus = running ? manager.bus().map(MessageBus::state) : Optional.empty();
    return List.of(BusPart.of("manager", running, manager.state().name(), bus));
  }

  @Override
  public String loss() {
    return "the manager has ended by itself; its log says why";
  }

  @Override
  public String reload() {
    return "a VNF manager reads nothing again; restart it";
  }

  @Override
  public String drain(Duration atMost) {
    DrainReport left = manager.drain(atMost);
    return left.clean() ? "" : left.requeued() + " requests unfinished";
  }

  @Override
  public void close() {
    manager.close();
  }
}
