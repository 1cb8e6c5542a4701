package org.mano4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.BusCredentials;

/** Calls of a broker's management API; failures are sentences without passwords. Thread-safe. */
final class ManagementHttp {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int NOT_FOUND = 404;

  private final HttpClient client;
  private final URI url;
  private final BusCredentials user;

  ManagementHttp(HttpClient client, URI url, BusCredentials user) {
    this.client = client;
    this.url = url;
    this.user = user;
  }

  /** The path of these segments below {@code /api}, each of which may hold any character. */
  static String path(String... segments) {
    return Stream.of(segments)
        .map(s -> URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/", "/api/", ""));
  }

  HttpRequest.Builder request(String path) {
    byte[] login = (user.username() + ":" + user.password()).getBytes(StandardCharsets.UTF_8);
    String base = url.toString().replaceAll("/+$", "");
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
  }

  JsonNode get(String what, String path) {
    byte[] body = send(what, request(path).GET()).body();
    try {
      return CatalogueJson.read(body, JsonNode.class);
    } catch (CatalogueException e) {
      throw failed(what, "it answers with something that is no JSON; is this the management API?");
    }
  }

  void put(String what, String path, JsonNode body) {
    send(what, request(path).PUT(BodyPublishers.ofByteArray(CatalogueJson.write(body))));
  }

  /** Whether there was something to delete. */
  boolean delete(String what, HttpRequest.Builder request) {
    HttpResponse<byte[]> response = exchange(what, request.DELETE());
    return response.statusCode() != NOT_FOUND && succeeded(what, response);
  }

  /** Any other call; the answer's body. */
  byte[] call(String method, String path, String body) {
    String what = method + " " + path;
    return send(what, request(path).method(method, BodyPublishers.ofString(body))).body();
  }

  private HttpResponse<byte[]> send(String what, HttpRequest.Builder request) {
    HttpResponse<byte[]> response = exchange(what, request);
    succeeded(what, response);
    return response;
  }

  private HttpResponse<byte[]> exchange(String what, HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw failed(what, reason + "; is the broker up, with its management plugin?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(what, "interrupted");
    }
  }

  private boolean succeeded(String what, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return true;
    }
    throw failed(
        what,
        switch (status) {
          case 401 ->
              "user '" + user.username() + "' or its password is wrong, or it may not manage (401)";
          case 403 -> "user '" + user.username() + "' is no administrator (403)";
          case NOT_FOUND -> "there is no such thing, or no such virtual host (404)";
          default -> "it answers " + status;
        });
  }

  private NfvoException failed(String what, String why) {
    return new NfvoException(
        "cannot " + what + " through the broker's management API at " + url + ": " + why);
  }
}
