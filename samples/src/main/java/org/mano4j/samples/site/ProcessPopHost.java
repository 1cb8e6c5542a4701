package org.mano4j.samples.site;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopEndpoint;

/** A Pop's server in a process of its own. */
final class ProcessPopHost implements PopHost {

  private static final String AT = "at ";

  private final SiteProcess process;
  private @Nullable PopEndpoint endpoint;

  ProcessPopHost(SiteProcess process) {
    this.process = process;
  }

  @Override
  public void begin() {
    process.begin();
  }

  @Override
  public void start() {
    String ready = process.awaitReady();
    if (!ready.startsWith(AT)) {
      throw new SiteException(process.name() + " does not tell its address, but '" + ready + "'");
    }
    endpoint = PopEndpoint.parse(ready.substring(AT.length()));
  }

  @Override
  public PopEndpoint endpoint() {
    return Objects.requireNonNull(endpoint, "the Pop was not started");
  }

  @Override
  public SiteLeftovers leftovers(PopClient client) {
    List<Container> left = client.containers(Filter.all());
    return new SiteLeftovers(
        left.size(), left.stream().mapToLong(container -> container.endpoints().size()).sum());
  }

  @Override
  public void close() {
    process.close();
  }
}
