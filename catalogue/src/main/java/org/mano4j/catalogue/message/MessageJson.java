package org.mano4j.catalogue.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;

/**
 * Reads and writes messages between NFVO and VNFM. The class follows from {@code action} and the
 * direction, since the same action has different fields each way. Thread-safe.
 */
public final class MessageJson {

  private static final String MESSAGE = "a message";

  private static final JsonFactory FACTORY = CatalogueJson.mapper().getFactory();

  private MessageJson() {}

  /**
   * Reads a message to a VNFM.
   *
   * @throws CatalogueException if the bytes are not JSON, are no object, or have no action
   */
  public static OrVnfmMessage readOrVnfm(byte[] json) {
    return SupposedAction.in(json)
        .flatMap(
            supposed ->
                supposed.<OrVnfmMessage>read(
                    json, orVnfmClass(supposed.known()), OrVnfmMessage::action))
        .orElseGet(() -> lookUpOrVnfm(json));
  }

  /**
   * Reads a message to the NFVO.
   *
   * @throws CatalogueException if the bytes are not JSON, are no object, or have no action
   */
  public static VnfmOrMessage readVnfmOr(byte[] json) {
    return SupposedAction.in(json)
        .flatMap(
            supposed ->
                supposed.<VnfmOrMessage>read(
                    json, vnfmOrClass(supposed.known()), VnfmOrMessage::action))
        .orElseGet(() -> lookUpVnfmOr(json));
  }

  /** Writes a message to a VNFM. */
  public static byte[] write(OrVnfmMessage message) {
    return CatalogueJson.write(message);
  }

  /** Writes a message to the NFVO. */
  public static byte[] write(VnfmOrMessage message) {
    return CatalogueJson.write(message);
  }

  private static OrVnfmMessage lookUpOrVnfm(byte[] json) {
    Action action = action(json);
    Class<? extends OrVnfmMessage> type =
        action.known().<Class<? extends OrVnfmMessage>>map(MessageJson::orVnfmClass).orElse(null);
    return type == null
        ? new OrVnfmMessage.Unknown(action, properties(json))
        : CatalogueJson.read(json, type);
  }

  private static VnfmOrMessage lookUpVnfmOr(byte[] json) {
    Action action = action(json);
    Class<? extends VnfmOrMessage> type =
        action.known().<Class<? extends VnfmOrMessage>>map(MessageJson::vnfmOrClass).orElse(null);
    return type == null
        ? new VnfmOrMessage.Unknown(action, properties(json))
        : CatalogueJson.read(json, type);
  }

  private static Class<? extends OrVnfmMessage> orVnfmClass(Action.Known action) {
    return switch (action) {
      case INSTANTIATE -> OrVnfmInstantiate.class;
      case GRANT_OPERATION -> OrVnfmGrantLifecycleOperation.class;
      case SCALE_OUT, SCALE_IN, SCALING -> OrVnfmScaling.class;
      case HEAL -> OrVnfmHealVNFRequest.class;
      case UPDATE -> OrVnfmUpdate.class;
      case EXECUTE -> OrVnfmExecuteScript.class;
      case START, STOP -> OrVnfmStartStop.class;
      case ERROR -> OrVnfmError.class;
      case LOG_REQUEST -> OrVnfmLog.class;
      case ALLOCATE_RESOURCES,
          SCALED,
          RELEASE_RESOURCES,
          MODIFY,
          UPDATEVNFR,
          RELEASE_RESOURCES_FINISH,
          INSTANTIATE_FINISH,
          CONFIGURE,
          RESUME ->
          OrVnfmGeneric.class;
    };
  }

  private static Class<? extends VnfmOrMessage> vnfmOrClass(Action.Known action) {
    return switch (action) {
      case INSTANTIATE -> VnfmOrInstantiate.class;
      case ALLOCATE_RESOURCES -> VnfmOrAllocateResources.class;
      case SCALING -> VnfmOrScaling.class;
      case SCALED -> VnfmOrScaled.class;
      case HEAL -> VnfmOrHealed.class;
      case START, STOP -> VnfmOrStartStop.class;
      case ERROR -> VnfmOrError.class;
      case LOG_REQUEST -> VnfmOrLog.class;
      case GRANT_OPERATION,
          SCALE_IN,
          SCALE_OUT,
          RELEASE_RESOURCES,
          MODIFY,
          UPDATEVNFR,
          UPDATE,
          RELEASE_RESOURCES_FINISH,
          INSTANTIATE_FINISH,
          CONFIGURE,
          RESUME,
          EXECUTE ->
          VnfmOrGeneric.class;
    };
  }

  /**
   * Finds the top-level action without building a tree. Java peers write it last; of several the
   * last one counts, as it does when the whole message is read.
   */
  private static Action action(byte[] json) {
    try (JsonParser in = FACTORY.createParser(json)) {
      return action(in);
    } catch (IOException e) {
      throw CatalogueException.unreadable(MESSAGE, e);
    }
  }

  private static Action action(JsonParser in) {
    @Nullable Action action = null;
    try {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw CatalogueException.unreadable(
            MESSAGE, "it must be an object", in.currentTokenLocation());
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        if (name.equals("action")) {
          action = value == JsonToken.VALUE_STRING ? Action.of(in.getText()) : null;
        }
        in.skipChildren();
      }
    } catch (IOException e) {
      throw CatalogueException.unreadable(MESSAGE, e, in.currentLocation());
    }
    if (action == null) {
      throw CatalogueException.unreadable(
          MESSAGE, "it has no text \"action\"", in.currentTokenLocation());
    }
    return action;
  }

  private static Map<String, JsonNode> properties(byte[] json) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    CatalogueJson.read(json, JsonNode.class)
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue()));
    properties.remove("action");
    return properties;
  }
}
