package org.mano4j.samples.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mano4j.messaging.AmqpOptions;

/** The VIM driver and the VNF managers, each as a process of its own. */
final class ProcessManagers implements SitePart {

  private final SitePlan plan;
  private final SiteBus bus;
  private final SitePop pop;
  private final SiteFolder folder;
  private final SiteProcesses processes;
  private final List<SiteProcess> managers = new ArrayList<>();

  ProcessManagers(
      SitePlan plan, SiteBus bus, SitePop pop, SiteFolder folder, SiteProcesses processes) {
    this.pop = pop;
    this.processes = processes;
    this.plan = plan;
    this.bus = bus;
    this.folder = folder;
  }

  @Override
  public void begin() {
    int number = 0;
    for (String type : plan.managers()) {
      add(
          "vnfmd",
          "vnfmd-" + ++number + ".toml",
          amqp(new TomlText().table("vnfm").put("type", type)));
    }
  }

  private void add(String word, String file, TomlText configuration) {
    Path written = folder.write(file, configuration.toString());
    SiteProcess process = processes.add(word, List.of("--config", written.toString()), Map.of());
    managers.add(process);
    process.begin();
  }

  private TomlText amqp(TomlText text) {
    AmqpOptions broker = bus.address().options();
    text.table("amqp")
        .put("host", broker.host())
        .put("port", broker.effectivePort())
        .put("vhost", broker.virtualHost())
        .put("username", bus.registrationUser().username())
        .put("password", bus.registrationUser().password());
    if (!bus.queuesExpire()) {
      text.table("amqp", "queues").put("autodelete", true);
    }
    return broker.tls() == null ? text : text.table("amqp", "tls").put("enabled", true);
  }

  /** By now the Pop has its address, which the driver is told with the credentials. */
  @Override
  public void start() {
    TomlText driver =
        new TomlText()
            .table("plugin")
            .put("type", SitePlan.VIM_TYPE)
            .put("name", SitePlan.PLUGIN)
            .table("pops", "demo")
            .put("endpoint", "http://" + pop.endpoint())
            .put("username", pop.credentials().username())
            .put("password", pop.credentials().password());
    add("plugind", "plugind.toml", amqp(driver));
    managers.forEach(SiteProcess::awaitReady);
  }

  @Override
  public void close() {
    Closing closing = new Closing();
    managers.forEach(closing::later);
    closing.close();
  }
}
