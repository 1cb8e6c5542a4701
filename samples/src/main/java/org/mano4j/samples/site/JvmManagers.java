package org.mano4j.samples.site;

import java.util.ArrayList;
import java.util.List;
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
  private final PopSessions sessions;
  private final List<AutoCloseable> started = new ArrayList<>();

  JvmManagers(SitePlan plan, SiteBus bus, PopSessions sessions) {
    this.plan = plan;
    this.bus = bus;
    this.sessions = sessions;
  }

  @Override
  public void start() {
    VimDriverPlugin plugin =
        VimDriverPlugin.builder(PopVimDriver.builder().sessions(sessions).build())
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

  @Override
  public void close() {
    Closing closing = new Closing();
    started.forEach(closing::later);
    closing.close();
  }
}
