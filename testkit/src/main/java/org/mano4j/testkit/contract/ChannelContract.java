package org.mano4j.testkit.contract;

import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;

/**
 * How every channel of a VNF manager behaves, alone and under a VnfmRuntime. Cases are listed by
 * {@link Contracts#cases}.
 *
 * <pre>{@code
 * class MyChannelTest extends ChannelContract {
 *   @Override
 *   protected ChannelBench bench() {
 *     return new MyBench();
 *   }
 * }
 * }</pre>
 */
@DisplayNameGeneration(ContractNames.class)
public abstract class ChannelContract implements CapabilityCondition.Capable {

  /** The NFVO can answer what the manager asks. */
  public static final String EXCHANGE = "EXCHANGE";

  /** What is unfinished when a manager ends comes again to the next one, marked. */
  public static final String REDELIVERY = "REDELIVERY";

  /** Requests beyond the prefetch window wait, and a parked one is not in it. */
  public static final String WINDOW = "WINDOW";

  /** Several managers of one type share its requests. */
  public static final String REPLICAS = "REPLICAS";

  /** A connection that is lost comes back by itself; {@link ChannelBench#cut} loses it. */
  public static final String RECOVERY = "RECOVERY";

  /** Subclasses say which channel. */
  protected ChannelContract() {}

  /** A new transport with its NFVO; the case closes it. */
  protected abstract ChannelBench bench();

  /** What the channel can; all but {@link #RECOVERY} by default. Must not depend on a bench. */
  @Override
  public Set<String> capabilities() {
    return Set.of(EXCHANGE, REDELIVERY, WINDOW, REPLICAS);
  }

  @Nested
  class Registering extends ChannelRegistrationCases {
    @Override
    ChannelBench bench() {
      return ChannelContract.this.bench();
    }
  }

  @Nested
  class Requests extends ChannelRequestCases {
    @Override
    ChannelBench bench() {
      return ChannelContract.this.bench();
    }
  }

  @Nested
  class Asking extends ChannelExchangeCases {
    @Override
    ChannelBench bench() {
      return ChannelContract.this.bench();
    }
  }

  @Nested
  class Draining extends ChannelDrainCases {
    @Override
    ChannelBench bench() {
      return ChannelContract.this.bench();
    }
  }

  @Nested
  class Surviving extends ChannelRecoveryCases {
    @Override
    ChannelBench bench() {
      return ChannelContract.this.bench();
    }
  }

  @Nested
  class Actions extends ChannelActionCases {
    @Override
    ChannelBench bench() {
      return ChannelContract.this.bench();
    }
  }

  @Nested
  class Errors extends ChannelErrorCases {
    @Override
    ChannelBench bench() {
      return ChannelContract.this.bench();
    }
  }

  @Nested
  class Hostile extends ChannelHostileCases {
    @Override
    ChannelBench bench() {
      return ChannelContract.this.bench();
    }
  }
}
