package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.vim.Quota;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.mgmt.VimManagerOptions;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.PluginContext;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopSessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A VIM driver for Pops. A launch only creates the container, with its addresses: what configures
 * and starts it is a VNFM at the VIM's mgmt door, which this driver serves for every VIM instance
 * with an id that it is called for.
 *
 * <p>Behind a door, only the containers are reached that this driver has launched for that VIM
 * instance, since every user of the broker can knock there. They carry a mark of plugin and VIM, as
 * the label {@code mano4j.owner}; on a Pop of the first generation, which has no labels, in their
 * metadata, so that it is an environment variable of the container too. A plugin of another name
 * does not reach them.
 *
 * <p>Keeps nothing of a call: calls may come twice, and from several threads. One driver serves any
 * number of Pops; where each is, and who logs in there, comes with the VIM instance (see {@link
 * Builder#credentials}).
 */
public final class PopVimDriver implements VimDriver {

  private static final Logger LOG = LoggerFactory.getLogger(PopVimDriver.class);

  private final PopVims vims;

  private PopVimDriver(Builder builder) {
    this.vims = new PopVims(builder.settings());
  }

  /** A driver that takes all credentials from the VIM instances. */
  public static PopVimDriver create() {
    return builder().build();
  }

  /** Settings of a driver. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void attached(PluginContext context) {
    vims.attached(context);
  }

  @Override
  public void detached() {
    vims.detached();
  }

  @Override
  public VimInstance refresh(VimInstance vim) {
    return PopVimView.refreshed(vim, pop(vim));
  }

  @Override
  public Server launchInstance(VimInstance vim, LaunchRequest request) {
    return launchInstanceAndWait(vim, request);
  }

  /**
   * Creates the container. Launching the same again gives the container that is there, as long as
   * it was not started.
   */
  @Override
  public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
    PopClient pop = pop(vim);
    if (!request.floatingIps().isEmpty()) {
      LOG.warn("a Pop has no floating addresses; '{}' is launched without", request.name());
    }
    return PopMapping.server(new Launch(pop, vims.owner(vim).orElse(null), request).run());
  }

  /** Deletes the container; one that is not there is deleted already. */
  @Override
  public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
    unlessGone(() -> pop(vim).delete(Filter.byId(serverExtId)));
  }

  @Override
  public List<Server> listServer(VimInstance vim) {
    return pop(vim).containers(Filter.all()).stream().map(PopMapping::server).toList();
  }

  @Override
  public List<? extends VimImage> listImages(VimInstance vim) {
    return PopVimView.images(vim, pop(vim).images(Filter.all()));
  }

  @Override
  public List<? extends VimNetwork> listNetworks(VimInstance vim) {
    return pop(vim).networks(Filter.all()).stream()
        .map(network -> PopVimView.network(vim, network))
        .toList();
  }

  @Override
  public List<DeploymentFlavour> listFlavors(VimInstance vim) {
    return pop(vim).flavours(Filter.all()).stream().map(PopMapping::flavour).toList();
  }

  /**
   * Gives the network of that name, and makes it if the Pop has none. Needs the role admin on the
   * Pop.
   */
  @Override
  public VimNetwork createNetwork(VimInstance vim, VimNetwork network) {
    PopClient pop = pop(vim);
    NetworkConfig config = PopMapping.networkConfig(network);
    Network present =
        pop.network(Filter.byName(config.name())).orElseGet(() -> create(vim, pop, config));
    return PopVimView.network(vim, present);
  }

  private static Network create(VimInstance vim, PopClient pop, NetworkConfig config) {
    try {
      return pop.createNetwork(config);
    } catch (PopException e) {
      throw new VimDriverException(
          "the Pop of VIM '"
              + vim.name()
              + "' has no network '"
              + config.name()
              + "' and does not make it: "
              + e.getMessage()
              + "; or have its operator add the network",
          null,
          e);
    }
  }

  /** Removes a network that was made through the Pop; one that is not there is removed already. */
  @Override
  public boolean deleteNetwork(VimInstance vim, String networkExtId) {
    unlessGone(() -> pop(vim).deleteNetwork(Filter.byId(networkExtId)));
    return true;
  }

  private static void unlessGone(Runnable removal) {
    try {
      removal.run();
    } catch (PopException e) {
      if (e.code() != PopException.Code.NOT_FOUND) {
        throw e;
      }
    }
  }

  @Override
  public Quota getQuota(VimInstance vim) {
    return PopMapping.quota(pop(vim).info());
  }

  @Override
  public VimNetwork getNetworkById(VimInstance vim, String networkExtId) {
    return PopVimView.network(vim, network(vim, networkExtId));
  }

  @Override
  public List<String> getSubnetsExtIds(VimInstance vim, String networkExtId) {
    return List.of(network(vim, networkExtId).id());
  }

  private Network network(VimInstance vim, String id) {
    return pop(vim)
        .network(Filter.byId(id))
        .orElseThrow(
            () ->
                new VimDriverException(
                    "the Pop of VIM '" + vim.name() + "' has no network with id '" + id + "'"));
  }

  @Override
  public String getType(VimInstance vim) {
    return "pop";
  }

  /**
   * The VIM instances whose mgmt doors this driver serves now, by id: those that it was called for,
   * and those of other processes of it. A door is closed when its VIM was not seen for long, see
   * {@link Builder#forgetVimsAfter}. A copy, cheap enough for a health check.
   */
  public List<ServedVim> vims() {
    return vims.served();
  }

  /** How many sessions at Pops are open; of {@link Builder#sessions} if they were given. */
  public int openSessions() {
    return vims.openSessions();
  }

  /** What a timer does, for tests. */
  PopVims serving() {
    return vims;
  }

  private PopClient pop(VimInstance vim) {
    return vims.pop(vim);
  }

  /** Settings of a {@link PopVimDriver}. */
  public static final class Builder {

    private Function<PopEndpoint, Optional<PopCredentials>> credentials =
        endpoint -> Optional.empty();
    private PopVimConfig pops = PopVimConfig.none();
    private DoorOptions doors = DoorOptions.defaults();
    private @Nullable PopSessions sessions;
    private @Nullable PlainQueues plainQueues;
    private VimManagerOptions mgmtOptions = VimManagerOptions.defaults();
    private LongSupplier nanos = System::nanoTime;

    private Builder() {}

    /**
     * The Pops of a configuration: their users and TLS, how they are called, and how many VIMs are
     * served for how long. Comes before {@link #credentials}, and sets what {@link
     * #forgetVimsAfter} and {@link #mostVims} set.
     */
    public Builder pops(PopVimConfig pops) {
      this.pops = pops;
      this.doors = pops.doors();
      return this;
    }

    /**
     * Credentials by Pop, before those that a VIM instance carries. An NFVO 6.0 keeps no user and
     * password of a VIM of type {@code pop}; those in its metadata or in the user part of its
     * {@code authUrl} are visible to everybody who may read the VIM.
     *
     * @param byEndpoint empty for every address but those of own Pops: it is also asked for
     *     addresses that VIM instances and other processes on the broker name, and a password must
     *     reach no other server
     */
    public Builder credentials(Function<PopEndpoint, Optional<PopCredentials>> byEndpoint) {
      this.credentials = byEndpoint;
      return this;
    }

    /**
     * After which time the mgmt door of a VIM is closed that nobody has seen: no call for it, no
     * request at its door, no word of another process of the driver.
     *
     * @param time from 1 s to 10 years; 24 hours by default
     */
    public Builder forgetVimsAfter(Duration time) {
      this.doors = new DoorOptions(time, doors.mostVims());
      return this;
    }

    /**
     * Most mgmt doors at a time. Beyond, calls for another VIM fail, unless a door can be closed
     * that only another process has told of.
     *
     * @param most from 1 to 10,000; 500 by default, as each takes a channel of the broker
     */
    public Builder mostVims(int most) {
      this.doors = new DoorOptions(doors.unseen(), most);
      return this;
    }

    /** The clock of everything that is closed after a time. */
    Builder nanos(LongSupplier nanos) {
      this.nanos = nanos;
      return this;
    }

    private PopVims.Settings settings() {
      PopVimConfig known = pops;
      Function<PopEndpoint, Optional<PopCredentials>> others = credentials;
      return new PopVims.Settings(
          endpoint ->
              known
                  .access(endpoint)
                  .or(() -> others.apply(endpoint).map(user -> new VimAccess(endpoint, user))),
          sessions,
          known::newSessions,
          plainQueues,
          mgmtOptions,
          doors,
          nanos);
    }

    /**
     * Sessions that somebody else owns and closes; by default the driver has its own. The place for
     * what Pops behind TLS need: {@code authUrl}s of {@code https} trust whom the JVM trusts,
     * unless the options of these sessions say otherwise.
     */
    public Builder sessions(PopSessions sessions) {
      this.sessions = sessions;
      return this;
    }

    /**
     * Serves the mgmt doors under the plain queue names {@code vim-mgmt-<VIM id>}, which connectors
     * of before 5.0 look for, over a connection of its own. By default the names are those that the
     * plugin's private broker user may declare; newer connectors reach both.
     *
     * @param user a broker user that may declare, bind and consume from such queues
     */
    public Builder plainMgmtQueues(BusConnector connector, BusCredentials user) {
      this.plainQueues = new PlainQueues(connector, user);
      return this;
    }

    /** How each mgmt door works: calls at a time, time limit, counters. */
    public Builder mgmtOptions(VimManagerOptions options) {
      this.mgmtOptions = options;
      return this;
    }

    /** The driver. */
    public PopVimDriver build() {
      return new PopVimDriver(this);
    }
  }
}
