package org.mano4j.pop.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** The flavours that containers can have: the one without limits, and the operator's. */
final class Flavours {

  private final List<Flavour> all;

  /**
   * With these beside the one without limits.
   *
   * @throws IllegalArgumentException if two have the same id or name, or one has none
   */
  Flavours(Collection<Flavour> configured) {
    List<Flavour> flavours = new ArrayList<>();
    flavours.add(Flavour.UNLIMITED);
    configured.stream().filter(f -> !f.equals(Flavour.UNLIMITED)).forEach(flavours::add);
    Set<String> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Flavour flavour : flavours) {
      if (flavour.id().isEmpty() || flavour.name().isEmpty()) {
        throw new IllegalArgumentException(flavour + " needs an id and a name");
      }
      if (!ids.add(flavour.id()) || !names.add(flavour.name())) {
        throw new IllegalArgumentException(
            "two flavours have the id '"
                + flavour.id()
                + "' or the name '"
                + flavour.name()
                + "'; the one without limits is '"
                + Flavour.UNLIMITED.id()
                + "', '"
                + Flavour.UNLIMITED.name()
                + "'");
      }
    }
    this.all = List.copyOf(flavours);
  }

  List<Flavour> all() {
    return all;
  }

  /**
   * The flavour that a Create asks for.
   *
   * @param wanted an id or a name; empty for the one without limits
   * @throws PopException NOT_FOUND if there is none
   */
  Flavour wanted(String wanted) {
    if (wanted.isEmpty()) {
      return Flavour.UNLIMITED;
    }
    return all.stream()
        .filter(flavour -> flavour.id().equals(wanted))
        .findFirst()
        .or(() -> all.stream().filter(flavour -> flavour.name().equals(wanted)).findFirst())
        .orElseThrow(
            () ->
                new PopException(
                    Code.NOT_FOUND,
                    PopReason.NO_SUCH_FLAVOUR,
                    "no flavour "
                        + wanted
                        + " (flavour_id) on this Pop, only "
                        + all.stream().map(Flavour::id).toList()));
  }
}
