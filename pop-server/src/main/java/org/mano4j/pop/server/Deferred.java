package org.mano4j.pop.server;

import io.grpc.ServerCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins a call when its request is there, not when its headers are: until then there is nothing to
 * decide, and nothing to take a place for. gRPC calls it from one thread at a time.
 */
final class Deferred<Q> extends ServerCall.Listener<Q> {

  private final boolean whole;
  private final Supplier<ServerCall.Listener<Q>> begin;
  private final List<Q> held = new ArrayList<>();
  private ServerCall.@Nullable Listener<Q> begun;
  private boolean ready;

  private Deferred(boolean whole, Supplier<ServerCall.Listener<Q>> begin) {
    this.whole = whole;
    this.begin = begin;
  }

  /** Begins with the first message, so that what cannot be read is refused before all else. */
  static <Q> ServerCall.Listener<Q> untilMessage(
      ServerCall<Q, ?> call, Supplier<ServerCall.Listener<Q>> begin) {
    call.request(1);
    return new Deferred<>(false, begin);
  }

  /** Begins when the caller has sent all it wants to say; if that is open, as above. */
  static <Q> ServerCall.Listener<Q> untilWhole(
      ServerCall<Q, ?> call, Supplier<ServerCall.Listener<Q>> begin) {
    call.request(1);
    return new Deferred<>(call.getMethodDescriptor().getType().clientSendsOneMessage(), begin);
  }

  @Override
  public void onMessage(Q message) {
    if (begun != null) {
      begun.onMessage(message);
      return;
    }
    held.add(message);
    if (!whole || held.size() > 1) {
      begin();
    }
  }

  @Override
  public void onHalfClose() {
    begin().onHalfClose();
  }

  @Override
  public void onCancel() {
    if (begun != null) {
      begun.onCancel();
    }
  }

  @Override
  public void onComplete() {
    if (begun != null) {
      begun.onComplete();
    }
  }

  @Override
  public void onReady() {
    ready = true;
    if (begun != null) {
      begun.onReady();
    }
  }

  private ServerCall.Listener<Q> begin() {
    if (begun != null) {
      return begun;
    }
    ServerCall.Listener<Q> listener = begin.get();
    begun = listener;
    if (ready) {
      listener.onReady();
    }
    held.forEach(listener::onMessage);
    held.clear();
    return listener;
  }
}
