package org.mano4j.pop.server;

import java.util.Map;
import org.mano4j.pop.PopException;

/** A refusal that comes with facts for programs, in {@code google.rpc.ErrorInfo.metadata}. */
final class Refusal extends PopException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> facts;

  /**
   * With facts beside the text.
   *
   * @param facts short; what does not fit into the headers of an answer is left out
   */
  Refusal(Code code, String reason, String message, Map<String, String> facts) {
    super(code, reason, message);
    this.facts = Map.copyOf(facts);
  }

  /**
   * Something is wrong with a field of the request.
   *
   * @param field its path, as in the text
   */
  static Refusal ofField(String field, String reason, String message) {
    return new Refusal(Code.INVALID_ARGUMENT, reason, message, Map.of("field", field));
  }

  Map<String, String> facts() {
    return facts;
  }
}
