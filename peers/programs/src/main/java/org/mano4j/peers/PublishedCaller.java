package org.mano4j.peers;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.openbaton.catalogue.mano.common.DeploymentFlavour;
import org.openbaton.catalogue.mano.descriptor.VNFDConnectionPoint;
import org.openbaton.catalogue.nfvo.Quota;
import org.openbaton.catalogue.nfvo.Server;
import org.openbaton.catalogue.nfvo.images.NFVImage;
import org.openbaton.catalogue.nfvo.networks.Network;
import org.openbaton.catalogue.nfvo.networks.Subnet;
import org.openbaton.catalogue.nfvo.viminstances.BaseVimInstance;
import org.openbaton.catalogue.nfvo.viminstances.GenericVimInstance;
import org.openbaton.catalogue.security.Key;
import org.openbaton.exceptions.NotFoundException;
import org.openbaton.exceptions.PluginException;
import org.openbaton.exceptions.VimDriverException;
import org.openbaton.plugin.utils.PluginCaller;

/**
 * Calls every function of a VIM driver with the published caller, as an NFVO does, and prints a
 * JSON object for each: {@code call}, and {@code answer} or {@code failure} and {@code server}.
 * Arguments: plugin id, broker host, AMQP port, management port, virtual host, user, password.
 */
public final class PublishedCaller {

  private static final Gson GSON =
      new GsonBuilder().setDateFormat("yyyy-MM-dd'T'HH:mm:ss").create();

  private final PluginCaller caller;
  private final GenericVimInstance vim = new GenericVimInstance();
  private final NFVImage image = new NFVImage();
  private final Network network = new Network();
  private final Subnet subnet = new Subnet();
  private final DeploymentFlavour flavour = new DeploymentFlavour();

  private PublishedCaller(PluginCaller caller) {
    this.caller = caller;
    vim.setName("vim1");
    vim.setType("peers");
    vim.setAuthUrl("http://127.0.0.1:60000");
    vim.setActive(true);
    image.setName("ubuntu");
    image.setExtId("image-1");
    image.setDiskFormat("raw");
    subnet.setName("private_subnet");
    subnet.setExtId("subnet-1");
    subnet.setCidr("172.16.0.0/16");
    network.setName("private");
    network.setExtId("network-1");
    network.setExternal(false);
    network.setSubnets(new HashSet<>(Collections.singleton(subnet)));
    flavour.setFlavour_key("m1.small");
    flavour.setExtId("flavour-1");
    flavour.setRam(2048);
  }

  /** Makes the calls and ends. */
  public static void main(String[] args)
      throws IOException, NotFoundException, InterruptedException {
    new PublishedCaller(caller(args)).callEverything();
  }

  /** What the arguments say. */
  static PluginCaller caller(String[] args) throws IOException, NotFoundException {
    return new PluginCaller(
        args[0],
        args[1],
        args[5],
        args[6],
        Integer.parseInt(args[2]),
        args[4],
        Integer.parseInt(args[3]),
        20_000);
  }

  private void callEverything() throws IOException, InterruptedException {
    call("refresh", BaseVimInstance.class);
    machines();
    lists();
    networks();
    flavoursAndImages();
    call("getQuota", Quota.class);
    call("getType", String.class);
    call("nobodyHasThis", String.class);
  }

  private void machines() throws IOException, InterruptedException {
    ArrayList<VNFDConnectionPoint> points = new ArrayList<>();
    VNFDConnectionPoint point = new VNFDConnectionPoint();
    point.setVirtual_link_reference("private");
    point.setVirtual_link_reference_id("network-1");
    point.setInterfaceId(0);
    points.add(point);
    Key key = new Key();
    key.setName("alice");
    key.setPublicKey("ssh-ed25519 AAAA");
    HashMap<String, String> floating = new HashMap<>();
    floating.put("private", "random");
    HashSet<String> groups = new HashSet<>(Collections.singleton("default"));
    call(
        "launchInstanceAndWait",
        Server.class,
        "host-10",
        "image-1",
        "m1.small",
        "pair",
        points,
        groups,
        "#!/bin/sh",
        floating,
        new HashSet<>(Collections.singleton(key)));
    call(
        "launchInstanceAndWait",
        Server.class,
        "host-8",
        "image-1",
        "",
        "",
        points,
        new HashSet<String>(),
        "");
    call("launchInstance", Server.class, "host", "image-1", "", "", points, groups, "");
    call("rebuildServer", Server.class, "server-1", "image-1");
    call("deleteServerByIdAndWait", void.class, "server-1");
    call("rebuildServer", Server.class, "server-that-fails", "image-1");
  }

  private void lists() throws IOException, InterruptedException {
    call("listServer", new TypeToken<ArrayList<Server>>() {}.getType());
    call("listImages", new TypeToken<ArrayList<NFVImage>>() {}.getType());
    call("listNetworks", new TypeToken<ArrayList<Network>>() {}.getType());
    call("listFlavors", new TypeToken<ArrayList<DeploymentFlavour>>() {}.getType());
  }

  private void networks() throws IOException, InterruptedException {
    call("createNetwork", Network.class, network);
    call("updateNetwork", Network.class, network);
    call("getNetworkById", Network.class, "network-1");
    call("createSubnet", Subnet.class, network, subnet);
    call("updateSubnet", Subnet.class, network, subnet);
    call("getSubnetsExtIds", new TypeToken<ArrayList<String>>() {}.getType(), "network-1");
    call("deleteSubnet", Boolean.class, "subnet-1");
    call("deleteNetwork", Boolean.class, "network-1");
  }

  private void flavoursAndImages() throws IOException, InterruptedException {
    byte[] file = "hello".getBytes(StandardCharsets.UTF_8);
    call("addFlavor", DeploymentFlavour.class, flavour);
    call("updateFlavor", DeploymentFlavour.class, flavour);
    call("deleteFlavor", Boolean.class, "flavour-1");
    call("addImage", NFVImage.class, image, file);
    call("addImage", NFVImage.class, image, "http://127.0.0.1/ubuntu.img");
    call("addImage", NFVImage.class, image, "http://127.0.0.1/ubuntu.img", "a-token");
    call("updateImage", NFVImage.class, image);
    call("copyImage", NFVImage.class, image, file);
    call("deleteImage", Boolean.class, image);
  }

  private void call(String function, Type answer, Serializable... more)
      throws IOException, InterruptedException {
    List<Serializable> parameters = new ArrayList<>();
    parameters.add(vim);
    Collections.addAll(parameters, more);
    JsonObject line = new JsonObject();
    line.addProperty("call", function);
    try {
      Type type = answer == void.class ? null : answer;
      line.add("answer", GSON.toJsonTree(caller.executeRPC(function, parameters, type)));
    } catch (PluginException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      line.addProperty("failure", cause.getMessage());
      if (cause instanceof VimDriverException) {
        line.add("server", GSON.toJsonTree(((VimDriverException) cause).getServer()));
      }
    }
    System.out.println(line);
  }
}
