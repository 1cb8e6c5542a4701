package org.mano4j.mgmt;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;

/** One blocking call at a time per thread, and what every failure of it means. */
final class MgmtCaller {

  private final MessageBus bus;
  private final String vimId;
  private final VimConnectorOptions options;

  MgmtCaller(MessageBus bus, String vimId, VimConnectorOptions options) {
    this.bus = Objects.requireNonNull(bus, "bus");
    this.vimId = Objects.requireNonNull(vimId, "vimId");
    this.options = Objects.requireNonNull(options, "options");
  }

  /** Calls a function that returns nothing. */
  void call(MgmtRequest request) {
    call(request, Function.identity());
  }

  /** Calls a function and reads what it returns. */
  <T> T call(MgmtRequest request, Function<MgmtResponse, T> value) {
    String what =
        request.function() + " of server '" + request.serverName() + "' in VIM '" + vimId + "'";
    Message answer = exchange(Message.text(request.write()), what);
    try {
      MgmtResponse response = MgmtResponse.read(answer.body());
      MgmtCode code = response.code();
      if (code != null) {
        throw new MgmtException(code, what + " failed: " + response.error());
      }
      return value.apply(response);
    } catch (CatalogueException e) {
      // its text and cause may quote the answer
      throw unreadable(what, answer);
    }
  }

  private Message exchange(Message request, String what) {
    try {
      // the stage ends by itself; this limit only guards against a bus that forgets to
      long limit = options.timeout().plusSeconds(5).toMillis();
      return bus.request(MgmtAddresses.of(vimId), request, options.timeout())
          .toCompletableFuture()
          .get(limit, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(what, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw noReply(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MgmtException(
          MgmtCode.INTERRUPTED, what + " was interrupted; it may have been done", e);
    }
  }

  private MgmtException failure(String what, Throwable cause) {
    if (cause instanceof BusException.Unroutable) {
      return new MgmtException(
          MgmtCode.UNAVAILABLE,
          what
              + " failed: no manager serves that VIM (key '"
              + MgmtAddresses.key(vimId)
              + "'); start its VIM driver plugin, and refresh the VIM in the NFVO so that the"
              + " plugin learns of it",
          cause);
    }
    if (cause instanceof BusException.NoReply) {
      return noReply(what, cause);
    }
    if (cause instanceof BusException.Closed) {
      return new MgmtException(
          MgmtCode.UNAVAILABLE, what + " failed: connection has closed; try again later", cause);
    }
    return new MgmtException(MgmtCode.INTERNAL, what + " failed: " + cause.getMessage(), cause);
  }

  private MgmtException noReply(String what, Throwable cause) {
    return new MgmtException(
        MgmtCode.NO_REPLY,
        what
            + ": no reply received in "
            + options.timeout().toMillis() / 1000.0
            + " s; it may have been done: check the server before trying again",
        cause);
  }

  private static MgmtException unreadable(String what, Message answer) {
    return new MgmtException(
        MgmtCode.INTERNAL,
        what + " failed: the answer (" + answer.fingerprint() + ") is not what a manager sends");
  }
}
