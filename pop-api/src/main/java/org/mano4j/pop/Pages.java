package org.mano4j.pop;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.proto.Filter;

/**
 * Collects a list page by page. A Pop of the first generation ignores what is said about pages and
 * sends everything as the first one.
 *
 * @param <R> a page
 * @param <T> an entry
 */
final class Pages<R, T> {

  private final PopCall call;
  private final Listing<R, T> listing;
  private final Filter filter;
  private final boolean firstOnly;
  private final List<T> entries = new ArrayList<>();
  private final CompletableFuture<List<T>> all = new CompletableFuture<>();
  private String token = "";

  /**
   * Prepares.
   *
   * @param filter with the size of a page
   * @param firstOnly whether the first page is enough
   */
  Pages(PopCall call, Listing<R, T> listing, Filter filter, boolean firstOnly) {
    this.call = call;
    this.listing = listing;
    this.filter = filter;
    this.firstOnly = firstOnly;
  }

  CompletableFuture<List<T>> collect() {
    fetch();
    return all;
  }

  /** A loop where answers are there at once, so that many pages do not pile up on the stack. */
  private void fetch() {
    boolean more = true;
    while (more) {
      Filter wanted = token.isEmpty() ? filter : filter.toBuilder().setPageToken(token).build();
      CompletableFuture<Reply<R>> page = call.sendSafely(listing.method(), wanted);
      if (!page.isDone()) {
        page.whenComplete(
            (reply, failure) -> {
              if (take(reply, failure)) {
                fetch();
              }
            });
        return;
      }
      more = page.handle(this::take).join();
    }
  }

  /** Whether there is more to fetch. */
  private boolean take(@Nullable Reply<R> reply, @Nullable Throwable failure) {
    try {
      if (reply == null) {
        all.completeExceptionally(Objects.requireNonNull(failure));
        return false;
      }
      entries.addAll(listing.read().apply(reply.message()));
      String next = listing.next().apply(reply.message());
      if (!next.isEmpty() && next.equals(token)) {
        all.completeExceptionally(
            new CallFailure(
                Status.INTERNAL.withDescription("the Pop repeats a page of its list for ever")));
        return false;
      }
      token = next;
      if (next.isEmpty() || firstOnly) {
        all.complete(Collections.unmodifiableList(entries));
        return false;
      }
      return true;
    } catch (RuntimeException e) {
      all.completeExceptionally(e);
      return false;
    }
  }
}
