package org.mano4j.testkit.junit;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.pop.Container;
import org.mano4j.testkit.NfvoOptions;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.OfflinePop;
import org.mano4j.testkit.OfflineSite;
import org.mano4j.vnfm.VnfmHandler;

/**
 * Gives a test an orchestrator, in-memory Pops and running VNF managers, a line each:
 *
 * <pre>{@code
 * @RegisterExtension
 * final ManoExtension mano = ManoExtension.create().pop("pop-1").vnfm("greeter", new GreeterVnfm());
 * }</pre>
 *
 * <p>In a field of the instance every test gets a site of its own; in a static field all tests of
 * the class share one, those of its nested classes included. When a test fails, the trace of all
 * messages is added to its failure.
 */
public final class ManoExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterTestExecutionCallback {

  private final OfflineSite.Builder builder = OfflineSite.builder();

  /** The classes that share the site now: one, and the nested ones inside it. */
  private final Set<String> sharing = ConcurrentHashMap.newKeySet();

  private volatile @Nullable OfflineSite site;

  private ManoExtension() {}

  /** A site with nothing but an orchestrator yet. */
  public static ManoExtension create() {
    return new ManoExtension();
  }

  /** Adds what {@link OfflineSite.Builder} offers beyond the short forms here. */
  public ManoExtension with(UnaryOperator<OfflineSite.Builder> more) {
    more.apply(builder);
    return this;
  }

  /** A Pop that offers any image and the network {@code private}, and its VIM instance. */
  public ManoExtension pop(String name) {
    return with(b -> b.pop(name));
  }

  /** A running VNF manager; descriptors name its type as {@code endpoint}. */
  public ManoExtension vnfm(String type, VnfmHandler handler) {
    return with(b -> b.vnfm(type, handler));
  }

  /** How the orchestrator behaves. */
  public ManoExtension nfvo(NfvoOptions options) {
    return with(b -> b.nfvo(options));
  }

  /** The running site. */
  public OfflineSite site() {
    OfflineSite running = site;
    if (running == null) {
      throw new IllegalStateException("the site runs only during a test");
    }
    return running;
  }

  /** The orchestrator. */
  public OfflineNfvo nfvo() {
    return site().nfvo();
  }

  /** The first Pop; {@link OfflineSite#pop} gives others by name. */
  public OfflinePop pop() {
    return site().pops().get(0);
  }

  /** See {@link OfflineSite#launch}. */
  public NetworkServiceRecord launch(String fileName, byte[] nsd) {
    return site().launch(fileName, nsd);
  }

  /** The containers of all Pops. */
  public List<Container> containers() {
    return site().containers();
  }

  /**
   * The first container whose name begins with that of a VNFR.
   *
   * @throws NoSuchElementException if there is none
   */
  public Container containerOf(String vnfr) {
    return containers().stream()
        .filter(container -> container.name().startsWith(vnfr + "-"))
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException("VNFR " + vnfr + " has no container in any Pop"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    boolean first = sharing.isEmpty();
    // before it opens: when that fails, the end of the class is reported all the same
    sharing.add(context.getUniqueId());
    if (first) {
      open();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (sharing.isEmpty()) {
      open();
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    context
        .getExecutionException()
        .ifPresent(failure -> failure.addSuppressed(new Messages(nfvo().trace().toString())));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (sharing.isEmpty()) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    // once for each nested class, too
    if (sharing.remove(context.getUniqueId()) && sharing.isEmpty()) {
      close();
    }
  }

  private void open() {
    OfflineSite opening = builder.build();
    site = opening;
    try {
      opening.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void close() {
    OfflineSite closing = site;
    site = null;
    if (closing != null) {
      closing.close();
    }
  }

  /** Carries the trace into the report of the test. */
  private static final class Messages extends Exception {
    private static final long serialVersionUID = 1L;

    Messages(String trace) {
      super("the messages were:\n" + trace, null, false, false);
    }
  }
}
