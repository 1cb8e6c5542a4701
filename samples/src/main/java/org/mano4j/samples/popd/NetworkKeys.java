package org.mano4j.samples.popd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mano4j.config.Table;
import org.mano4j.pop.server.PopServerBuilder;
import org.mano4j.pop.server.SubnetPool;

/**
 * {@code [Networks]}.
 *
 * @param common the network of containers that ask for none
 * @param offered networks of the engine that containers may be attached to
 * @param pools where new networks get their subnets from
 * @param refresh how often the engine is asked for its networks and their addresses
 */
record NetworkKeys(String common, List<String> offered, List<SubnetPool> pools, Duration refresh) {

  private static final Pattern POOL = Pattern.compile("\\s*(\\S+)\\s+in\\s+/(\\d{1,3})\\s*");
  private static final String POOLS = "SubnetPools";

  static NetworkKeys read(Table table) {
    return new NetworkKeys(
        Keys.text(table, "Default").orElse("private"),
        table.texts("Offered").orElse(List.of()),
        pools(table),
        table
            .duration("Refresh", Duration.ofMillis(100), Duration.ofHours(24))
            .orElse(Duration.ofSeconds(30)));
  }

  void applyTo(PopServerBuilder server) {
    server.defaultNetwork(common).subnetPools(pools).networkRefresh(refresh);
  }

  private static List<SubnetPool> pools(Table table) {
    List<SubnetPool> pools = new ArrayList<>();
    for (String text : table.texts(POOLS).orElse(List.of())) {
      Matcher matcher = POOL.matcher(text);
      try {
        if (matcher.matches()) {
          pools.add(new SubnetPool(matcher.group(1), Integer.parseInt(matcher.group(2))));
        } else {
          table.problem(POOLS, "must be like \"172.16.0.0/12 in /16\"");
        }
      } catch (IllegalArgumentException e) {
        table.problem(POOLS, "cannot be used: " + e.getMessage());
      }
    }
    return table.has(POOLS) ? pools : SubnetPool.defaults();
  }
}
