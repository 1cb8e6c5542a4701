package org.mano4j.catalogue.published;

import java.util.Map;
import java.util.stream.Stream;
import org.mano4j.catalogue.WireThrowable;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;

/** Which class of mano4j is which published class: that of the same simple name. */
final class Counterparts {

  /** Records of mano4j that have no published class, and why. */
  static final Map<String, String> ONLY_HERE =
      Map.of("WireThrowable", "any throwable, which Gson writes field by field (catalogue.md 5.4)");

  private static final String NOT_ON_THE_WIRE =
      "not between NFVO, VNFM and plugin, nor anything a user of mano4j would handle"
          + " (catalogue.md 6, last section)";

  /** Published classes that have no record here, and why. */
  static final Map<String, String> ONLY_THERE =
      Map.ofEntries(
          Map.entry("BaseEntity", "parent of entities, which have its properties"),
          Map.entry("BaseUser", "parent of users, which have its properties"),
          Map.entry("IdGenerator", "no data"),
          Map.entry("ApplicationEventNFVO", NOT_ON_THE_WIRE),
          Map.entry("CoreMessage", NOT_ON_THE_WIRE),
          Map.entry("EventFinishEvent", NOT_ON_THE_WIRE),
          Map.entry("HistoryEntity", NOT_ON_THE_WIRE),
          Map.entry("InstallPluginEvent", NOT_ON_THE_WIRE),
          Map.entry("ServiceCreateBody", NOT_ON_THE_WIRE),
          Map.entry("ServiceMetadata", NOT_ON_THE_WIRE),
          Map.entry("VDUMessage", NOT_ON_THE_WIRE));

  private Counterparts() {}

  /** The records of mano4j that have a published class. */
  static Stream<Class<?>> types() {
    return WireTypes.objects().stream()
        .filter(type -> !ONLY_HERE.containsKey(type.getSimpleName()));
  }

  /** The simple name of the published class. */
  static String name(Class<?> here) {
    boolean message =
        OrVnfmMessage.class.isAssignableFrom(here) || VnfmOrMessage.class.isAssignableFrom(here);
    return here.getSimpleName() + (message ? "Message" : "");
  }

  /** The published class of a record of mano4j. */
  static Class<?> of(Class<?> here) {
    return here == WireThrowable.class ? Throwable.class : PublishedTypes.named(name(here));
  }
}
