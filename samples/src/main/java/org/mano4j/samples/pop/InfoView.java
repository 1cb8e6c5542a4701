package org.mano4j.samples.pop;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mano4j.pop.NetworkUse;
import org.mano4j.pop.PopInfo;
import org.mano4j.pop.Resources;

/** What a Pop tells of itself. */
record InfoView(
    String type,
    String name,
    String time,
    List<String> capabilities,
    Map<String, Number> capacity,
    Map<String, Number> used,
    List<UseView> networks) {

  static InfoView of(PopInfo info) {
    return new InfoView(
        info.type(),
        info.name(),
        Dates.text(info.time()),
        info.capabilities().stream().sorted().toList(),
        amounts(info.capacity()),
        amounts(info.used()),
        info.networks().stream().map(UseView::of).toList());
  }

  /** For people. */
  void print(PrintWriter out) {
    out.println("Name           " + Table.shown(name));
    out.println("Type           " + Table.shown(type));
    out.println("Time           " + time);
    out.println("Can            " + Table.shown(String.join(", ", capabilities)));
    out.println("Containers     " + use("containers", ""));
    out.println("Processors     " + use("vcpus", ""));
    out.println("Memory         " + use("ram", " MiB"));
    if (!networks.isEmpty()) {
      out.println();
      UseView.TABLE.print(networks, out);
    }
  }

  private String use(String what, String unit) {
    Number of = capacity.get(what);
    return used.get(what) + (of.doubleValue() == 0 ? "" : " of " + of) + unit + " used";
  }

  private static Map<String, Number> amounts(Resources resources) {
    Map<String, Number> amounts = new TreeMap<>();
    amounts.put("containers", resources.containers());
    amounts.put("vcpus", Amounts.plain(resources.vcpus()));
    amounts.put("ram", resources.ram());
    return amounts;
  }

  /** The addresses of a network. */
  record UseView(String name, String extId, long addresses, long used) {

    static final Table<UseView> TABLE =
        new Table<UseView>()
            .column("NETWORK", UseView::name)
            .column(
                "ADDRESSES", use -> use.addresses == Long.MAX_VALUE ? "many" : "" + use.addresses)
            .column("USED", use -> "" + use.used)
            .column("ID", UseView::extId);

    static UseView of(NetworkUse use) {
      return new UseView(use.networkName(), use.networkId(), use.addresses(), use.used());
    }
  }
}
