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
import org.mano4j.catalogue.vim.Subnet;
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
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopSessions;
import org.slf4j.LoggerFactory;

/**
 * A VIM driver for Pops. A launch only creates the container, with its addresses: what configures
 * and starts it is a VNFM at the VIM's mgmt door, which this driver serves for every VIM instance
 * with an id that it is called for. Where the metadata of a VIM instance has {@code start=launch},
 * the launch starts it.
 *
 * <p>What a Pop cannot do is refused with what to do instead, or answered with how things are if
 * that is what was asked for.
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

  private final PopVims vims;
  private final Duration endLimit;
  private final Notices notices = new Notices(LoggerFactory.getLogger(PopVimDriver.class));

  private PopVimDriver(Builder builder) {
    this.vims = new PopVims(builder.settings());
    this.endLimit = builder.endLimit;
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
    StartMode.of(vim);
    return on(vim, pop -> PopVimView.refreshed(vim, pop));
  }

  @Override
  public Server launchInstance(VimInstance vim, LaunchRequest request) {
    return launchInstanceAndWait(vim, request);
  }

  /**
   * Creates the container, and starts it if the metadata of the VIM instance has {@code
   * start=launch}. Launching the same again gives the container that is there. What else is to be
   * told to the Pop comes in the user data, see {@link LaunchData}.
   */
  @Override
  public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
    notices.of(vim, request);
    return on(vim, pop -> servers(vim, pop).launch(request));
  }

  /**
   * Deletes the container, and waits until it is gone; one that is not there is deleted already.
   */
  @Override
  public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
    on(
        vim,
        pop -> {
          servers(vim, pop).delete(serverExtId);
          return serverExtId;
        });
  }

  /**
   * Makes the container anew from another image, with the same name, addresses, metadata and
   * labels; it is started only if launches start containers. May be repeated when it has failed.
   */
  @Override
  public Server rebuildServer(VimInstance vim, String serverExtId, String image) {
    return on(vim, pop -> servers(vim, pop).rebuild(serverExtId, image));
  }

  /** All containers of the Pop; only those of this VIM instance have a host name. */
  @Override
  public List<Server> listServer(VimInstance vim) {
    return on(vim, pop -> servers(vim, pop).list());
  }

  @Override
  public List<? extends VimImage> listImages(VimInstance vim) {
    return on(vim, pop -> images(vim, pop).list());
  }

  /** Refuses: a Pop takes no files. */
  @Override
  public VimImage addImage(VimInstance vim, VimImage image, byte[] file) {
    return on(
        vim,
        pop -> {
          throw images(vim, pop).noFile(file.length);
        });
  }

  /**
   * Has the Pop get an image from a registry. Needs the role admin on the Pop.
   *
   * @param url {@code docker://} and a reference such as {@code registry.example/web:1}, or the
   *     reference alone
   */
  @Override
  public VimImage addImage(VimInstance vim, VimImage image, String url) {
    return on(vim, pop -> images(vim, pop).add(url));
  }

  /** Refuses: a Pop logs in to registries by its own configuration. */
  @Override
  public VimImage addImage(VimInstance vim, VimImage image, String url, String token) {
    return on(
        vim,
        pop -> {
          throw images(vim, pop).noToken();
        });
  }

  /** Refuses: what a Pop says of an image is in the image. */
  @Override
  public VimImage updateImage(VimInstance vim, VimImage image) {
    return on(
        vim,
        pop -> {
          throw images(vim, pop).noUpdate(image);
        });
  }

  /** Refuses: a Pop takes no files. */
  @Override
  public VimImage copyImage(VimInstance vim, VimImage image, byte[] file) {
    return addImage(vim, image, file);
  }

  /** Refuses, unless the image is not there: a Pop does not delete images. */
  @Override
  public boolean deleteImage(VimInstance vim, VimImage image) {
    return on(vim, pop -> images(vim, pop).delete(image));
  }

  @Override
  public List<? extends VimNetwork> listNetworks(VimInstance vim) {
    return on(vim, pop -> networks(vim, pop).list());
  }

  @Override
  public VimNetwork getNetworkById(VimInstance vim, String networkExtId) {
    return on(vim, pop -> networks(vim, pop).byId(networkExtId));
  }

  /**
   * Gives the network of that name, and makes it if the Pop has none. Needs the role admin on the
   * Pop.
   */
  @Override
  public VimNetwork createNetwork(VimInstance vim, VimNetwork network) {
    return on(vim, pop -> networks(vim, pop).create(network));
  }

  /** Gives the network if it is just so; a Pop changes none. */
  @Override
  public VimNetwork updateNetwork(VimInstance vim, VimNetwork network) {
    return on(vim, pop -> networks(vim, pop).update(network));
  }

  /** Removes a network that was made through the Pop; one that is not there is removed already. */
  @Override
  public boolean deleteNetwork(VimInstance vim, String networkExtId) {
    return on(vim, pop -> networks(vim, pop).delete(networkExtId));
  }

  /** Gives the subnet that the network was made with; a Pop adds none. */
  @Override
  public Subnet createSubnet(VimInstance vim, VimNetwork network, Subnet subnet) {
    return on(vim, pop -> networks(vim, pop).subnet(network, subnet));
  }

  /** Gives the subnet if it is just so; a Pop changes none. */
  @Override
  public Subnet updateSubnet(VimInstance vim, VimNetwork network, Subnet subnet) {
    return createSubnet(vim, network, subnet);
  }

  /** Refuses, unless the subnet is not there: it goes with its network. */
  @Override
  public boolean deleteSubnet(VimInstance vim, String subnetExtId) {
    return on(vim, pop -> networks(vim, pop).deleteSubnet(subnetExtId));
  }

  @Override
  public List<String> getSubnetsExtIds(VimInstance vim, String networkExtId) {
    return on(vim, pop -> networks(vim, pop).subnetIds(networkExtId));
  }

  @Override
  public List<DeploymentFlavour> listFlavors(VimInstance vim) {
    return on(vim, pop -> new PopFlavours(vim, pop).list());
  }

  /** Gives the flavour if the Pop has it; only its operator adds one. */
  @Override
  public DeploymentFlavour addFlavor(VimInstance vim, DeploymentFlavour flavour) {
    return on(vim, pop -> new PopFlavours(vim, pop).same(flavour));
  }

  /** Gives the flavour if it is just so; only the operator of the Pop changes it. */
  @Override
  public DeploymentFlavour updateFlavor(VimInstance vim, DeploymentFlavour flavour) {
    return addFlavor(vim, flavour);
  }

  /** Refuses, unless the flavour is not there. */
  @Override
  public boolean deleteFlavor(VimInstance vim, String flavourExtId) {
    return on(vim, pop -> new PopFlavours(vim, pop).delete(flavourExtId));
  }

  /** What is left of the Pop's capacity. */
  @Override
  public Quota getQuota(VimInstance vim) {
    return on(vim, pop -> PopMapping.quota(pop.info()));
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

  private PopServers servers(VimInstance vim, PopClient pop) {
    return new PopServers(vim, pop, vims.owner(vim), endLimit);
  }

  private PopNetworks networks(VimInstance vim, PopClient pop) {
    return new PopNetworks(vim, pop, notices);
  }

  private static PopImages images(VimInstance vim, PopClient pop) {
    return new PopImages(vim, pop);
  }

  /** Asks the Pop of a VIM instance; what it refuses names the VIM. */
  private <T> T on(VimInstance vim, Function<PopClient, T> question) {
    PopVimView.check(vim);
    try {
      return question.apply(vims.pop(vim));
    } catch (PopException e) {
      throw new VimDriverException(VimText.of(vim) + ": " + e.getMessage(), e);
    }
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
    private Duration endLimit = Duration.ofMinutes(2);

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

    /**
     * How long a deletion or a rebuild waits for the end of a container, and tries again what has
     * failed; default 2 minutes, more than zero. Then it fails; the Pop goes on. A call under way
     * is not broken off, so a deletion may take longer by the deadline of one call of the Pop (30
     * s); both together should be less than what the plugin allows a call ({@link
     * org.mano4j.plugin.VimDriverPlugin.Builder#callLimit}).
     */
    public Builder endLimit(Duration limit) {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException("endLimit must be more than zero, but is " + limit);
      }
      this.endLimit = limit;
      return this;
    }

    /** The driver. */
    public PopVimDriver build() {
      return new PopVimDriver(this);
    }
  }
}
