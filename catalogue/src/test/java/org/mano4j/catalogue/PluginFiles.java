package org.mano4j.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mano4j.catalogue.WireFiles.Sample;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.message.PluginAnswer;
import org.mano4j.catalogue.message.PluginMessage;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.Quota;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;

/** Which types calls of VIM drivers and their answers hold, by the function that is called. */
final class PluginFiles {

  private static final Pattern CALL =
      Pattern.compile("(?:capture-plugin-\\d+|plugin-request|\\d+-nfvo-to-driver-call)-(\\w+).*");

  private static final Pattern ANSWER =
      Pattern.compile(
          "(?:capture-plugin-\\d+|plugin-answer|plugin-exception|\\d+-driver-to-nfvo-reply-to-\\d+)"
              + "-([a-z]\\w+(?:-of-\\w+)?).*");

  private static final Class<?> NONE = Void.class;

  /** Types of parameters by position; the first one is always a VIM instance. */
  private static final Map<String, List<Class<?>>> PARAMETERS =
      Map.of(
          "launchInstance", launch(),
          "launchInstanceAndWait", launch(),
          "createNetwork", List.of(VimInstance.class, VimNetwork.class),
          "createSubnet", List.of(VimInstance.class, VimNetwork.class, Subnet.class),
          "addImage", List.of(VimInstance.class, VimImage.class),
          "copyImage", List.of(VimInstance.class, VimImage.class));

  /** Types of results, or of their elements; the other functions have a text or nothing. */
  private static final Map<String, Class<?>> RESULTS =
      Map.ofEntries(
          Map.entry("refresh", VimInstance.class),
          Map.entry("launchInstance", Server.class),
          Map.entry("launchInstanceAndWait", Server.class),
          Map.entry("rebuildServer", Server.class),
          Map.entry("listServer", Server.class),
          Map.entry("list-of-servers", Server.class),
          Map.entry("listImages", VimImage.class),
          Map.entry("addImage", VimImage.class),
          Map.entry("listNetworks", VimNetwork.class),
          Map.entry("createNetwork", VimNetwork.class),
          Map.entry("getNetworkById", VimNetwork.class),
          Map.entry("createSubnet", Subnet.class),
          Map.entry("listFlavors", DeploymentFlavour.class),
          Map.entry("getQuota", Quota.class),
          Map.entry("quota", Quota.class));

  private PluginFiles() {}

  private static List<Class<?>> launch() {
    return List.of(
        VimInstance.class,
        NONE,
        NONE,
        NONE,
        NONE,
        VNFDConnectionPoint.class,
        NONE,
        NONE,
        NONE,
        Key.class);
  }

  static List<Sample> in(String path, String name) {
    List<Sample> samples = new ArrayList<>();
    JsonNode tree = Samples.tree(Samples.bytes(path));
    Matcher call = CALL.matcher(name);
    Matcher answer = ANSWER.matcher(name);
    if (call.matches() && !name.endsWith(".answer.json")) {
      samples.add(new Sample(path, "", PluginMessage.class));
      List<Class<?>> types =
          PARAMETERS.getOrDefault(call.group(1), List.<Class<?>>of(VimInstance.class));
      for (int i = 0; i < tree.path("parameters").size(); i++) {
        add(samples, path, "/parameters/" + i, i < types.size() ? types.get(i) : NONE);
      }
    } else if (answer.matches()) {
      samples.add(new Sample(path, "", PluginAnswer.class));
      add(samples, path, "/answer", RESULTS.getOrDefault(answer.group(1), NONE));
      add(samples, path, "/exception", WireThrowable.class);
      add(samples, path, "/exception/server", Server.class);
    } else {
      throw new IllegalArgumentException("neither a call nor an answer: " + path);
    }
    return samples;
  }

  /** A value, or each of several, if it is an object. */
  private static void add(List<Sample> samples, String path, String pointer, Class<?> type) {
    JsonNode value = Samples.tree(Samples.bytes(path)).at(pointer);
    for (int i = 0; i < value.size() && value.isArray(); i++) {
      add(samples, path, pointer + "/" + i, type);
    }
    if (!value.isObject()) {
      return;
    }
    if (type != NONE) {
      samples.add(new Sample(path, pointer, type));
    } else if (!value.properties().stream().allMatch(entry -> entry.getValue().isTextual())) {
      throw new IllegalArgumentException("no rule for the object " + path + "#" + pointer);
    }
  }
}
