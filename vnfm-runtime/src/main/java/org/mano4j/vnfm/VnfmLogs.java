package org.mano4j.vnfm;

import java.util.List;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrLogBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;

/**
 * Logs of a VNFC instance, for people.
 *
 * @param output lines of ordinary output
 * @param errors lines of error output
 */
public record VnfmLogs(List<String> output, List<String> errors) {

  /** Copies the lists. */
  public VnfmLogs {
    output = List.copyOf(output);
    errors = List.copyOf(errors);
  }

  /**
   * No output, and in place of the errors why there is none, for people.
   *
   * @param why one line
   */
  public static VnfmLogs failed(String why) {
    return new VnfmLogs(List.of(), List.of(why));
  }

  VnfmOrMessage toMessage() {
    return VnfmOrLogBuilder.builder()
        .action(Action.LOG_REQUEST)
        .outputLog(output)
        .errorLog(errors)
        .build();
  }
}
