package org.mano4j.pop.nfv;

import java.util.Map;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.LaunchRequestBuilder;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/** A Pop on loopback for a test, and the VIM instance that leads to it. */
final class Pops {

  static final String IMAGE = "mano4j/web:latest";

  private Pops() {}

  static InMemoryPopBackend backend() {
    return InMemoryPopBackend.builder()
        .image(IMAGE)
        .network("private", "172.16.0.0/16")
        .network("public", "10.0.0.0/24")
        .build();
  }

  static PopServer start(InMemoryPopBackend backend) {
    PopServer server = PopServer.builder(backend).user("admin", "secret").bcryptCost(4).build();
    server.start();
    return server;
  }

  static GenericVimInstance vim(String id, PopServer server) {
    return vim(id, server.endpoint());
  }

  static GenericVimInstance vim(String id, PopEndpoint endpoint) {
    return GenericVimInstanceBuilder.builder()
        .id(id)
        .name("site-" + id)
        .type("pop")
        .authUrl("http://" + endpoint)
        .metadata(Map.of("username", "admin", "password", "secret"))
        .build();
  }

  /** A launch on the Pop's default network. */
  static LaunchRequest launch(String name) {
    return LaunchRequestBuilder.builder().name(name).image(IMAGE).build();
  }
}
