package org.mano4j.testkit;

import java.util.Optional;
import java.util.Set;
import org.mano4j.catalogue.lifecycle.NsrStatus;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrError;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.message.VnfmOrScaled;
import org.mano4j.catalogue.message.VnfmOrStartStop;
import org.mano4j.catalogue.record.VNFCInstance;

/** Which answer fits which request, and on which ones a real NFVO fails. */
final class Answers {

  /** Requests whose answers an NFVO waits for, and does nothing with. */
  private static final Set<Action> UNHANDLED = Set.of(Action.SCALE_IN, Action.EXECUTE);

  private Answers() {}

  /** Whether the answer, even a literal null, changes nothing. */
  static boolean ignored(Action asked, Optional<VnfmOrMessage> answer) {
    return UNHANDLED.contains(asked) && !(answer.orElse(null) instanceof VnfmOrError);
  }

  /** Whether it is what the request asks for; that is ERROR for every request. */
  static boolean fits(Action asked, VnfmOrMessage answer) {
    if (answer instanceof VnfmOrError) {
      return true;
    }
    if (asked.equals(Action.RESUME)) {
      return NsrStatus.after(answer.action()).isPresent();
    }
    return answer.action().equals(expected(asked));
  }

  private static Action expected(Action asked) {
    return asked.equals(Action.SCALE_OUT) ? Action.SCALED : asked;
  }

  /**
   * Refuses an answer on which the service would stop.
   *
   * @throws NfvoException saying why
   */
  static VnfmOrMessage require(Action asked, Optional<VnfmOrMessage> answer) {
    VnfmOrMessage message =
        answer.orElseThrow(
            () ->
                new NfvoException(
                    "the VNFM answered null to " + asked + "; the service would wait for ever"));
    if (!fits(asked, message)) {
      String wanted =
          asked.equals(Action.RESUME)
              ? "the action of the step that it has taken again"
              : expected(asked).text();
      throw new NfvoException(
          "the VNFM answered %s with %s instead of %s; the service would wait for ever"
              .formatted(asked, message.action(), wanted));
    }
    if (message instanceof VnfmOrScaled scaled && scaled.vnfcInstance() == null) {
      throw new NfvoException("the answer SCALED has no vnfcInstance");
    }
    if (message instanceof VnfmOrStartStop one && one.vnfcInstance() != null) {
      requireStates(one, one.vnfcInstance());
    }
    return message;
  }

  /** An NFVO looks at the state of every other instance. */
  private static void requireStates(VnfmOrStartStop answer, VNFCInstance one) {
    answer.carriedVnfr().stream()
        .flatMap(vnfr -> vnfr.vnfcInstances().stream())
        .filter(other -> other.state() == null && !String.valueOf(one.id()).equals(other.id()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new NfvoException(
                  "the VNFM answered %s with an instance %s without a state; an NFVO fails on it"
                      .formatted(answer.action(), other.hostname()));
            });
  }
}
