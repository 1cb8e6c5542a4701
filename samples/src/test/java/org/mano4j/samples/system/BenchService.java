package org.mano4j.samples.system;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A small service: a client that depends on a server, each one container. */
final class BenchService {

  /** How many containers it has. */
  static final int CONTAINERS = 2;

  static final String NETWORK = "private";
  static final List<String> IMAGES = List.of("srv:latest", "cli:latest");

  private BenchService() {}

  static byte[] descriptor(String vnfm, String vim) {
    return """
        {"name":"service","vendor":"mano4j","version":"1","vld":[{"name":"private"}],
         "vnfd":[%s,%s],
         "vnf_dependency":[{"source":"srv","target":"cli","parameters":["private"]}]}
        """
        .formatted(vnfd("srv", vnfm, vim), vnfd("cli", vnfm, vim))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String vnfd(String name, String vnfm, String vim) {
    return """
        {"name":"%1$s","vendor":"mano4j","version":"1","type":"%1$s","endpoint":"%2$s",
         "configurations":{"name":"%1$s-configuration","configurationParameters":
           [{"confKey":"WHO","value":"%1$s"}]},
         "deployment_flavour":[{"flavour_key":"docker.container"}],
         "virtual_link":[{"name":"private"}],
         "vdu":[{"vm_image":["%1$s:latest"],"scale_in_out":3,"vimInstanceName":["%3$s"],
                 "vnfc":[{"connection_point":[{"virtual_link_reference":"private"}]}]}]}"""
        .formatted(name, vnfm, vim);
  }
}
