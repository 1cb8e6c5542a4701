package org.mano4j.testkit.junit;

import java.util.List;
import java.util.NoSuchElementException;
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
 * the class share one. When a test fails, the trace of all messages is added to its failure.
 */
public final class ManoExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterTestExecutionCallback {

  private final OfflineSite.Builder builder = OfflineSite.builder();
  private @Nullable OfflineSite site;
  private boolean shared;

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
    if (site == null) {
      throw new IllegalStateException("the site runs only during a test");
    }
    return site;
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
    shared = true;
    open();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!shared) {
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
    if (!shared) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  private void open() {
    site = builder.build();
    try {
      site.start();
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
