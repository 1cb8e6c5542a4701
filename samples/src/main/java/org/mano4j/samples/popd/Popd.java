package org.mano4j.samples.popd;

import java.time.Duration;
import org.mano4j.pop.server.PopDrainReport;
import org.mano4j.pop.server.PopServer;
import org.mano4j.samples.daemon.DaemonService;

/** The Pop as a service. */
final class Popd implements DaemonService {

  private final PopServer server;

  Popd(PopServer server) {
    this.server = server;
  }

  @Override
  public void start(Runnable lost) {
    server.start();
  }

  @Override
  public String ready() {
    return "at " + server.endpoint();
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
    PopDrainReport left = server.drain(atMost);
    return left.clean()
        ? ""
        : "%d calls unanswered and %d changes of containers unfinished"
            .formatted(left.calls(), left.work());
  }

  @Override
  public void close() {
    server.close();
  }
}
