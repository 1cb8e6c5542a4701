package org.mano4j.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.Trace.About;
import org.mano4j.testkit.TraceEntry.Direction;
import org.mano4j.testkit.TraceEntry.Kind;

/** Requests of the orchestrator to VNFMs. */
final class ManagerCalls {

  private final Core core;

  ManagerCalls(Core core) {
    this.core = core;
  }

  /**
   * Sends a request; the answer is read on the executor. Empty when the VNFM answers a literal
   * {@code null}, which it does where it has nothing to say.
   */
  CompletionStage<Optional<VnfmOrMessage>> ask(
      String queue, OrVnfmMessage request, String nsrId, String vnfr, Duration timeout) {
    byte[] body = MessageJson.write(request);
    About about = new About(queue, request.action().text(), nsrId, vnfr);
    long number = core.trace().sent(Kind.REQUEST, about, body.length, null);
    return core.bus()
        .request(NfvoAddresses.of(queue), Message.text(body), timeout)
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                core.trace().note(Direction.RECEIVED, about, number, Causes.text(failure));
              }
            })
        .thenApplyAsync(answer -> read(answer.body(), about, number), core.executor());
  }

  private Optional<VnfmOrMessage> read(byte[] body, About asked, long number) {
    if (isNull(body)) {
      core.trace().answered(with(asked, "null"), body.length, number);
      return Optional.empty();
    }
    VnfmOrMessage answer;
    try {
      answer = MessageJson.readVnfmOr(body);
    } catch (RuntimeException e) {
      core.trace().answered(with(asked, "unreadable"), body.length, number);
      throw e;
    }
    core.trace().answered(with(asked, answer.action().text()), body.length, number);
    return Optional.of(answer);
  }

  private static About with(About asked, String what) {
    return new About(asked.address(), what, asked.nsrId(), asked.subject());
  }

  private static boolean isNull(byte[] body) {
    return body.length < 16 && new String(body, StandardCharsets.UTF_8).trim().equals("null");
  }
}
