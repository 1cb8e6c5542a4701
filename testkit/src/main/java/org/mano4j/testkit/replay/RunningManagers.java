package org.mano4j.testkit.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mano4j.messaging.nfvo.ManagerRequest;

/** Starts and ends managers where the recording shows it. */
final class RunningManagers implements AutoCloseable {

  private final Map<String, Replay.Starter> starters;
  private final List<RecordedMessage> script;
  private final Map<String, AutoCloseable> running = new HashMap<>();

  RunningManagers(Map<String, Replay.Starter> starters, List<RecordedMessage> script) {
    this.starters = starters;
    this.script = script;
  }

  /** Those that were registered before the recording began. */
  void startThoseThatNeverRegister() {
    Set<String> seen = new HashSet<>();
    for (RecordedMessage message : script) {
      boolean sends = starters.containsKey(message.from());
      String manager = sends ? message.from() : message.to();
      if (seen.add(manager) && !isRegistration(message)) {
        start(manager, sends ? message.user() : message.address().key());
      }
    }
  }

  static boolean isRegistration(RecordedMessage message) {
    return !message.isAnswer() && message.what().equals(ManagerRequest.REGISTER);
  }

  void registerOrLeave(RecordedMessage message) {
    if (isRegistration(message)) {
      start(message.from(), message.body().path("type").asText());
    } else if (message.what().equals(ManagerRequest.DEREGISTER)) {
      end(message.from());
    }
  }

  private void start(String manager, String type) {
    end(manager);
    try {
      running.put(manager, starters.get(manager).start(type));
    } catch (Exception e) {
      throw failed("start", manager, e);
    }
  }

  private void end(String manager) {
    AutoCloseable was = running.remove(manager);
    if (was != null) {
      try {
        was.close();
      } catch (Exception e) {
        throw failed("close", manager, e);
      }
    }
  }

  private static IllegalStateException failed(String what, String manager, Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new IllegalStateException(
        "could not " + what + " manager '" + manager + "': " + e.getMessage(), e);
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::end);
  }
}
