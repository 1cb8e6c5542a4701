package org.mano4j.vnfm;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.messaging.MessageBus;

/** The runtime's answers as bytes, whatever the transport. */
final class Answers {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

  private Answers() {}

  /** The answer to a request; JSON {@code null} if there is nothing to say. */
  static byte[] write(byte[] request, Optional<VnfmOrMessage> answer) {
    return answer.map(said -> write(request, said)).orElse(NULL);
  }

  /** What cannot be sent becomes an ERROR that can: an NFVO waits for its answer for ever. */
  static byte[] write(byte[] request, VnfmOrMessage answer) {
    try {
      return withinLimit(MessageJson.write(answer));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      for (VnfmOrMessage error : Failures.unsendable(request, answer, e)) {
        Optional<byte[]> written = tryToWrite(error);
        if (written.isPresent()) {
          return written.get();
        }
      }
      return NULL;
    }
  }

  private static Optional<byte[]> tryToWrite(VnfmOrMessage error) {
    try {
      return Optional.of(withinLimit(MessageJson.write(error)));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // the reason is in the log already, and there is a smaller one
      return Optional.empty();
    }
  }

  private static byte[] withinLimit(byte[] answer) {
    if (answer.length > MessageBus.MAX_MESSAGE_SIZE) {
      throw new VnfmException(tooLarge(answer.length));
    }
    return answer;
  }

  /** Why a message cannot be sent. */
  static String tooLarge(int length) {
    return "it has "
        + length
        + " bytes, over the limit of "
        + MessageBus.MAX_MESSAGE_SIZE
        + " for one message; put less into the record";
  }
}
