package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PullProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine getting an image from its registry, from the request to the end of the answer. */
final class ImagePull implements ResultCallback<PullResponseItem> {

  private static final Logger LOG = LoggerFactory.getLogger(ImagePull.class);

  /** What the engine begins with: about the whole, although it carries the tag as an id. */
  private static final String BEGIN = "Pulling from ";

  private final ImageReference reference;
  private final boolean loggedIn;
  private final Consumer<PullProgress> progress;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile @Nullable Closeable stream;

  private ImagePull(ImageReference reference, boolean loggedIn, Consumer<PullProgress> progress) {
    this.reference = reference;
    this.loggedIn = loggedIn;
    this.progress = progress;
  }

  /**
   * Begins one.
   *
   * @param login what the registry wants to know; null for nothing
   * @param progress told by a thread of the engine's client; the pull ends when it throws
   */
  static ImagePull begin(
      DockerClient docker,
      ImageReference reference,
      @Nullable RegistryLogin login,
      Consumer<PullProgress> progress) {
    ImagePull pull = new ImagePull(reference, login != null, progress);
    docker
        .pullImageCmd(reference.path())
        // Without one, the engine gets all tags of the repository.
        .withTag(reference.version())
        // Always said: docker-java would take what a person has left in a file of Docker's tools.
        .withAuthConfig(login == null ? null : auth(login))
        .exec(pull);
    return pull;
  }

  /** Ends with the pull. */
  CompletableFuture<Void> done() {
    return done;
  }

  /**
   * Waits for its end, and ends it when the thread is interrupted.
   *
   * @throws PopException why the image was not got
   */
  void await() {
    try {
      done.get();
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw ended("nobody waits for it any more", e);
    } catch (ExecutionException e) {
      throw PullFailure.thrown(e.getCause());
    }
  }

  @Override
  public void onStart(Closeable opened) {
    stream = opened;
    if (done.isDone()) {
      closeStream();
    }
  }

  @Override
  public void onNext(PullResponseItem item) {
    if (done.isDone()) {
      return;
    }
    String failure = failure(item);
    if (failure != null) {
      end(PullFailure.of(reference, loggedIn, failure, null));
      return;
    }
    try {
      progress.accept(progress(item));
    } catch (RuntimeException e) {
      end(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    end(PullFailure.of(reference, loggedIn, failure));
  }

  @Override
  public void onComplete() {
    done.complete(null);
  }

  /** Ends it if it goes on; the engine stops getting what nobody else wants. */
  @Override
  public void close() {
    end(ended("the Pop has left the engine", null));
  }

  private void end(Throwable why) {
    done.completeExceptionally(why);
    closeStream();
  }

  private void closeStream() {
    Closeable open = stream;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      LOG.debug("The answer to the pull of {} did not end well", reference, e);
    }
  }

  private PopException ended(String why, @Nullable Throwable cause) {
    return new PopException(
        Code.CANCELLED, "the pull of image '" + reference + "' was ended: " + why, cause);
  }

  private static @Nullable String failure(PullResponseItem item) {
    return item.getErrorDetail() == null ? null : item.getErrorDetail().getMessage();
  }

  private static PullProgress progress(PullResponseItem item) {
    String status = item.getStatus() == null ? "" : item.getStatus();
    boolean whole = item.getId() == null || status.startsWith(BEGIN);
    ProgressDetail detail = item.getProgressDetail();
    return new PullProgress(
        whole ? "" : item.getId(),
        status,
        detail == null ? 0 : bytes(detail.getCurrent()),
        detail == null ? 0 : bytes(detail.getTotal()));
  }

  /** Engines tell -1 for what they do not know. */
  private static long bytes(@Nullable Long told) {
    return told == null ? 0 : Math.max(0, told);
  }

  private static AuthConfig auth(RegistryLogin login) {
    return new AuthConfig()
        .withRegistryAddress(login.registry())
        .withUsername(login.username())
        .withPassword(login.password());
  }
}
