package org.mano4j.pop.server;

import io.grpc.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call.
 *
 * @param username empty at a Login
 * @param peer address that the call comes from
 * @param tokens all that were sent, valid or not
 */
record Caller(String username, String peer, List<String> tokens) {

  private static final Context.Key<Caller> KEY = Context.key("caller");
  private static final Caller NOBODY = new Caller("", "", List.of());

  Caller {
    tokens = List.copyOf(tokens);
  }

  /** The caller of the call that this thread works for. */
  static Caller current() {
    @Nullable Caller caller = KEY.get();
    return caller == null ? NOBODY : caller;
  }

  /** The present context, with this caller. */
  Context context() {
    return Context.current().withValue(KEY, this);
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return username + " at " + peer;
  }
}
