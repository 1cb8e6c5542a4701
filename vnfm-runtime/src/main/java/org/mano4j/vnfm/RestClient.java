package org.mano4j.vnfm;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mano4j.messaging.MessageBus;

/** Posts to an NFVO. Of what it answers, nothing but the status enters an error. */
final class RestClient {

  private final URI nfvo;
  private final HttpClient http;

  RestClient(URI nfvo, Duration connectTimeout) {
    this.nfvo = nfvo;
    // it runs on a few daemon threads of its own, which peers of the server cannot hold
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .build();
  }

  /** The body of a response with a good status; fails with a {@link RestFailure}. */
  CompletableFuture<byte[]> post(String path, byte[] body, Duration timeout) {
    if (body.length > MessageBus.MAX_MESSAGE_SIZE) {
      return CompletableFuture.failedFuture(
          new RestFailure(
              "POST " + path + " is not sent: " + Answers.tooLarge(body.length),
              RestFailure.Fate.REFUSED));
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base() + path))
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, response -> new LimitedBody(MessageBus.MAX_MESSAGE_SIZE));
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    // a time limit of the request would end with the headers, this one covers the body
    sent.thenApply(response -> response)
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete(
            (response, failure) -> {
              if (failure != null) {
                sent.cancel(true);
                answer.completeExceptionally(failed(path, failure, timeout));
              } else if (response.statusCode() / 100 != 2) {
                answer.completeExceptionally(refused(path, response.statusCode()));
              } else {
                answer.complete(response.body());
              }
            });
    return answer;
  }

  private String base() {
    String text = nfvo.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private RestFailure refused(String path, int status) {
    boolean broken = status >= 500;
    String why =
        broken
            ? "; the log of the NFVO says why"
            : "; check that this is the address of an NFVO, and of a version that fits";
    return new RestFailure(
        "the NFVO at " + nfvo + " answered POST " + path + " with status " + status + why,
        broken ? RestFailure.Fate.UNKNOWN : RestFailure.Fate.REFUSED);
  }

  private RestFailure failed(String path, Throwable failure, Duration timeout) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof TimeoutException) {
      return new RestFailure(
          "the NFVO at "
              + nfvo
              + " did not answer POST "
              + path
              + " within "
              + timeout.toMillis()
              + " ms",
          RestFailure.Fate.UNKNOWN,
          cause);
    }
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnresolvedAddressException) {
      return new RestFailure(
          "cannot reach the NFVO at "
              + nfvo
              + " for POST "
              + path
              + ": no connection; check host and port, and that the NFVO runs",
          RestFailure.Fate.NOT_SENT,
          cause);
    }
    String why = cause instanceof IOException ? cause.getMessage() : cause.toString();
    return new RestFailure(
        "the NFVO at " + nfvo + " did not finish its answer to POST " + path + ": " + why,
        RestFailure.Fate.UNKNOWN,
        cause);
  }
}
