package org.mano4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mano4j.messaging.BusCredentials;

/**
 * RabbitMQ's management HTTP API, as far as an NFVO and tests need it. Every method is one call,
 * blocks until it is answered (20 s at most), and throws an {@link NfvoException} that says what
 * failed, never with a password. Thread-safe; needs no closing.
 */
public final class BrokerManagement {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final ManagementHttp http;

  /**
   * The API at a URL. Nothing is called yet.
   *
   * @param url such as {@code http://localhost:15672}; without user and password
   * @param administrator a broker user with the tag {@code administrator}
   */
  public BrokerManagement(URI url, BusCredentials administrator) {
    this(
        url,
        administrator,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build());
  }

  /** The same with a client of the caller's, for example with certificates. */
  public BrokerManagement(URI url, BusCredentials administrator, HttpClient client) {
    String scheme = String.valueOf(url.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https") || url.getHost() == null) {
      throw new IllegalArgumentException(
          "the management API needs a URL such as http://localhost:15672");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "the URL of the management API must not contain user and password; give them apart");
    }
    this.http =
        new ManagementHttp(
            Objects.requireNonNull(client, "client"),
            url,
            Objects.requireNonNull(administrator, "administrator"));
  }

  /** Makes a virtual host, if it is not there. */
  public void createVhost(String vhost) {
    http.put("create virtual host " + vhost, ManagementHttp.path("vhosts", vhost), json());
  }

  /** Deletes a virtual host with all that is in it; whether it was there. */
  public boolean deleteVhost(String vhost) {
    return delete("delete virtual host " + vhost, "vhosts", vhost);
  }

  /** Declares a durable topic exchange, as that of an NFVO is. */
  public void declareExchange(String vhost, String exchange) {
    http.put(
        "declare exchange " + exchange + " in virtual host " + vhost,
        ManagementHttp.path("exchanges", vhost, exchange),
        json().put("type", "topic").put("durable", true));
  }

  /**
   * Makes a user, or gives it another password and other tags.
   *
   * @param tags such as {@code administrator}; none means that it may not use this API
   */
  public void createUser(BusCredentials user, String... tags) {
    http.put(
        "create broker user " + user.username(),
        ManagementHttp.path("users", user.username()),
        json().put("password", user.password()).put("tags", String.join(",", tags)));
  }

  /** Deletes a user, whose connections are closed by that; whether there was one. */
  public boolean deleteUser(String username) {
    return delete("delete broker user " + username, "users", username);
  }

  /** Says what a user may do in a virtual host, instead of what was said before. */
  public void permit(String vhost, String username, BrokerPermissions permissions) {
    http.put(
        "give broker user " + username + " its permissions in virtual host " + vhost,
        ManagementHttp.path("permissions", vhost, username),
        json()
            .put("configure", permissions.configure())
            .put("write", permissions.write())
            .put("read", permissions.read()));
  }

  /** The names of the queues in a virtual host, in the order of the listing. */
  public List<String> queues(String vhost) {
    String path = ManagementHttp.path("queues", vhost) + "?columns=name";
    List<String> names = new ArrayList<>();
    for (JsonNode queue : http.get("list the queues of virtual host " + vhost, path)) {
      names.add(queue.path("name").asText());
    }
    return names;
  }

  /** The connections to a virtual host; new ones appear after some seconds only. */
  public List<BrokerConnection> connections(String vhost) {
    String path = ManagementHttp.path("vhosts", vhost, "connections");
    List<BrokerConnection> connections = new ArrayList<>();
    for (JsonNode one : http.get("list the connections of virtual host " + vhost, path)) {
      connections.add(
          new BrokerConnection(
              one.path("name").asText(),
              one.path("user").asText(),
              one.path("client_properties").path("connection_name").asText()));
    }
    return connections;
  }

  /**
   * Closes a connection.
   *
   * @param reason told to the client
   * @return whether it was there
   */
  public boolean closeConnection(BrokerConnection connection, String reason) {
    return http.delete(
        "close connection " + connection.name(),
        http.request(ManagementHttp.path("connections", connection.name()))
            .header("X-Reason", reason));
  }

  /**
   * Anything else that the API can do.
   *
   * @param path below {@code /api/}, encoded
   * @param json the body; "" for none
   * @return the answer's body
   */
  public String call(String method, String path, String json) {
    return new String(http.call(method, "/api/" + path, json), StandardCharsets.UTF_8);
  }

  private boolean delete(String what, String... path) {
    return http.delete(what, http.request(ManagementHttp.path(path)));
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }
}
