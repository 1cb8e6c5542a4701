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
    follow(fetch());
    return all;
  }

  private CompletableFuture<Reply<R>> fetch() {
    Filter wanted = token.isEmpty() ? filter : filter.toBuilder().setPageToken(token).build();
    return call.sendSafely(listing.method(), wanted);
  }

  /** A loop where answers are there at once, so that many pages do not pile up on the stack. */
  private void follow(@Nullable CompletableFuture<Reply<R>> first) {
    CompletableFuture<Reply<R>> page = first;
    while (page != null) {
      if (!page.isDone()) {
        page.whenComplete((reply, failure) -> follow(take(reply, failure)));
        return;
      }
      page = page.handle(this::take).join();
    }
  }

  /** The page after this one; null if there is nothing more to fetch. */
  private @Nullable CompletableFuture<Reply<R>> take(
      @Nullable Reply<R> reply, @Nullable Throwable failure) {
    try {
      if (reply == null) {
        all.completeExceptionally(Objects.requireNonNull(failure));
        return null;
      }
      String next = listing.next().apply(reply.message());
      if (!next.isEmpty() && next.equals(token)) {
        all.completeExceptionally(
            new CallFailure(
                Status.INTERNAL.withDescription("the Pop repeats a page of its list for ever")));
        return null;
      }
      token = next;
      boolean last = next.isEmpty() || firstOnly;
      // On its way while this page is read.
      CompletableFuture<Reply<R>> following = last ? null : fetch();
      entries.addAll(listing.read().apply(reply.message()));
      if (last) {
        all.complete(Collections.unmodifiableList(entries));
      }
      return following;
    } catch (RuntimeException e) {
      all.completeExceptionally(e);
      return null;
    }
  }
}
