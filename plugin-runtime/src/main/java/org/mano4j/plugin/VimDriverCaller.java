package org.mano4j.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.vim.Quota;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/**
 * A VIM driver at the other end of the bus, as an orchestrator sees it: calls of its functions go
 * to the plugin and block until the answer is there. Thread-safe; needs no closing, the bus is its
 * owner's.
 *
 * <p>A function fails with {@link VimDriverException} (with the server, if the driver names one)
 * when the driver says so, and with {@link VimDriverException.Unavailable} when no answer comes.
 * Unlike an NFVO, {@link #deleteServerByIdAndWait} waits for the answer too and reports what went
 * wrong.
 */
public final class VimDriverCaller implements VimDriver {

  /** By which the wait for an answer is longer than the bus is told to wait. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final MessageBus bus;
  private final String pluginId;
  private final Duration timeout;

  /**
   * For one plugin.
   *
   * @param pluginId such as {@code vim-drivers.pop.openbaton}
   * @param timeout for each call; an NFVO takes 120 s, or 300 s in its shipped configuration
   */
  public VimDriverCaller(MessageBus bus, String pluginId, Duration timeout) {
    this.bus = Objects.requireNonNull(bus, "bus");
    this.pluginId = Objects.requireNonNull(pluginId, "pluginId");
    this.timeout = Objects.requireNonNull(timeout, "timeout");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be more than zero, not " + timeout);
    }
  }

  @Override
  public VimInstance refresh(VimInstance vim) {
    return one("refresh", VimInstance.class, vim);
  }

  @Override
  public Server launchInstance(VimInstance vim, LaunchRequest request) {
    Objects.requireNonNull(request, "request");
    return one(
        "launchInstance",
        Server.class,
        vim,
        request.name(),
        request.image(),
        request.flavour(),
        request.keyPair(),
        request.networks(),
        request.securityGroups(),
        request.userData());
  }

  @Override
  public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
    Objects.requireNonNull(request, "request");
    return one(
        "launchInstanceAndWait",
        Server.class,
        vim,
        request.name(),
        request.image(),
        request.flavour(),
        request.keyPair(),
        request.networks(),
        request.securityGroups(),
        request.userData(),
        request.floatingIps(),
        request.keys());
  }

  @Override
  public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
    call("deleteServerByIdAndWait", vim, serverExtId);
  }

  @Override
  public Server rebuildServer(VimInstance vim, String serverExtId, String image) {
    return one("rebuildServer", Server.class, vim, serverExtId, image);
  }

  @Override
  public List<Server> listServer(VimInstance vim) {
    return many("listServer", Server.class, vim);
  }

  @Override
  public List<VimImage> listImages(VimInstance vim) {
    return many("listImages", VimImage.class, vim);
  }

  @Override
  public List<VimNetwork> listNetworks(VimInstance vim) {
    return many("listNetworks", VimNetwork.class, vim);
  }

  @Override
  public List<DeploymentFlavour> listFlavors(VimInstance vim) {
    return many("listFlavors", DeploymentFlavour.class, vim);
  }

  @Override
  public VimNetwork createNetwork(VimInstance vim, VimNetwork network) {
    return one("createNetwork", VimNetwork.class, vim, network);
  }

  @Override
  public VimNetwork updateNetwork(VimInstance vim, VimNetwork network) {
    return one("updateNetwork", VimNetwork.class, vim, network);
  }

  @Override
  public boolean deleteNetwork(VimInstance vim, String networkExtId) {
    return one("deleteNetwork", Boolean.class, vim, networkExtId);
  }

  @Override
  public VimNetwork getNetworkById(VimInstance vim, String networkExtId) {
    return one("getNetworkById", VimNetwork.class, vim, networkExtId);
  }

  @Override
  public Subnet createSubnet(VimInstance vim, VimNetwork network, Subnet subnet) {
    return one("createSubnet", Subnet.class, vim, network, subnet);
  }

  @Override
  public Subnet updateSubnet(VimInstance vim, VimNetwork network, Subnet subnet) {
    return one("updateSubnet", Subnet.class, vim, network, subnet);
  }

  @Override
  public boolean deleteSubnet(VimInstance vim, String subnetExtId) {
    return one("deleteSubnet", Boolean.class, vim, subnetExtId);
  }

  @Override
  public List<String> getSubnetsExtIds(VimInstance vim, String networkExtId) {
    return many("getSubnetsExtIds", String.class, vim, networkExtId);
  }

  @Override
  public DeploymentFlavour addFlavor(VimInstance vim, DeploymentFlavour flavour) {
    return one("addFlavor", DeploymentFlavour.class, vim, flavour);
  }

  @Override
  public DeploymentFlavour updateFlavor(VimInstance vim, DeploymentFlavour flavour) {
    return one("updateFlavor", DeploymentFlavour.class, vim, flavour);
  }

  @Override
  public boolean deleteFlavor(VimInstance vim, String flavourExtId) {
    return one("deleteFlavor", Boolean.class, vim, flavourExtId);
  }

  @Override
  public VimImage addImage(VimInstance vim, VimImage image, byte[] file) {
    return one("addImage", VimImage.class, vim, image, base64(file));
  }

  @Override
  public VimImage addImage(VimInstance vim, VimImage image, String url) {
    return one("addImage", VimImage.class, vim, image, url);
  }

  @Override
  public VimImage addImage(VimInstance vim, VimImage image, String url, String token) {
    return one("addImage", VimImage.class, vim, image, url, token);
  }

  @Override
  public VimImage updateImage(VimInstance vim, VimImage image) {
    return one("updateImage", VimImage.class, vim, image);
  }

  @Override
  public VimImage copyImage(VimInstance vim, VimImage image, byte[] file) {
    return one("copyImage", VimImage.class, vim, image, base64(file));
  }

  @Override
  public boolean deleteImage(VimInstance vim, VimImage image) {
    return one("deleteImage", Boolean.class, vim, image);
  }

  @Override
  public Quota getQuota(VimInstance vim) {
    return one("getQuota", Quota.class, vim);
  }

  @Override
  public String getType(VimInstance vim) {
    return one("getType", String.class, vim);
  }

  private <T> T one(String function, Class<T> type, Object... parameters) {
    return read(function, parameters, answer -> CatalogueJson.read(answer, type));
  }

  private <T> List<T> many(String function, Class<T> type, Object... parameters) {
    return read(
        function,
        parameters,
        answer -> {
          List<T> list = new ArrayList<>();
          for (JsonNode element : answer) {
            if (!element.isNull()) {
              list.add(CatalogueJson.read(element, type));
            }
          }
          return List.copyOf(list);
        });
  }

  private <T> T read(String function, Object[] parameters, Function<JsonNode, T> reader) {
    JsonNode answer =
        call(function, parameters)
            .orElseThrow(
                () -> new VimDriverException(pluginId + " answered nothing to " + function));
    try {
      return reader.apply(answer);
    } catch (CatalogueException e) {
      throw new VimDriverException(
          pluginId + " answered " + function + " with something else: " + e.getMessage(), e);
    }
  }

  private Optional<JsonNode> call(String function, Object... parameters) {
    Objects.requireNonNull(parameters[0], "vim");
    byte[] body = PluginProtocol.writeCall(function, List.of(parameters));
    // without a content type, as an NFVO sends it
    Message call = new Message(body, null, null, null, Map.of());
    return PluginProtocol.readAnswer(request(function, call).body());
  }

  private Message request(String function, Message call) {
    try {
      return bus.request(NfvoAddresses.of(pluginId), call, timeout)
          .toCompletableFuture()
          .get(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BusException cause) {
        throw unavailable(function, cause.getMessage(), cause);
      }
      throw unavailable(function, String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw unavailable(function, "no answer in " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(function, "the wait was interrupted", e);
    }
  }

  private VimDriverException.Unavailable unavailable(String function, String why, Exception cause) {
    return new VimDriverException.Unavailable(
        pluginId + " did not answer " + function + ": " + why, cause);
  }

  private static String base64(byte[] file) {
    return Base64.getEncoder().encodeToString(file);
  }
}
