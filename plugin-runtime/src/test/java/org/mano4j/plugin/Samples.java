package org.mano4j.plugin;

import java.util.List;
import java.util.Map;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.NFVImageBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;

/** Values for tests. */
final class Samples {

  private Samples() {}

  static GenericVimInstance vim() {
    return GenericVimInstanceBuilder.builder()
        .name("pop1")
        .type("test")
        .authUrl("http://localhost:60000")
        .build();
  }

  static Server server(String extId) {
    return ServerBuilder.builder()
        .name("s")
        .hostName("s")
        .extId(extId)
        .ips(Map.of("private", List.of("10.0.0.2")))
        .floatingIps(Map.of())
        .build();
  }

  static NFVImage image(String name) {
    return NFVImageBuilder.builder().name(name).extId(name).build();
  }
}
