package org.mano4j.messaging.nfvo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.messaging.Message;

/**
 * What a manager or plugin asks of {@link NfvoAddresses#MANAGER_HANDLING}: to be registered or to
 * be forgotten. The text form hides the password.
 *
 * @param type the VNFM type or the plugin id; when registering
 * @param username the private broker user; when leaving
 * @param action {@value #REGISTER}, {@value #DEREGISTER}, or what else a peer has sent
 * @param password password of the private broker user; when leaving
 * @param vnfmManagerEndpoint how to reach the VNFM; absent for plugins
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({"type", "username", "action", "password", "vnfmManagerEndpoint"})
public record ManagerRequest(
    @JsonProperty("type") @Nullable String type,
    @JsonProperty("username") @Nullable String username,
    @JsonProperty("action") @Nullable String action,
    @JsonProperty("password") @Nullable String password,
    @JsonProperty("vnfmManagerEndpoint") @JsonDeserialize(using = ObjectOrTextDeserializer.class)
        @Nullable VnfmManagerEndpoint vnfmManagerEndpoint) {

  /** The action that asks for private credentials. */
  public static final String REGISTER = "register";

  /** The action that gives them back. */
  public static final String DEREGISTER = "deregister";

  private static final String UNREGISTER = "unregister";

  /** Registers a VNFM (with its endpoint) or a plugin (without). */
  public static ManagerRequest register(String type, @Nullable VnfmManagerEndpoint endpoint) {
    return new ManagerRequest(type, null, REGISTER, null, endpoint);
  }

  /** Deregisters a VNFM (with its endpoint) or a plugin (without). */
  public static ManagerRequest deregister(
      String username, String password, @Nullable VnfmManagerEndpoint endpoint) {
    return new ManagerRequest(null, username, DEREGISTER, password, endpoint);
  }

  /**
   * Reads a request as leniently as an NFVO does: single quotes, and an endpoint that is an object
   * or a text holding the object.
   *
   * @throws CatalogueException if it is not such an object
   */
  public static ManagerRequest parse(byte[] json) {
    return CatalogueJson.read(json, ManagerRequest.class);
  }

  /** Whether private credentials are asked for. */
  public boolean registers() {
    return REGISTER.equals(action);
  }

  /** Whether they are given back, in either spelling that peers use. */
  public boolean deregisters() {
    return DEREGISTER.equals(action) || UNREGISTER.equals(action);
  }

  /**
   * The message that carries it; its type is text, since the NFVO's listeners take nothing else.
   */
  public Message toMessage() {
    return Message.text(CatalogueJson.write(this));
  }

  @Override
  public String toString() {
    return "ManagerRequest[action="
        + action
        + ", type="
        + type
        + ", username="
        + username
        + ", password="
        + (password == null ? "none" : "***")
        + "]";
  }
}
