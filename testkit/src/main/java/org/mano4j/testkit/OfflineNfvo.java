package org.mano4j.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.descriptors.VnfPackage;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/**
 * The orchestrator's side of a network service, for tests and demonstrations: it onboards
 * descriptors, drives VNFMs and VIM drivers over a message bus as an Open Baton NFVO 6.0 does,
 * launches, scales and terminates, and keeps a {@link #trace} of every message. It stores
 * everything in memory.
 *
 * <p>Operations begin at once and go on by themselves; they return a future or an id to wait for.
 * Thread-safe. Nothing happens before {@link #start()}. It is used once: after {@link #close()}
 * make a new one.
 */
public final class OfflineNfvo implements AutoCloseable {

  private final NfvoSettings settings;
  private final Trace trace;
  private final Faults faults = new Faults();
  private final Map<String, NetworkService> services = new ConcurrentHashMap<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Running running;

  OfflineNfvo(NfvoSettings settings) {
    this.settings = settings;
    this.trace = new Trace(settings.clock(), settings.options().traceLimit());
  }

  /** Begins to describe an orchestrator. */
  public static OfflineNfvoBuilder builder() {
    return new OfflineNfvoBuilder();
  }

  /**
   * Connects to the bus and begins to take messages. When it returns, VNFMs and plugins can
   * register.
   *
   * @throws org.mano4j.messaging.BusException if the broker cannot be reached, or does not let it
   *     have its exchange and queues
   * @throws NfvoException if the broker is to be managed, and cannot be
   * @throws IllegalStateException if it was started before, or is closed, or is closed meanwhile;
   *     nothing is left open then
   */
  public void start() {
    if (closed.get()) {
      throw new IllegalStateException("this orchestrator was closed; make a new one");
    }
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("this orchestrator was started before; make a new one");
    }
    BrokerSetup broker = settings.broker();
    if (broker != null) {
      broker.users().createRegistrationUser(broker.registrationUser());
    }
    MessageBus bus = settings.connector().open(settings.user(), "offline-nfvo");
    Running now;
    try {
      refuseASecond(bus);
      bus.declareExchange(NfvoAddresses.EXCHANGE, true);
      now = Running.start(settings, bus, trace, faults, services);
    } catch (RuntimeException e) {
      bus.close();
      throw e;
    }
    running = now;
    if (closed.get()) {
      // close() may not have seen it
      now.close();
      throw new IllegalStateException("this orchestrator was closed while it was started");
    }
  }

  /** Two would take turns in answering the same managers. */
  private static void refuseASecond(MessageBus bus) {
    if (bus.inspect(NfvoAddresses.MANAGER_HANDLING).filter(q -> q.consumers() > 0).isPresent()) {
      throw new NfvoException(
          "an NFVO serves this broker already (it consumes from '"
              + NfvoAddresses.MANAGER_HANDLING
              + "'); end it, or use another virtual host");
    }
  }

  /**
   * Takes no new messages of VNFMs and finishes those it has.
   *
   * @return what was unfinished after the timeout
   */
  public DrainReport drain(Duration timeout) {
    Running now = running;
    return now == null || closed.get() ? new DrainReport(0, 0) : now.bus().drain(timeout);
  }

  /** Ends it at once. Services that are still there are left as they are. Idempotent. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Running now = running;
      if (now != null) {
        now.close();
      }
    }
  }

  /**
   * Adds a VIM instance. Its driver, if one is registered for its type, is asked what the VIM has.
   * Of an instance of a generic type an NFVO keeps only what {@code GenericVimInstance} names;
   * credentials belong in its metadata then.
   *
   * @return the instance with its id
   * @throws NfvoException if the driver fails
   */
  public VimInstance addVim(VimInstance vim) {
    return await(running().addVim(vim), "add VIM instance " + vim.name());
  }

  /** The VIM instances as they were last seen. */
  public List<VimInstance> vims() {
    return List.copyOf(running().vims().all());
  }

  /** VNFM types and plugin ids that are registered, in the order of their registration. */
  public List<String> registered() {
    return List.copyOf(running().managers().types());
  }

  /**
   * Checks and stores a network service descriptor.
   *
   * @param fileName what findings call it
   * @param nsd its JSON
   * @return its id
   * @throws DescriptorRefused if there is something wrong with it; nothing is stored then
   */
  public String onboard(String fileName, byte[] nsd) {
    return running().onboarding().onboard(fileName, nsd);
  }

  /** The same for a descriptor that was not read from a file. */
  public String onboard(NetworkServiceDescriptor nsd) {
    return onboard(nsd.name() + ".json", CatalogueJson.write(nsd));
  }

  /**
   * Stores a VNF package. Its VNFD becomes part of a service whose descriptor has {@code {"id":
   * "<this id>"}} among its {@code vnfd}; INSTANTIATE and SCALE_OUT carry its scripts then.
   *
   * @return id of its VNFD
   */
  public String onboard(VnfPackage vnfPackage) {
    return running().onboarding().onboard(vnfPackage);
  }

  /** A stored descriptor, with its ids. */
  public Optional<NetworkServiceDescriptor> nsd(String nsdId) {
    return running().onboarding().find(nsdId);
  }

  /** Launches a service with {@link LaunchOptions#defaults}. */
  public String launch(String nsdId) {
    return launch(nsdId, LaunchOptions.defaults());
  }

  /**
   * Begins to launch a service; wait for {@link Status#ACTIVE}.
   *
   * @return id of the NSR
   * @throws OperationRefused if there is no such descriptor, no VNFM for one of its VNFs, or no VIM
   *     instance for one of its VDUs
   */
  public String launch(String nsdId, LaunchOptions options) {
    return running().launch(nsdId, options);
  }

  /**
   * Waits until a service has a status. For ACTIVE, ERROR and TERMINATED it must also have come to
   * rest: the operation that leads there has ended.
   *
   * @return the service then
   * @throws StatusNotReached if the service comes to rest in ERROR while another status is awaited,
   *     or does not reach that in time; with the reason and the last messages about the service
   * @throws OperationRefused if there is no such service
   */
  public NetworkServiceRecord awaitStatus(String nsrId, Status status, Duration timeout) {
    running();
    NetworkService service = service(nsrId);
    CompletableFuture<Status> reached = service.whenStatus(status);
    try {
      reached.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return service.record();
    } catch (ExecutionException e) {
      throw notReached(service, status, Causes.text(e));
    } catch (TimeoutException e) {
      reached.cancel(false);
      if (service.status().equals(status)) {
        return service.record(); // Only the word of it was not here in time.
      }
      throw notReached(
          service, status, "it is " + service.status() + " after " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notReached(service, status, "the wait was interrupted");
    }
  }

  private StatusNotReached notReached(NetworkService service, Status wanted, String why) {
    String failure = service.failure().map(f -> "; " + f).orElse("");
    return new StatusNotReached(
        "NSR %s (%s) did not become %s: %s%s%nThe messages were:%n%s"
            .formatted(
                service.id(), service.name(), wanted, why, failure, trace.about(service.id())));
  }

  /** Status of a service, also of one that is gone. */
  public Status status(String nsrId) {
    return service(nsrId).status();
  }

  /** Why a service is in ERROR, or what went wrong while it was terminated. */
  public Optional<Failure> failure(String nsrId) {
    return service(nsrId).failure();
  }

  /** A service with all its VNFRs; empty if there is none, or none any more. */
  public Optional<NetworkServiceRecord> nsr(String nsrId) {
    return Optional.ofNullable(services.get(nsrId))
        .filter(service -> !service.isGone())
        .map(NetworkService::record);
  }

  /** The ids of all services that are not gone. */
  public List<String> nsrs() {
    return services.values().stream().filter(s -> !s.isGone()).map(NetworkService::id).toList();
  }

  /**
   * A VNFR of a service.
   *
   * @throws OperationRefused if there is none of that name, or it was not granted yet
   */
  public VirtualNetworkFunctionRecord vnfr(String nsrId, String name) {
    return service(nsrId)
        .vnf(name)
        .flatMap(Vnf::record)
        .orElseThrow(
            () -> new OperationRefused("NSR " + nsrId + " has no VNFR " + name + " (any more)"));
  }

  /**
   * Adds an instance to a VDU.
   *
   * @param target name or id of the VDU, or of a VNFR whose first VDU with room is meant
   * @return ends with the new instance, when those that depend on the VNFR are started again, too
   * @throws OperationRefused before anything is launched: if the VDU has as many instances as its
   *     {@code scale_in_out} allows, or the service is not ACTIVE and at rest
   */
  public CompletableFuture<VNFCInstance> scaleOut(String nsrId, String target) {
    return running().scaleOut(service(nsrId), target);
  }

  /**
   * Takes an instance out of a VDU.
   *
   * @param target name or id of the VDU, or of a VNFR whose first VDU with more than one instance
   *     is meant, both of which lose their newest instance; or id or host name of an instance
   * @return ends with the instance that was removed, when its server is deleted and those that
   *     depend on the VNFR were told
   * @throws OperationRefused before anything is deleted: if it is the last instance, or the service
   *     is not ACTIVE and at rest
   */
  public CompletableFuture<VNFCInstance> scaleIn(String nsrId, String target) {
    return running().scaleIn(service(nsrId), target);
  }

  /**
   * What else can be done with a service: logs, scripts, reserve, restart, resume, single
   * instances.
   *
   * @throws OperationRefused if there is no such service
   */
  public ServiceOperations operations(String nsrId) {
    return running().operations(service(nsrId));
  }

  /**
   * Terminates a service, whatever its state; what it is busy with is given up.
   *
   * @return ends when all is released; of the service nothing is left but its status TERMINATED
   */
  public CompletableFuture<Boolean> terminate(String nsrId) {
    return running().terminate(service(nsrId));
  }

  /** Every message so far. */
  public Trace trace() {
    return trace;
  }

  /** What it is to do wrong. */
  public Faults faults() {
    return faults;
  }

  private NetworkService service(String nsrId) {
    NetworkService service = services.get(nsrId);
    if (service == null) {
      throw new OperationRefused("there is no NSR with id " + nsrId);
    }
    return service;
  }

  private Running running() {
    Running now = running;
    if (now == null || closed.get()) {
      throw new IllegalStateException(
          "this orchestrator is " + (now == null ? "not started" : "closed"));
    }
    return now;
  }

  private <T> T await(CompletableFuture<T> result, String what) {
    Duration patience = settings.options().driverTimeout().plusSeconds(10);
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (Causes.root(e) instanceof NfvoException failure) {
        throw failure;
      }
      throw new NfvoException("cannot " + what + ": " + Causes.text(e), Causes.root(e));
    } catch (TimeoutException e) {
      throw new NfvoException("cannot " + what + ": no answer of its driver in " + patience, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NfvoException("cannot " + what + ": the wait was interrupted", e);
    }
  }
}
