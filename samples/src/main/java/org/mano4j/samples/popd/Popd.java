package org.mano4j.samples.popd;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.mano4j.pop.docker.EngineState;
import org.mano4j.pop.server.PopDrainReport;
import org.mano4j.pop.server.PopServer;
import org.mano4j.samples.daemon.DaemonService;
import org.mano4j.samples.daemon.PartHealth;

/** The Pop as a service. */
final class Popd implements DaemonService {

  private final PopServer server;
  private final Supplier<EngineState> engine;
  private volatile boolean serving;

  Popd(PopServer server, Supplier<EngineState> engine) {
    this.server = server;
    this.engine = engine;
  }

  @Override
  public void start(Runnable lost) {
    server.start();
    serving = true;
  }

  @Override
  public String ready() {
    return "at " + server.endpoint();
  }

  @Override
  public List<PartHealth> health() {
    EngineState now = engine.get();
    return List.of(
        new PartHealth("pop", serving, serving ? "serving" : "not serving"),
        new PartHealth("engine", now == EngineState.OPEN, now.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public String loss() {
    return "the Pop has ended";
  }

  @Override
  public String reload() {
    server.reloadUsers();
    return "the users were read again";
  }

  @Override
  public String drain(Duration atMost) {
    serving = false;
    PopDrainReport left = server.drain(atMost);
    return left.clean()
        ? ""
        : "%d calls unanswered and %d changes of containers unfinished"
            .formatted(left.calls(), left.work());
  }

  @Override
  public void close() {
    serving = false;
    server.close();
  }
}
