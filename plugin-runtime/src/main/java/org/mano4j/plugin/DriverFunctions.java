package org.mano4j.plugin;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

  /** A function: most parameters it takes, and how they are bound. */
  private record Function(int parameters, Binding binding) {}

  private static final int LONGEST_NAME = 64;

  private static final SortedMap<String, Function> TABLE = table();

  private DriverFunctions() {}

  private static SortedMap<String, Function> table() {
    SortedMap<String, Function> table = new TreeMap<>();
    add(table, "refresh", 1, DriverFunctions::refresh);
    // 8 parameters, or 10 with floating addresses and keys
    add(table, "launchInstanceAndWait", 10, (d, p) -> d.launchInstanceAndWait(p.vim(), p.launch()));
    add(table, "launchInstance", 8, (d, p) -> d.launchInstance(p.vim(), p.launch()));
    add(table, "deleteServerByIdAndWait", 2, DriverFunctions::deleteServer);
    add(table, "rebuildServer", 3, (d, p) -> d.rebuildServer(p.vim(), p.id(1), p.id(2)));
    add(table, "listServer", 1, (d, p) -> d.listServer(p.vim()));
    add(table, "listImages", 1, (d, p) -> d.listImages(p.vim()));
    add(table, "listNetworks", 1, (d, p) -> d.listNetworks(p.vim()));
    add(table, "listFlavors", 1, (d, p) -> d.listFlavors(p.vim()));
    add(table, "createNetwork", 2, (d, p) -> d.createNetwork(p.vim(), p.network(1)));
    add(table, "updateNetwork", 2, (d, p) -> d.updateNetwork(p.vim(), p.network(1)));
    add(table, "deleteNetwork", 2, (d, p) -> d.deleteNetwork(p.vim(), p.id(1)));
    add(table, "getNetworkById", 2, (d, p) -> d.getNetworkById(p.vim(), p.id(1)));
    add(table, "createSubnet", 3, (d, p) -> d.createSubnet(p.vim(), p.network(1), p.subnet(2)));
    add(table, "updateSubnet", 3, (d, p) -> d.updateSubnet(p.vim(), p.network(1), p.subnet(2)));
    add(table, "deleteSubnet", 2, (d, p) -> d.deleteSubnet(p.vim(), p.id(1)));
    add(table, "getSubnetsExtIds", 2, (d, p) -> d.getSubnetsExtIds(p.vim(), p.id(1)));
    add(table, "addFlavor", 2, (d, p) -> d.addFlavor(p.vim(), p.flavour(1)));
    add(table, "updateFlavor", 2, (d, p) -> d.updateFlavor(p.vim(), p.flavour(1)));
    add(table, "deleteFlavor", 2, (d, p) -> d.deleteFlavor(p.vim(), p.id(1)));
    add(table, "addImage", 4, DriverFunctions::addImage);
    add(table, "updateImage", 2, (d, p) -> d.updateImage(p.vim(), p.image(1)));
    add(table, "copyImage", 3, (d, p) -> d.copyImage(p.vim(), p.image(1), p.base64(2)));
    add(table, "deleteImage", 2, (d, p) -> d.deleteImage(p.vim(), p.image(1)));
    add(table, "getQuota", 1, (d, p) -> d.getQuota(p.vim()));
    add(table, "getType", 1, (d, p) -> d.getType(p.vim()));
    return Collections.unmodifiableSortedMap(table);
  }

  private static void add(
      SortedMap<String, Function> table, String name, int parameters, Binding binding) {
    table.put(name, new Function(parameters, binding));
  }

  /**
   * Refuses what cannot be called, as far as it shows without reading the parameters.
   *
   * @throws BadCallException if there is no such function, or it takes fewer parameters
   */
  static void check(String name, Parameters parameters) {
    Function function = TABLE.get(name);
    if (function == null) {
      String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
      throw new BadCallException(
          PluginMetrics.Refusal.UNKNOWN_FUNCTION,
          "there is no function '" + shown + "'; known are " + String.join(", ", TABLE.keySet()));
    }
    parameters.refuseMoreThan(function.parameters());
  }

  /** Whether a function may change something at the VIM, and does not only look. */
  static boolean changes(String function) {
    return !function.equals("refresh")
        && !function.startsWith("list")
        && !function.startsWith("get");
  }

  /**
   * Calls a function that was checked.
   *
   * @return its result; empty for the one function that has none
   * @throws BadCallException if the parameters do not fit
   * @throws VimDriverException if the driver returns nothing where something is due
   */
  static Optional<Object> call(VimDriver driver, String function, Parameters parameters) {
    Object result = TABLE.get(function).binding().call(driver, parameters);
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
    driver.deleteServerByIdAndWait(parameters.vim(), parameters.id(1));
    return null;
  }

  /** The file in base64 and the URL come at the same place, both as text. */
  private static VimImage addImage(VimDriver driver, Parameters p) {
    if (!p.looksLikeUrl(2)) {
      return driver.addImage(p.vim(), p.image(1), p.base64(2));
    }
    String url = p.id(2).strip();
    return p.text(3).isEmpty()
        ? driver.addImage(p.vim(), p.image(1), url)
        : driver.addImage(p.vim(), p.image(1), url, p.text(3));
  }
}
