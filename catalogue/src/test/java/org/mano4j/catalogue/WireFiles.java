package org.mano4j.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.manager.ManagerCredentials;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.VirtualLinkRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;

/** Which types of the catalogue the files of the wire hold; it follows from their names. */
final class WireFiles {

  /** By the first word of the name, where that is not the name of a type. */
  private static final Map<String, Class<?>> WORDS =
      Map.of(
          "vnfr", VirtualNetworkFunctionRecord.class,
          "vnfd", VirtualNetworkFunctionDescriptor.class,
          "nsd", NetworkServiceDescriptor.class,
          "nsr", NetworkServiceRecord.class,
          "vlr", VirtualLinkRecord.class,
          "vim", VimInstance.class,
          "image", VimImage.class,
          "network", VimNetwork.class);

  private static final Map<String, JsonNode> TREES = new ConcurrentHashMap<>();

  private static final List<Sample> SAMPLES =
      paths().stream()
          .filter(path -> !withoutTypes().containsKey(path))
          .flatMap(path -> in(path).stream())
          .toList();

  private WireFiles() {}

  /**
   * A value in a file.
   *
   * @param pointer where it is
   */
  record Sample(String path, String pointer, Class<?> type) {

    /** Not to be changed. */
    JsonNode tree() {
      return TREES.computeIfAbsent(path, read -> Samples.tree(Samples.bytes(read))).at(pointer);
    }

    byte[] bytes() {
      return pointer.isEmpty() ? Samples.bytes(path) : Samples.bytes(tree());
    }

    Object read() {
      return CatalogueTypes.read(bytes(), type);
    }

    @Override
    public String toString() {
      return path + (pointer.isEmpty() ? "" : "#" + pointer) + " as " + type.getSimpleName();
    }
  }

  /** Every value of a type of the catalogue, and every envelope, in every file. */
  static List<Sample> samples() {
    return SAMPLES;
  }

  /** The files without any such value, and why. */
  static Map<String, String> withoutTypes() {
    Map<String, String> reasons = new LinkedHashMap<>();
    new String(Samples.bytes("without-types.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" +", 2))
        .forEach(line -> reasons.put(line[0], line[1]));
    return reasons;
  }

  /** All files. */
  static List<String> paths() {
    try {
      Path root = Path.of(WireFiles.class.getResource("/wire").toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .map(file -> root.relativize(file).toString())
            .filter(path -> path.endsWith(".json"))
            .sorted()
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a file holds.
   *
   * @throws IllegalArgumentException if no rule fits its name
   */
  static List<Sample> in(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.matches(".*-register.json|.*(-|^)(de)?register(-vnfm)?.json")) {
      return registration(path, name);
    }
    if (name.matches(".*unused-class.json")) {
      return List.of(new Sample(path, "", CatalogueTypes.named(messageClass(name))));
    }
    if (name.matches("or-vnfm-.*|\\d+-nfvo-to-vnfm-.*|capture-vnfm-02-instantiate-request.json")) {
      return List.of(new Sample(path, "", OrVnfmMessage.class));
    }
    if (name.matches("vnfm-or-.*|\\d+-vnfm-to-nfvo-.*|capture-vnfm-\\d+-.*")) {
      return List.of(new Sample(path, "", VnfmOrMessage.class));
    }
    if (name.matches("plugin-.*|capture-plugin-.*|\\d+-(nfvo-to-driver|driver-to-nfvo)-.*")) {
      return PluginFiles.in(path, name);
    }
    if (name.startsWith("manager-credentials")) {
      return List.of(new Sample(path, "", ManagerCredentials.class));
    }
    String word = name.replace("every-field-", "").split("[-.]", 2)[0];
    Class<?> type = WORDS.getOrDefault(word, null);
    return List.of(new Sample(path, "", type == null ? CatalogueTypes.named(word) : type));
  }

  /** Managers say who they are in a part of their registration; they are given credentials. */
  private static List<Sample> registration(String path, String name) {
    return name.contains("reply-to")
        ? List.of(new Sample(path, "", ManagerCredentials.class))
        : List.of(new Sample(path, "/vnfmManagerEndpoint", VnfmManagerEndpoint.class));
  }

  /** The name of a class whose messages nobody sends, so that no action leads to it. */
  private static String messageClass(String file) {
    return file.substring(0, file.indexOf('.')).replace("-", "");
  }
}
