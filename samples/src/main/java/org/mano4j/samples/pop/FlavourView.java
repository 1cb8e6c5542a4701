package org.mano4j.samples.pop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.Flavour;

/** A flavour with the keys of the first {@code pop}; the last three only if there is something. */
record FlavourView(
    int version,
    @JsonProperty("flavour_key") String key,
    String extId,
    long ram,
    long disk,
    Number vcpus,
    @JsonInclude(Include.NON_DEFAULT) long pids,
    @JsonInclude(Include.NON_EMPTY) List<String> capabilities,
    @JsonInclude(Include.NON_EMPTY) List<String> devices,
    @JsonInclude(Include.NON_EMPTY) Map<String, String> sysctls) {

  static final Table<FlavourView> TABLE =
      new Table<FlavourView>()
          .column("NAME", FlavourView::key)
          .column("VCPUS", flavour -> limit(flavour.vcpus))
          .column("RAM/MiB", flavour -> limit(flavour.ram))
          .column("DISK/GiB", flavour -> limit(flavour.disk))
          .column("PIDS", flavour -> limit(flavour.pids))
          .column("ID", FlavourView::extId);

  static FlavourView of(Flavour flavour) {
    return new FlavourView(
        0,
        flavour.name(),
        flavour.id(),
        flavour.ram(),
        flavour.disk(),
        Amounts.plain(flavour.vcpus()),
        flavour.pids(),
        flavour.capabilities(),
        flavour.devices(),
        flavour.sysctls());
  }

  /** One of which only the id is known. */
  static FlavourView unknown(String id) {
    return of(new Flavour(id, ""));
  }

  private static String limit(Number value) {
    return value.doubleValue() == 0 ? "-" : value.toString();
  }
}
