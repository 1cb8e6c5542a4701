package org.mano4j.mgmt;

import java.util.Map;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.messaging.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a request into a call of the handler, and whatever comes of it into a response. */
final class MgmtDispatcher {

  private static final Logger log = LoggerFactory.getLogger(MgmtDispatcher.class);

  private final String vimId;
  private final VimManagerHandler handler;

  MgmtDispatcher(String vimId, VimManagerHandler handler) {
    this.vimId = vimId;
    this.handler = handler;
  }

  MgmtResponse answer(Message message) {
    MgmtRequest request;
    try {
      request = MgmtRequest.read(message.body());
    } catch (MgmtException e) {
      return refuse(message, e);
    }
    try {
      return call(request);
    } catch (MgmtException e) {
      if (e.code().equals(MgmtCode.INVALID) || e.code().equals(MgmtCode.UNKNOWN_FUNCTION)) {
        return refuse(message, e);
      }
      log.info("{} in VIM '{}' failed: {}", request.function(), vimId, e.getMessage());
      return MgmtResponse.failed(e.code(), e.getMessage());
    } catch (RuntimeException | Error e) {
      // errors too: a caller that hears nothing waits for minutes
      log.warn("{} in VIM '{}' failed", request.function(), vimId, e);
      String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return MgmtResponse.failed(MgmtCode.INTERNAL, text);
    }
  }

  /** The text may quote the request, so it goes to the peer and not to the log. */
  private MgmtResponse refuse(Message message, MgmtException e) {
    log.warn("VIM '{}': refused a request ({}): {}", vimId, message.fingerprint(), e.code());
    return MgmtResponse.failed(e.code(), e.getMessage());
  }

  private MgmtResponse call(MgmtRequest request) {
    switch (request.function()) {
      case MgmtRequest.CHECK -> {
        String server = request.serverName();
        // an absent value would do for new connectors, but crashes the VNFM of the first ones
        return handler.check(server).map(this::found).orElseGet(() -> notFound(server));
      }
      case MgmtRequest.START -> start(request.serverName());
      case MgmtRequest.STOP -> handler.stop(request.serverName());
      case MgmtRequest.ADD_METADATA -> {
        String server = request.serverName();
        Map<String, String> entries = request.entries();
        if (!entries.isEmpty()) {
          handler.addMetadata(server, entries);
        }
      }
      case MgmtRequest.RENEW ->
          handler.renew(request.serverName(), request.entries(), request.always());
      case MgmtRequest.RECREATE -> {
        return MgmtResponse.of(handler.recreate(request.spec()));
      }
      default -> throw request.unknown();
    }
    return MgmtResponse.done();
  }

  private void start(String server) {
    try {
      handler.start(server);
    } catch (MgmtException e) {
      if (!e.code().equals(MgmtCode.ENDED)) {
        throw e;
      }
      log.info("VIM '{}': a server that has ended is started anew: {}", vimId, e.getMessage());
      handler.reset(server);
      handler.start(server);
    }
  }

  private MgmtResponse found(Server server) {
    return ServerHealth.failure(server)
        .map(
            reason ->
                MgmtResponse.failed(
                    MgmtCode.SERVER_FAILED,
                    "server '" + server.name() + "' in VIM '" + vimId + "' has failed: " + reason))
        .orElseGet(() -> MgmtResponse.of(server));
  }

  private MgmtResponse notFound(String server) {
    return MgmtResponse.failed(
        MgmtCode.NOT_FOUND, "there is no server '" + server + "' in VIM '" + vimId + "'");
  }
}
