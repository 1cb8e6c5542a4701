package org.mano4j.testkit.contract;

import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;

/**
 * How every VIM driver behaves when an NFVO calls it as a plugin. Cases are listed by {@link
 * Contracts#cases}.
 *
 * <pre>{@code
 * class MyDriverTest extends VimDriverContract {
 *   @Override
 *   protected VimDriverBench bench() {
 *     return new MyBench();
 *   }
 * }
 * }</pre>
 */
@DisplayNameGeneration(ContractNames.class)
public abstract class VimDriverContract implements CapabilityCondition.Capable {

  /** Launching the same name again while it is not started gives the same server. */
  public static final String REPEATABLE = "REPEATABLE";

  /** A new driver finds what an earlier one has launched. */
  public static final String RESTARTABLE = "RESTARTABLE";

  /** {@code createNetwork} gives the network of that name if the VIM has it. */
  public static final String NETWORKS = "NETWORKS";

  /** An image that the VIM does not have is refused. */
  public static final String CHECKS_IMAGES = "CHECKS_IMAGES";

  /** A server says which addresses it has on which link. */
  public static final String ADDRESSES = "ADDRESSES";

  /** {@code rebuildServer} gives a server a new image. */
  public static final String REBUILD = "REBUILD";

  /** {@code getQuota} answers. */
  public static final String QUOTA = "QUOTA";

  /** Subclasses say which driver. */
  protected VimDriverContract() {}

  /** A new VIM with its broker; the case closes it. */
  protected abstract VimDriverBench bench();

  /** What the driver can; all by default. Must not depend on a bench. */
  @Override
  public Set<String> capabilities() {
    return Set.of(REPEATABLE, RESTARTABLE, NETWORKS, CHECKS_IMAGES, ADDRESSES, REBUILD, QUOTA);
  }

  @Nested
  class Life extends VimDriverLifeCases {
    @Override
    VimDriverBench bench() {
      return VimDriverContract.this.bench();
    }
  }

  @Nested
  class Calls extends VimDriverCallCases {
    @Override
    VimDriverBench bench() {
      return VimDriverContract.this.bench();
    }
  }

  @Nested
  class Errors extends VimDriverErrorCases {
    @Override
    VimDriverBench bench() {
      return VimDriverContract.this.bench();
    }
  }
}
