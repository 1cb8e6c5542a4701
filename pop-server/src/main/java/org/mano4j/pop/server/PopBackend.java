package org.mano4j.pop.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Image;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PullProgress;
import org.mano4j.pop.Resources;

/**
 * The platform that really runs containers: a container engine, local processes, virtual machines.
 * Implement this, hand it to {@link PopServer#builder}, and it can be used by everything that
 * speaks the Pop protocol. {@code PopBackendContract} of the testkit then tells whether it is
 * right.
 *
 * <p>The server does the rest: it keeps the containers' names, states, metadata and addresses,
 * checks requests, and asks the platform only to run and to end <em>instances</em>. A container
 * that was only created has no instance; the platform hears of it at its start. A container that
 * has ended and is reset gets another instance at its next start. The server chooses an instance's
 * id ({@link InstanceSpec#id}) and uses it in every later call.
 *
 * <p><b>What belongs to whom.</b> A platform may serve several Pops, and people. {@link #open} says
 * on whose behalf the backend works: a text that one Pop keeps as long as it keeps its state. Mark
 * every instance with it and with its id, in a way that outlives this process (a label, a file),
 * and touch nothing without that mark.
 *
 * <p><b>What is left, and until when.</b> An instance exists from {@link #start} until {@link
 * #stop} has returned or {@link InstanceListener#ended} was told, whichever is first; after that it
 * holds neither its name nor its addresses. What may be kept of it, such as its output, is kept
 * until {@link #forget}. A {@code start} that throws has left nothing. {@link #close} leaves all
 * instances running: the Pop may only be restarting, and its next backend finds them with {@link
 * #instances}.
 *
 * <p><b>Order and threads.</b> {@link #open} comes first and {@link #close} last. In between every
 * method may be called from many threads at once, but for one instance {@code start} has returned
 * before {@code stop} is called, and an id never comes back. The end of an instance may be told
 * from any thread, also before its {@code start} has returned. Methods may block; only the
 * container they are for waits.
 *
 * <p><b>Deadlines.</b> A call that takes longer than {@link PopServerBuilder#backendTimeout} (60 s
 * by default; for {@code stop} beyond the grace) is given up: its caller is told, and its thread is
 * interrupted. Clean up and throw then. If a {@code start} succeeds all the same, the server stops
 * that instance again. The same happens to a {@code start} as soon as its caller cancels it or the
 * caller's deadline ends; every other call goes on without its caller.
 *
 * <p><b>Errors.</b> Throw {@link org.mano4j.pop.PopException} with a code and a sentence, what
 * failed, on what, why and what to do; the caller of the Pop gets it. Any other unchecked exception
 * reaches the caller as UNKNOWN with its message. A platform never answers PERMISSION_DENIED or
 * UNAUTHENTICATED, which are about the caller's session: they are turned into UNKNOWN.
 */
public interface PopBackend extends AutoCloseable {

  /** Name of the platform, such as {@code docker}. Callers of the Pop see it. Does not block. */
  String type();

  /**
   * What it can do beyond running instances. Whatever is not among them is not called, and callers
   * of the Pop are told that it is not supported. Does not block; always the same. Default:
   * nothing.
   */
  default Set<BackendCapability> capabilities() {
    return Set.of();
  }

  /**
   * Connects to the platform and begins to watch it. From now on {@link #instances} can tell the
   * instances that an earlier backend with the same owner has left.
   *
   * @param owner who the instances belong to: the same after every restart of a Pop that keeps its
   *     state, never that of another Pop. Letters, digits and {@code -}
   * @param listener to be told of every instance that ends by itself, see {@link InstanceListener}
   */
  void open(String owner, InstanceListener listener);

  /**
   * The owner's instances, also those that have ended but are not removed, as after a crash of the
   * Pop, and those of which something is {@link InstanceState#kept kept}. Called once, after {@link
   * #open}. The server goes on with those that run and that it remembers, removes all others with
   * {@link #stop}, and has what is kept {@linkplain #forget forgotten} unless its container is
   * still there. From now on the end of each is told to the listener, as if this backend had
   * started it.
   */
  List<InstanceState> instances();

  /** The images that containers can be made from. */
  List<Image> images();

  /**
   * One image. The default looks through {@link #images}; a platform that can ask for a single one
   * does that.
   *
   * @param reference an id, or a name with or without tag ({@code latest} then)
   */
  default Optional<Image> image(String reference) {
    return images().stream()
        .filter(
            image ->
                image.id().equals(reference)
                    || image.names().contains(reference)
                    || image.names().contains(reference + ":latest"))
        .findFirst();
  }

  /**
   * Refuses an image that no instance can be made of, before a container is created from it. Not
   * for what only a start can find out. Default: takes all.
   *
   * @param image as {@link #image} gave it
   * @throws org.mano4j.pop.PopException FAILED_PRECONDITION, saying what the image lacks
   */
  default void check(Image image) {}

