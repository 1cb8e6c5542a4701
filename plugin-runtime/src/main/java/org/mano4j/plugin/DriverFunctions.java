package org.mano4j.plugin;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * Every function of the protocol by its name on the wire, with how its parameters are bound. There
 * is nothing but name and parameters to tell overloads apart.
 */
final class DriverFunctions {

  /** Calls the driver. */
  @FunctionalInterface
  private interface Binding {
    @Nullable Object call(VimDriver driver, Parameters parameters);
  }

  private static final SortedMap<String, Binding> TABLE = table();

  private DriverFunctions() {}

  private static SortedMap<String, Binding> table() {
    SortedMap<String, Binding> table = new TreeMap<>();
    table.put("refresh", DriverFunctions::refresh);
    table.put("launchInstanceAndWait", (d, p) -> d.launchInstanceAndWait(p.vim(), p.launch()));
    table.put("launchInstance", (d, p) -> d.launchInstance(p.vim(), p.launch()));
    table.put("deleteServerByIdAndWait", DriverFunctions::deleteServer);
    table.put(
        "rebuildServer", (d, p) -> d.rebuildServer(p.vim(), p.requiredText(1), p.requiredText(2)));
    table.put("listServer", (d, p) -> d.listServer(p.vim()));
    table.put("listImages", (d, p) -> d.listImages(p.vim()));
    table.put("listNetworks", (d, p) -> d.listNetworks(p.vim()));
    table.put("listFlavors", (d, p) -> d.listFlavors(p.vim()));
    table.put("createNetwork", (d, p) -> d.createNetwork(p.vim(), p.network(1)));
    table.put("updateNetwork", (d, p) -> d.updateNetwork(p.vim(), p.network(1)));
    table.put("deleteNetwork", (d, p) -> d.deleteNetwork(p.vim(), p.requiredText(1)));
    table.put("getNetworkById", (d, p) -> d.getNetworkById(p.vim(), p.requiredText(1)));
    table.put(
        "createSubnet", (d, p) -> d.createSubnet(p.vim(), p.network(1), p.object(2, Subnet.class)));
    table.put(
        "updateSubnet", (d, p) -> d.updateSubnet(p.vim(), p.network(1), p.object(2, Subnet.class)));
    table.put("deleteSubnet", (d, p) -> d.deleteSubnet(p.vim(), p.requiredText(1)));
    table.put("getSubnetsExtIds", (d, p) -> d.getSubnetsExtIds(p.vim(), p.requiredText(1)));
    table.put("addFlavor", (d, p) -> d.addFlavor(p.vim(), p.object(1, DeploymentFlavour.class)));
    table.put(
        "updateFlavor", (d, p) -> d.updateFlavor(p.vim(), p.object(1, DeploymentFlavour.class)));
    table.put("deleteFlavor", (d, p) -> d.deleteFlavor(p.vim(), p.requiredText(1)));
    table.put("addImage", DriverFunctions::addImage);
    table.put("updateImage", (d, p) -> d.updateImage(p.vim(), p.image(1)));
    table.put("copyImage", (d, p) -> d.copyImage(p.vim(), p.image(1), p.base64(2)));
    table.put("deleteImage", (d, p) -> d.deleteImage(p.vim(), p.image(1)));
    table.put("getQuota", (d, p) -> d.getQuota(p.vim()));
    table.put("getType", (d, p) -> d.getType(p.vim()));
    return Collections.unmodifiableSortedMap(table);
  }

  /**
   * Calls a function.
   *
   * @return its result; empty for the one function that has none
   * @throws VimDriverException if there is no such function, or its parameters do not fit, or the
   *     driver returns nothing where something is due
   */
  static Optional<Object> call(VimDriver driver, String function, Parameters parameters) {
    Binding binding = TABLE.get(function);
    if (binding == null) {
      throw new VimDriverException(
          "there is no function '"
              + function
              + "'; known are "
              + String.join(", ", TABLE.keySet()));
    }
    Object result = binding.call(driver, parameters);
    if (result == null && !function.equals("deleteServerByIdAndWait")) {
      throw new VimDriverException("the driver returned nothing for " + function);
    }
    return Optional.ofNullable(result);
  }

  private static VimInstance refresh(VimDriver driver, Parameters parameters) {
    VimInstance refreshed = driver.refresh(parameters.vim());
    if (refreshed != null && refreshed.type() == null) {
      throw new VimDriverException(
          "the driver refreshed VIM instance '"
              + refreshed.name()
              + "' but dropped its type, without which an NFVO cannot read it; keep the type");
    }
    return refreshed;
  }

  private static @Nullable Object deleteServer(VimDriver driver, Parameters parameters) {
    driver.deleteServerByIdAndWait(parameters.vim(), parameters.requiredText(1));
    return null;
  }

  /** The file in base64 and the URL come at the same place, both as text. */
  private static VimImage addImage(VimDriver driver, Parameters p) {
    if (!p.looksLikeUrl(2)) {
      return driver.addImage(p.vim(), p.image(1), p.base64(2));
    }
    String url = p.requiredText(2).strip();
    return p.text(3).isEmpty()
        ? driver.addImage(p.vim(), p.image(1), url)
        : driver.addImage(p.vim(), p.image(1), url, p.text(3));
  }
}
