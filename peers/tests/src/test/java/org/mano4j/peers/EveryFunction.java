package org.mano4j.peers;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.BaseNetwork;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.Network;
import org.mano4j.catalogue.vim.Quota;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverException;

/**
 * A driver that has every function. It writes down each call in short, and answers with a parameter
 * of the right class or something fixed.
 */
final class EveryFunction implements InvocationHandler {

  static final Server SERVER =
      CatalogueJson.read(
          """
          {"name":"host","hostName":"host","extId":"server-1","status":"ACTIVE",
           "created":"Nov 21, 2026 12:34:33 AM","ips":{"private":["172.16.0.2"]},
           "floatingIps":{"private":"192.0.2.7"}}""",
          Server.class);
  private static final NFVImage IMAGE =
      CatalogueJson.read(
          "{\"extId\":\"image-1\",\"name\":\"ubuntu\",\"created\":\"Nov 21, 2026 1:02:03 PM\"}",
          NFVImage.class);
  private static final Network NETWORK =
      CatalogueJson.read(
          "{\"extId\":\"network-1\",\"name\":\"private\",\"subnets\":[]}", Network.class);
  private static final DeploymentFlavour FLAVOUR =
      CatalogueJson.read(
          "{\"flavour_key\":\"m1.small\",\"extId\":\"flavour-1\"}", DeploymentFlavour.class);
  private static final Quota QUOTA =
      CatalogueJson.read("{\"tenant\":\"admin\",\"cores\":20,\"ram\":51200}", Quota.class);

  private static final Map<String, Object> FIXED =
      Map.of(
          "listServer", List.of(SERVER),
          "listImages", List.of(IMAGE),
          "listNetworks", List.of(NETWORK),
          "listFlavors", List.of(FLAVOUR),
          "getSubnetsExtIds", List.of("subnet-1", "subnet-2"),
          "getNetworkById", NETWORK,
          "getQuota", QUOTA,
          "getType", "peers");

  private final List<String> calls = new CopyOnWriteArrayList<>();

  /** The driver. */
  VimDriver driver() {
    return (VimDriver)
        Proxy.newProxyInstance(
            VimDriver.class.getClassLoader(), new Class<?>[] {VimDriver.class}, this);
  }

  /** What was called, oldest first, such as {@code deleteNetwork(vim1, network-1)}. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    switch (method.getName()) {
      case "attached", "detached":
        return null;
      case "toString":
        return "EveryFunction";
      default:
        break;
    }
    calls.add(
        Arrays.stream(arguments)
            .map(EveryFunction::brief)
            .collect(Collectors.joining(", ", method.getName() + "(", ")")));
    if (Arrays.asList(arguments).contains("server-that-fails")) {
      throw new VimDriverException("there is no image for it", SERVER, null);
    }
    Class<?> type = method.getReturnType();
    if (arguments[0] instanceof GenericVimInstance vim && type == VimInstance.class) {
      return vim.withImages(List.of(as(BaseNfvImage.class, IMAGE)))
          .withNetworks(List.of(as(BaseNetwork.class, NETWORK)));
    }
    if (FIXED.containsKey(method.getName())) {
      return FIXED.get(method.getName());
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == Server.class) {
      return SERVER;
    }
    for (int i = arguments.length - 1; i >= 0; i--) {
      if (type.isInstance(arguments[i])) {
        return arguments[i];
      }
    }
    return null;
  }

  private static <T> T as(Class<T> type, Object value) {
    return CatalogueJson.read(CatalogueJson.write(value), type);
  }

  private static String brief(Object value) {
    if (value instanceof VimInstance vim) {
      return vim.name();
    } else if (value instanceof VimImage image) {
      return "image " + image.extId();
    } else if (value instanceof VimNetwork network) {
      return "network " + network.extId();
    } else if (value instanceof Subnet subnet) {
      return "subnet " + subnet.extId() + " " + subnet.cidr();
    } else if (value instanceof DeploymentFlavour flavour) {
      return "flavour " + flavour.extId() + " " + flavour.ram();
    } else if (value instanceof byte[] file) {
      return "file " + new String(file, StandardCharsets.UTF_8);
    } else if (value instanceof LaunchRequest launch) {
      return brief(launch);
    }
    return String.valueOf(value);
  }

  private static String brief(LaunchRequest launch) {
    return String.join(
        " ",
        launch.name(),
        launch.image(),
        "'" + launch.flavour() + "'",
        "'" + launch.keyPair() + "'",
        launch.networks().stream().map(VNFDConnectionPoint::virtualLinkReferenceId).toList() + "",
        launch.securityGroups() + "",
        "'" + launch.userData() + "'",
        launch.floatingIps() + "",
        launch.keys().stream().map(Key::name).toList() + "");
  }
}
