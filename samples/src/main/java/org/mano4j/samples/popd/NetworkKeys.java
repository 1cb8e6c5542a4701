package org.mano4j.samples.popd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mano4j.config.Table;
import org.mano4j.pop.docker.DockerPopBuilder;
import org.mano4j.pop.server.PopServerBuilder;
import org.mano4j.pop.server.SubnetPool;

/**
 * {@code [Networks]}.
 *
 * @param common the network of containers that ask for none
 * @param offered networks of the engine that containers may be attached to
 * @param pools where new networks get their subnets from
 * @param commonPools the same for the common network, should it have to be made
 * @param driver of new networks
 * @param refresh how often the engine is asked for its networks and their addresses
 */
record NetworkKeys(
    String common,
    List<String> offered,
    List<SubnetPool> pools,
    List<SubnetPool> commonPools,
    String driver,
    Duration refresh) {

  private static final Pattern POOL = Pattern.compile("\\s*(\\S+)\\s+in\\s+/(\\d{1,3})\\s*");
  private static final List<SubnetPool> USUAL = List.of(new SubnetPool("172.16.0.0/12", 16));
  private static final List<String> DRIVERS = List.of("bridge", "overlay");

  static NetworkKeys read(Table table) {
    return new NetworkKeys(
        Keys.text(table, "Default").orElse("private"),
        table.texts("Offered").orElse(List.of()),
        pools(table, "SubnetPools", SubnetPool.defaults()),
        pools(table, "DefaultSubnets", USUAL),
        table
            .text("Driver")
            .mustBe(DRIVERS::contains, "must be one of " + String.join(", ", DRIVERS))
            .orElse("bridge"),
        table
            .duration("Refresh", Duration.ofMillis(100), Duration.ofHours(24))
            .orElse(Duration.ofSeconds(30)));
  }

  void applyTo(PopServerBuilder server) {
    server.defaultNetwork(common).subnetPools(pools).networkRefresh(refresh);
  }

  void applyTo(DockerPopBuilder docker) {
    docker
        .networks(offered)
        .defaultNetwork(common)
        .defaultSubnets(commonPools)
        .networkDriver(driver);
  }

  private static List<SubnetPool> pools(Table table, String key, List<SubnetPool> usual) {
    List<SubnetPool> pools = new ArrayList<>();
    for (String text : table.texts(key).orElse(List.of())) {
      Matcher matcher = POOL.matcher(text);
      try {
        if (matcher.matches()) {
          pools.add(new SubnetPool(matcher.group(1), Integer.parseInt(matcher.group(2))));
        } else {
          table.problem(key, "must be like \"172.16.0.0/12 in /16\"");
        }
      } catch (IllegalArgumentException e) {
        table.problem(key, "cannot be used: " + e.getMessage());
      }
    }
    return table.has(key) ? pools : usual;
  }
}
