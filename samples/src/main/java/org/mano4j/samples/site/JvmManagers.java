package org.mano4j.samples.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmRuntime;

/** The VIM driver and the VNF managers in this JVM. */
final class JvmManagers implements SitePart {

  private final SitePlan plan;
  private final SiteBus bus;
  private final SitePop pop;
  private final PopSessions sessions;
  private final List<AutoCloseable> started = new ArrayList<>();

  JvmManagers(SitePlan plan, SiteBus bus, SitePop pop, PopSessions sessions) {
    this.plan = plan;
    this.bus = bus;
    this.pop = pop;
    this.sessions = sessions;
  }

  @Override
  public void start() {
    VimDriverPlugin plugin =
        VimDriverPlugin.builder(driver())
            .type(SitePlan.VIM_TYPE)
            .name(SitePlan.PLUGIN)
            .connector(bus.connector())
            .registrationUser(bus.registrationUser())
            .build();
    plugin.start();
    started.add(plugin);
    for (String type : plan.managers()) {
      VnfmRuntime manager =
          VnfmRuntime.builder(new MgmtVnfm())
              .type(type)
              .channel(
                  BusChannel.builder(bus.connector())
                      .registrationUser(bus.registrationUser())
                      .build())
              .build();
      manager.start();
      started.add(manager);
    }
  }

  private PopVimDriver driver() {
    return PopVimDriver.builder()
        .sessions(sessions)
        .credentials(
            endpoint ->
                endpoint.equals(pop.endpoint()) ? Optional.of(pop.credentials()) : Optional.empty())
        .build();
  }

  @Override
  public void close() {
    Closing closing = new Closing();
    started.forEach(closing::later);
    closing.close();
  }
}
