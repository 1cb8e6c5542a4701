package org.mano4j.catalogue.published;

import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.PluginAnswer;
import org.mano4j.catalogue.message.PluginMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.vim.VimInstance;
import org.openbaton.catalogue.nfvo.messages.Interfaces.NFVMessage;

/** Reads and writes as the two sides do: what class is read follows from the JSON where it can. */
final class Wire {

  private Wire() {}

  static String writeHere(Object value) {
    byte[] json =
        value instanceof OrVnfmMessage toVnfm
            ? MessageJson.write(toVnfm)
            : value instanceof VnfmOrMessage toNfvo
                ? MessageJson.write(toNfvo)
                : CatalogueJson.write(value);
    return new String(json, StandardCharsets.UTF_8);
  }

  static Object readHere(String json, Class<?> here) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    if (isSent(here)) {
      return OrVnfmMessage.class.isAssignableFrom(here)
          ? MessageJson.readOrVnfm(bytes)
          : MessageJson.readVnfmOr(bytes);
    }
    Class<?> type = VimInstance.class.isAssignableFrom(here) ? VimInstance.class : here;
    return CatalogueJson.read(bytes, type);
  }

  static String writeThere(Object value, Class<?> here) {
    return gson(here).toJson(value);
  }

  static Object readThere(String json, Class<?> here) {
    Class<?> type =
        isSent(here)
            ? NFVMessage.class
            : VimInstance.class.isAssignableFrom(here)
                ? PublishedJson.VIM_INSTANCE
                : Counterparts.of(here);
    boolean frame = here == PluginMessage.class || here == PluginAnswer.class;
    return (frame ? PublishedJson.PLUGIN_FRAMES : gson(here)).fromJson(json, type);
  }

  /** A message that some action makes; those that none makes are read by their own class. */
  private static boolean isSent(Class<?> here) {
    return (OrVnfmMessage.class.isAssignableFrom(here)
            || VnfmOrMessage.class.isAssignableFrom(here))
        && !PublishedJson.actionsOf(Counterparts.of(here)).isEmpty();
  }

  private static Gson gson(Class<?> here) {
    return OrVnfmMessage.class.isAssignableFrom(here) ? PublishedJson.VNFM : PublishedJson.NFVO;
  }
}
