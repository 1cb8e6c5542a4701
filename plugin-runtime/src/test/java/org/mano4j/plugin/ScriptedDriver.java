package org.mano4j.plugin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.vim.Quota;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;

/** A driver that has every function, remembers each call, and answers what the script says. */
final class ScriptedDriver implements VimDriver {

  /** A call as it arrived. */
  record Call(String function, List<Object> parameters) {}

  /** What kind of value a function returns. */
  record Kind(Class<?> type, boolean many) {}

  final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Function<Kind, Object> script;

  ScriptedDriver(Function<Kind, Object> script) {
    this.script = script;
  }

  Call onlyCall() {
    if (calls.size() != 1) {
      throw new AssertionError("expected one call, not " + calls);
    }
    return calls.get(0);
  }

  private <T> T one(String function, Class<T> type, Object... parameters) {
    calls.add(new Call(function, new ArrayList<>(Arrays.asList(parameters))));
    return type.cast(script.apply(new Kind(type, false)));
  }

  private <T> List<T> many(String function, Class<T> type, Object... parameters) {
    calls.add(new Call(function, new ArrayList<>(Arrays.asList(parameters))));
    return ((List<?>) script.apply(new Kind(type, true))).stream().map(type::cast).toList();
  }

  @Override
  public VimInstance refresh(VimInstance vim) {
    return one("refresh", VimInstance.class, vim);
  }

  @Override
  public Server launchInstance(VimInstance vim, LaunchRequest request) {
    return one("launchInstance", Server.class, vim, request);
  }

  @Override
  public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
    return one("launchInstanceAndWait", Server.class, vim, request);
  }

  @Override
  public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
    one("deleteServerByIdAndWait", Object.class, vim, serverExtId);
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
    return one("addImage with a file", VimImage.class, vim, image, new String(file));
  }

  @Override
  public VimImage addImage(VimInstance vim, VimImage image, String url) {
    return one("addImage with a URL", VimImage.class, vim, image, url);
  }

  @Override
  public VimImage addImage(VimInstance vim, VimImage image, String url, String token) {
    return one("addImage with a URL and a token", VimImage.class, vim, image, url, token);
  }

  @Override
  public VimImage updateImage(VimInstance vim, VimImage image) {
    return one("updateImage", VimImage.class, vim, image);
  }

  @Override
  public VimImage copyImage(VimInstance vim, VimImage image, byte[] file) {
    return one("copyImage", VimImage.class, vim, image, new String(file));
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
}
