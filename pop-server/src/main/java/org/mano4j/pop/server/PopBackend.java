package org.mano4j.pop.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;

/**
 * The platform that really runs containers: a container engine, local processes, virtual machines.
 * Implement this, hand it to {@link PopServer#builder}, and it can be used by everything that
 * speaks the Pop protocol.
 *
 * <p>The server does the rest: it keeps the containers' names, states, metadata and addresses,
 * checks requests, and asks the platform only to run and to end <em>instances</em>. A container
 * that was only created has no instance; the platform hears of it at its start. The server chooses
 * an instance's id ({@link InstanceSpec#id}) and uses it in every later call.
 *
 * <p><b>Order.</b> {@link #open} comes first and {@link #close} last. In between every method may
 * be called from many threads at once, but for one instance {@code start} has returned before
 * {@code stop} is called. Methods may block; only the container they are for waits.
 *
 * <p><b>Errors.</b> Throw {@link org.mano4j.pop.PopException} with a code and a sentence; the
 * caller of the Pop gets both. Any other unchecked exception reaches the caller as UNKNOWN with its
 * message. A platform never answers PERMISSION_DENIED or UNAUTHENTICATED, which are about the
 * caller's session: they are turned into UNKNOWN.
 */
public interface PopBackend extends AutoCloseable {

  /** Name of the platform, such as {@code docker}. Does not block. */
  String type();

  /**
   * Connects to the platform and begins to watch it.
   *
   * @param listener to be told of every instance that ends by itself, see {@link InstanceListener}
   */
  void open(InstanceListener listener);

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
   * The networks that containers may be attached to. The server gives out addresses of their IPv4
   * subnets, but for the network, broadcast and gateway address of each.
   */
  List<Network> networks();

  /**
   * Runs an instance, and returns when it runs. If that fails, nothing of it may be left on the
   * platform.
   */
  StartedInstance start(InstanceSpec spec);

  /**
   * Ends an instance, first gently, after the grace by force, and returns when it is gone: nothing
   * runs, and its name and addresses are free. An instance that is not there (any more) is gone
   * already: that is no error.
   *
   * @param grace how long the instance may take to end by itself; zero or more
   */
  void stop(String instanceId, Duration grace);

  /** Leaves the platform. Instances go on running. Idempotent; the server calls it. */
  @Override
  void close();
}
