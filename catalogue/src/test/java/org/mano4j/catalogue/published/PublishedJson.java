package org.mano4j.catalogue.published;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openbaton.catalogue.nfvo.Action;
import org.openbaton.catalogue.nfvo.messages.Interfaces.NFVMessage;
import org.openbaton.nfvo.common.configuration.NfvoGsonDeserializerImage;
import org.openbaton.nfvo.common.configuration.NfvoGsonDeserializerNFVMessage;
import org.openbaton.nfvo.common.configuration.NfvoGsonDeserializerNetwork;
import org.openbaton.nfvo.common.configuration.NfvoGsonDeserializerVimInstance;
import org.openbaton.nfvo.common.configuration.NfvoGsonSerializerVimInstance;
import org.openbaton.nfvo.common.configuration.VnfmGsonDeserializerNFVMessage;

/** Gson as the peers set it up, with their own adapters (catalogue.md 1). */
final class PublishedJson {

  static final Class<?> VIM_INSTANCE = PublishedTypes.named("BaseVimInstance");
  static final Class<?> NETWORK = PublishedTypes.named("BaseNetwork");
  static final Class<?> IMAGE = PublishedTypes.named("BaseNfvImage");

  /** The NFVO: reads messages of a VNFM. */
  static final Gson NFVO =
      builder()
          .registerTypeAdapter(NFVMessage.class, new NfvoGsonDeserializerNFVMessage())
          .create();

  /** The VNFM SDK: reads messages of an NFVO. */
  static final Gson VNFM =
      builder()
          .registerTypeAdapter(NFVMessage.class, new VnfmGsonDeserializerNFVMessage())
          .create();

  /** The caller of plugins: also tells networks and images apart. */
  static final Gson PLUGIN =
      builder()
          .registerTypeAdapter(NETWORK, new NfvoGsonDeserializerNetwork())
          .registerTypeAdapter(IMAGE, new NfvoGsonDeserializerImage())
          .create();

  /** Reads calls and answers of plugins; their classes alone cannot be read. */
  static final Gson PLUGIN_FRAMES =
      builder()
          .registerTypeAdapter(
              Serializable.class,
              (JsonDeserializer<Serializable>) (json, type, context) -> new Free(json.toString()))
          .create();

  private static final Map<Class<?>, List<Action>> TO_NFVO = actions(NFVO);
  private static final Map<Class<?>, List<Action>> TO_VNFM = actions(VNFM);

  private PublishedJson() {}

  private static GsonBuilder builder() {
    return new GsonBuilder()
        .setPrettyPrinting()
        .registerTypeAdapter(VIM_INSTANCE, new NfvoGsonDeserializerVimInstance())
        .registerTypeAdapter(VIM_INSTANCE, new NfvoGsonSerializerVimInstance());
  }

  /** A value in a call or an answer of a plugin, which peers take out of the tree themselves. */
  record Free(String json) implements Serializable {}

  /** The actions for which a peer reads each class. */
  private static Map<Class<?>, List<Action>> actions(Gson gson) {
    return Arrays.stream(Action.values())
        .collect(Collectors.groupingBy(action -> messageType(gson, action)));
  }

  /** The class that a peer chooses for a message with this action. */
  static Class<?> messageType(Gson gson, Action action) {
    return gson.fromJson("{\"action\":\"" + action + "\"}", NFVMessage.class).getClass();
  }

  /** The actions for which a peer reads this class; none if no message is ever read as it. */
  static List<Action> actionsOf(Class<?> messageType) {
    return TO_NFVO.getOrDefault(messageType, TO_VNFM.getOrDefault(messageType, List.of()));
  }
}
