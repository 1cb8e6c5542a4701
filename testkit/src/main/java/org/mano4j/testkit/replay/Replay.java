package org.mano4j.testkit.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.MessageBus;

/**
 * Plays the NFVO's side of a recording to managers, and compares what they send with what was
 * recorded.
 *
 * <p>The NFVO's requests go out in recorded order, each after everything that the managers are
 * recorded to have sent before it. Requests of the managers get the recorded answer of the request
 * they are most like. Ids that a manager makes are taken as the recorded ones from then on, also in
 * what the NFVO sends; ids and times that the NFVO has sent must come back as they were.
 *
 * <pre>{@code
 * ReplayReport report =
 *     Replay.of(Recording.read(folder))
 *         .over(connector)
 *         .manager("vnfm", type -> started(new MyVnfm(), type))
 *         .intended(List.of(IntendedDifference.at("/description", "ours has one")))
 *         .play();
 * report.assertAsRecorded();
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class Replay {

  /** Starts the manager under test. */
  @FunctionalInterface
  public interface Starter {

    /**
     * Starts a manager and returns when it is registered. It is closed where the recording shows
     * that it deregisters, and at the end; a manager that keeps registered while it has work is to
     * be drained by that, too.
     *
     * @param type what it is to register as: VNFM type or plugin id
     */
    AutoCloseable start(String type) throws Exception;
  }

  private final Recording recording;
  private final Map<String, Starter> managers = new LinkedHashMap<>();
  private List<IntendedDifference> intended = List.of();
  private @Nullable BusConnector connector;
  private BusCredentials nfvo = new BusCredentials("guest", "guest");
  private @Nullable Function<String, BusCredentials> users;
  private Duration patience = Duration.ofSeconds(10);

  private Replay(Recording recording) {
    this.recording = Objects.requireNonNull(recording, "recording");
  }

  /** Begins to describe a replay. */
  public static Replay of(Recording recording) {
    return new Replay(recording);
  }

  /** The broker; no NFVO is to be on it. Required. */
  public Replay over(BusConnector connector) {
    this.connector = Objects.requireNonNull(connector, "connector");
    return this;
  }

  /** The broker user of the NFVO; {@code guest} by default. */
  public Replay as(BusCredentials nfvo) {
    this.nfvo = Objects.requireNonNull(nfvo, "nfvo");
    return this;
  }

  /**
   * Makes the broker user that is handed out to a manager that registers, given its type. By
   * default the recorded users are handed out, which an in-memory broker takes as it takes
   * everybody, and RabbitMQ does not know.
   */
  public Replay handingOut(Function<String, BusCredentials> users) {
    this.users = Objects.requireNonNull(users, "users");
    return this;
  }

  /**
   * A manager under test. It is started where the recording shows that it registers, or at the
   * beginning. What the recording shows of managers that are not given here is left out.
   *
   * @param name its name in the recording, such as {@code vnfm} or {@code driver}
   */
  public Replay manager(String name, Starter starter) {
    if (!recording.managers().contains(name)) {
      throw new IllegalArgumentException(
          "the recording has no manager '" + name + "'; it has " + recording.managers());
    }
    managers.put(name, Objects.requireNonNull(starter, "starter"));
    return this;
  }

  /** The differences that are meant to be; none by default. */
  public Replay intended(List<IntendedDifference> differences) {
    this.intended = List.copyOf(differences);
    return this;
  }

  /**
   * How long to wait for a message before it is reported as missing; more than zero, 10 s by
   * default.
   */
  public Replay patience(Duration patience) {
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience must be more than zero, not " + patience);
    }
    this.patience = patience;
    return this;
  }

  /**
   * Plays it from beginning to end; blocks until that is done.
   *
   * @throws IllegalStateException if there is no connector or no manager
   * @throws org.mano4j.messaging.BusException if the broker cannot be reached
   */
  public ReplayReport play() {
    if (connector == null || managers.isEmpty()) {
      throw new IllegalStateException("a replay needs a connector and at least one manager");
    }
    List<RecordedMessage> script = new ArrayList<>();
    managers.keySet().forEach(name -> recording.with(name).forEach(script::add));
    script.sort((a, b) -> Integer.compare(a.number(), b.number()));
    Ledger ledger = new Ledger(recording, script, intended);
    try (MessageBus bus = connector.open(nfvo, "replay");
        NfvoSide side = new NfvoSide(bus, ledger, new PrivateUsers(users), patience);
        RunningManagers running = new RunningManagers(managers, script)) {
      running.startThoseThatNeverRegister();
      for (RecordedMessage message : script) {
        play(message, side, running);
      }
      ledger.finish();
    }
    return ledger.report();
  }

  private static void play(RecordedMessage message, NfvoSide side, RunningManagers running) {
    if (message.from().equals(Recording.NFVO)) {
      if (!message.isAnswer()) {
        side.send(message);
      }
    } else if (message.isAnswer()) {
      side.awaitAnswer(message);
    } else {
      running.registerOrLeave(message);
      side.awaitRequest(message);
    }
  }
}
