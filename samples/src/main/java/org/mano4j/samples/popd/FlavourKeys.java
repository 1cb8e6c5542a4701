package org.mano4j.samples.popd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mano4j.config.Table;
import org.mano4j.pop.Flavour;

/** What containers can have: {@code [Flavours.small]}. */
final class FlavourKeys {

  private static final int MOST_MIB = 1 << 30;
  private static final int MOST_GIB = 1 << 20;
  private static final int MOST_PIDS = 1 << 22;

  private FlavourKeys() {}

  static List<Flavour> read(Table flavours) {
    Set<String> taken = new HashSet<>(Set.of(Flavour.UNLIMITED.id(), Flavour.UNLIMITED.name()));
    List<Flavour> all = new ArrayList<>();
    flavours
        .named()
        .forEach(
            (name, table) -> {
              String id = Keys.text(table, "Id").orElse(name);
              all.add(
                  new Flavour(
                      id,
                      name,
                      table.number("VCPUs", 0, 4096).orElse(0.0),
                      table.integer("RAM", 0, MOST_MIB).orElse(0),
                      table.integer("Disk", 0, MOST_GIB).orElse(0),
                      table.integer("Pids", 0, MOST_PIDS).orElse(0),
                      table.texts("Capabilities").orElse(List.of()),
                      table.texts("Devices").orElse(List.of()),
                      sysctls(table)));
              if (Set.of(id, name).stream().filter(text -> !taken.add(text)).count() > 0) {
                table.problem("Id", "or the flavour's name is that of another flavour");
              }
            });
    return all;
  }

  private static Map<String, String> sysctls(Table table) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String text : table.texts("Sysctls").orElse(List.of())) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        table.problem("Sysctls", "must be like \"net.ipv4.ip_forward=1\"");
      } else {
        all.put(text.substring(0, equals).trim(), text.substring(equals + 1).trim());
      }
    }
    return all;
  }
}
