package org.mano4j.catalogue.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;

/**
 * The action that a message very likely has, seen at its end, where the peers write it, or at its
 * beginning, where this library does. With it a message is read at once; what was read tells
 * whether the supposition was right, and if not, the message has to be read from one end to the
 * other before its class is known.
 *
 * @param known never that of {@code action} alone: an unknown one decides nothing
 */
record SupposedAction(Action action, Action.Known known) {

  private static final int NEAR = 100;

  private static final Pattern ACTION = Pattern.compile("\"action\"\\s*:\\s*\"([A-Z_]+)\"");

  /** What the ends of a message say. */
  static Optional<SupposedAction> in(byte[] json) {
    int end = Math.max(0, json.length - NEAR);
    return within(json, end, json.length).or(() -> within(json, 0, Math.min(NEAR, end)));
  }

  /** The last one there. */
  private static Optional<SupposedAction> within(byte[] json, int from, int to) {
    Matcher near = ACTION.matcher(new String(json, from, to - from, StandardCharsets.ISO_8859_1));
    String text = null;
    while (near.find()) {
      text = near.group(1);
    }
    return Optional.ofNullable(text).map(Action::of).flatMap(SupposedAction::of);
  }

  private static Optional<SupposedAction> of(Action action) {
    return action.known().map(known -> new SupposedAction(action, known));
  }

  /** The message, if it has this action. */
  <M> Optional<M> read(byte[] json, Class<? extends M> type, Function<M, Action> actionOf) {
    try {
      M message = CatalogueJson.read(json, type);
      return action.equals(actionOf.apply(message)) ? Optional.of(message) : Optional.empty();
    } catch (CatalogueException e) {
      // it says so again, or better, when its class is known
      return Optional.empty();
    }
  }
}
