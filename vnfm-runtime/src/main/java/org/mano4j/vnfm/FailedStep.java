package org.mano4j.vnfm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequest;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.message.OrVnfmUpdate;
import org.mano4j.catalogue.record.VNFCInstance;

/**
 * A step that failed, with what is needed to run it again and is not in the record. Its text form
 * is kept in the history of the record, where people read it, too.
 *
 * @param action of the request
 * @param subject id of the VNFC instance or component it is about; "" if about the whole function
 * @param detail the cause of a HEAL; that an UPDATE came with a script, which is nowhere kept; else
 *     ""
 */
record FailedStep(Action.Known action, String subject, String detail) {

  static final String WITH_SCRIPT = "with a script";

  private static final int LONGEST_DETAIL = 10_000;
  private static final Pattern TEXT =
      Pattern.compile("Failed step: ([A-Z_]+)(?: of (\\S+))?(?: \\((.*)\\))?", Pattern.DOTALL);

  static FailedStep of(Action.Known action) {
    return new FailedStep(action, "", "");
  }

  /** The step that a request asks for; none for RESUME, whose step is in the record already. */
  static Optional<FailedStep> of(OrVnfmMessage request) {
    Action.Known action = request.action().known().orElse(null);
    if (action == null
        || action == Action.Known.RESUME
        || action == Action.Known.ERROR
        || action == Action.Known.LOG_REQUEST) {
      return Optional.empty();
    }
    String detail = "";
    if (request instanceof OrVnfmHealVNFRequest heal && heal.cause() != null) {
      detail = shortened(heal.cause());
    } else if (request instanceof OrVnfmUpdate update && update.script() != null) {
      detail = WITH_SCRIPT;
    }
    return Optional.of(
        new FailedStep(
            action == Action.Known.CONFIGURE ? Action.Known.MODIFY : action,
            subject(request),
            detail));
  }

  /** No longer than a history should be, without half a character at its end. */
  private static String shortened(String text) {
    if (text.length() <= LONGEST_DETAIL) {
      return text;
    }
    boolean inPair = Character.isHighSurrogate(text.charAt(LONGEST_DETAIL - 1));
    return text.substring(0, inPair ? LONGEST_DETAIL - 1 : LONGEST_DETAIL);
  }

  private static String subject(OrVnfmMessage request) {
    if (request instanceof OrVnfmStartStop startStop) {
      return idOf(startStop.vnfcInstance());
    } else if (request instanceof OrVnfmHealVNFRequest heal) {
      return idOf(heal.vnfcInstance());
    } else if (request instanceof OrVnfmScaling scaling) {
      VNFComponent component = scaling.component();
      return component == null || component.id() == null ? "" : component.id();
    }
    return "";
  }

  private static String idOf(@Nullable VNFCInstance instance) {
    return instance == null || instance.id() == null ? "" : instance.id();
  }

  String text() {
    return "Failed step: "
        + action
        + (subject.isEmpty() ? "" : " of " + subject)
        + (detail.isEmpty() ? "" : " (" + detail + ")");
  }

  static Optional<FailedStep> parse(@Nullable String text) {
    Matcher matcher = TEXT.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Action.of(matcher.group(1))
        .known()
        .map(
            action -> new FailedStep(action, orEmpty(matcher.group(2)), orEmpty(matcher.group(3))));
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }
}