  /**
   * Refuses a name that no instance can have, before a container of that name is created. The
   * server has made sure that it is made of letters, digits, {@code _}, {@code .} and {@code -},
   * begins with a letter or digit, and has no more than 255 characters. Asks nobody. Default: takes
   * all.
   *
   * @throws org.mano4j.pop.PopException INVALID_ARGUMENT, saying what names are taken
   */
  default void checkName(String name) {}

  /**
   * The networks that containers may be attached to, each with a name of its own. The server gives
   * out addresses of their subnets, one of each family per container and network, but for the
   * network, broadcast and gateway address of each. Called at the start, at lists, from time to
   * time, and for networks that are not known.
   */
  List<Network> networks();

  /**
   * Runs an instance with the name, environment, addresses and limits asked for, and returns when
   * it runs. If that fails, nothing of it may be left on the platform.
   *
   * @return the command that runs, and what the platform adds to the endpoints
   */
  StartedInstance start(InstanceSpec spec);

  /**
   * Ends an instance, first gently, after the grace by force, and returns when it is gone: nothing
   * of it is left, running or not, and its name and addresses are free. An instance that is not
   * there (any more) is gone already: that is no error.
   *
   * @param grace how long the instance may take to end by itself; zero or more
   */
  void stop(String instanceId, Duration grace);

  /**
   * Throws away what is kept of an instance that has ended, such as its output. Called when its
   * container is deleted or reset, before that is answered, and for instances found {@link
   * InstanceState#kept kept} that no container remembers. If it fails, it is called again some time
   * later, or at the next start of the Pop; callers do not hear of it. Nothing to throw away is no
   * error. Default: nothing is kept.
   */
  default void forget(String instanceId) {}

  /**
   * Makes a network, or returns the one of the same owner and name as it is. If that name is
   * somebody else's: ALREADY_EXISTS. If its subnet is in use although {@link #takenSubnets} did not
   * tell so: ALREADY_EXISTS with {@link org.mano4j.pop.PopReason#SUBNET_TAKEN}; the server tries
   * another one if it has picked it. Called for one network at a time. Needs {@link
   * BackendCapability#NETWORKS}.
   *
   * @param config with at least one subnet; overlaps with no other network of {@link #networks}. A
   *     subnet without a gateway may get one; its allocation range may be left out, and is kept by
   *     the server
   */
  default Network createNetwork(NetworkConfig config) {
    throw new UnsupportedOperationException("createNetwork");
  }

  /**
   * Removes a network that was made by {@link #createNetwork}, and that no instance is attached to.
   * One that is not there is no error. Needs {@link BackendCapability#NETWORKS}.
   */
  default void deleteNetwork(String networkId) {
    throw new UnsupportedOperationException("deleteNetwork");
  }

  /**
   * Addresses of a network that others than the owner's instances have, without prefix length. The
   * server does not give them out while they are here, and asks from time to time. Default: none.
   */
  default List<String> foreignAddresses(Network network) {
    return List.of();
  }

  /**
   * Ranges of addresses that must not become a network's because the platform uses them otherwise:
   * networks that {@link #networks} does not tell, what the host itself is connected to. Asked
   * whenever the server picks a subnet. Default: none.
   *
   * @return each as {@code 172.17.0.0/16} or {@code fd00:1::/64}
   */
  default List<String> takenSubnets() {
    return List.of();
  }

  /**
   * Gets an image, and returns when it is there. Needs {@link BackendCapability#PULL}.
   *
   * <p>Ends early, with a failure, when its thread is interrupted or {@code progress} throws: then
   * nobody waits for the image any more. There is no limit to its time. The same image may be got
   * several times at once.
   *
   * @param reference a name, with or without tag
   * @param progress to be told how far it is, as often as the platform tells it; from any thread
   */
  default Image pull(String reference, Consumer<PullProgress> progress) {
    throw new UnsupportedOperationException("pull");
  }

  /**
   * Hands on what an instance has written. Returns at the end of that, or, when following, at the
   * end of the instance; earlier when its thread is interrupted, or the consumer throws. The
   * consumer blocks while the caller is slow. Output of an instance that has ended may be kept
   * until {@link #forget} or not: without it, throw NOT_FOUND. Needs {@link
   * BackendCapability#LOGS}.
   */
  default void logs(String instanceId, LogOptions options, Consumer<LogChunk> output) {
    throw new UnsupportedOperationException("logs");
  }

  /** What a running instance uses. Needs {@link BackendCapability#STATS}. */
  default ContainerStats stats(String instanceId) {
    throw new UnsupportedOperationException("stats");
  }

  /** What the platform has. Default: not known. */
  default Resources capacity() {
    return Resources.UNKNOWN;
  }

  /**
   * Leaves the platform, and tells the listener nothing any more. Instances go on running.
   * Idempotent; the server calls it, also when {@link #open} has failed.
   */
  @Override
  void close();
}
