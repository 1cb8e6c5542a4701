package org.mano4j.pop.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Waits for an answer no longer than it may, and not when the thread is interrupted: the transport
 * has no time limit on a local socket, and no interrupt reaches it over TCP. So another thread
 * reads. An answer that comes too late is closed unread; what the engine has done for it is to be
 * found out by who has asked. Thread-safe.
 *
 * <p>A proxy, since the compiler warns of every class that names {@code DockerHttpClient.Request}:
 * that has annotations whose classes docker-java does not bring along.
 */
final class BoundedHttpClient implements InvocationHandler {

  /** How long the engine is told to take, at most, before it answers, in seconds. */
  private static final Pattern OWN_TIME = Pattern.compile("/(?:stop|restart)\\?(?:.*&)?t=(\\d+)");

  private final DockerHttpClient transport;
  private final Duration answerTime;
  private final ExecutorService readers;

  private BoundedHttpClient(
      DockerHttpClient transport, Duration answerTime, ExecutorService readers) {
    this.transport = transport;
    this.answerTime = answerTime;
    this.readers = readers;
  }

  static DockerHttpClient around(
      DockerHttpClient transport, Duration answerTime, ExecutorService readers) {
    return (DockerHttpClient)
        Proxy.newProxyInstance(
            DockerHttpClient.class.getClassLoader(),
            new Class<?>[] {DockerHttpClient.class},
            new BoundedHttpClient(transport, answerTime, readers));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (!method.getName().equals("execute") || arguments == null) {
      return direct(method, arguments);
    }
    Object path = method.getParameterTypes()[0].getMethod("path").invoke(arguments[0]);
    return bounded(() -> direct(method, arguments), answerTime(String.valueOf(path)));
  }

  private @Nullable Object direct(Method method, Object @Nullable [] arguments) throws Exception {
    try {
      return method.invoke(transport, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception failed ? failed : e;
    }
  }

  private @Nullable Object bounded(Callable<@Nullable Object> call, Duration atMost)
      throws Exception {
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    Future<?> reading = read(call, answer);
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      leave(answer, reading);
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    } catch (TimeoutException e) {
      leave(answer, reading);
      throw new UncheckedIOException(
          new SocketTimeoutException("no answer within " + atMost.toSeconds() + " s"));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failed ? failed : e;
    }
  }

  private Future<?> read(
      Callable<@Nullable Object> call, CompletableFuture<@Nullable Object> answer) {
    try {
      return readers.submit(
          () -> {
            try {
              Object response = call.call();
              if (!answer.complete(response)) {
                close(response);
              }
            } catch (Throwable e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      throw new UncheckedIOException(new IOException("the engine was left", e));
    }
  }

  /** On a local socket the interrupt ends the reading, over TCP the end of the client does. */
  private static void leave(CompletableFuture<@Nullable Object> answer, Future<?> reading) {
    if (!answer.cancel(false)) {
      answer.thenAccept(BoundedHttpClient::close);
    }
    reading.cancel(true);
  }

  private static void close(@Nullable Object response) {
    if (response instanceof Closeable open) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close an answer that came too late", e);
      }
    }
  }

  private Duration answerTime(String path) {
    Matcher own = OWN_TIME.matcher(path);
    return own.find() ? answerTime.plusSeconds(Long.parseLong(own.group(1))) : answerTime;
  }
}
