package org.mano4j.pop.docker;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has happened to an instance on the engine. */
sealed interface InstanceEvent {

  /** It runs, for the first time or again. */
  record Started() implements InstanceEvent {}

  /** Somebody has sent it a signal, of this number; 0 if that was not told. */
  record Signalled(int number) implements InstanceEvent {}

  /** It has needed more memory than it may have. */
  record OutOfMemory() implements InstanceEvent {}

  /** It has ended. */
  record Died(@Nullable Integer exitCode) implements InstanceEvent {}

  /** It stands still, or goes on. */
  record Paused(boolean now) implements InstanceEvent {}

  /** Its container was removed. */
  record Removed() implements InstanceEvent {}

  /** Nothing that matters here. */
  record Other() implements InstanceEvent {}

  /** From the engine's words. */
  static InstanceEvent of(String action, Map<String, String> attributes) {
    return switch (action) {
      case "start" -> new Started();
      case "kill" -> new Signalled(number(attributes.get("signal"), 0));
      case "oom" -> new OutOfMemory();
      case "die" -> new Died(number(attributes.get("exitCode"), null));
      case "pause" -> new Paused(true);
      case "unpause" -> new Paused(false);
      case "destroy" -> new Removed();
      default -> new Other();
    };
  }

  private static <T extends @Nullable Integer> @Nullable Integer number(
      @Nullable String text, T otherwise) {
    try {
      return text == null ? otherwise : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
