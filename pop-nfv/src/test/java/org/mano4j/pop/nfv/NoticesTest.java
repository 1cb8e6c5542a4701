package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.security.KeyBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.pop.PopEndpoint;
import org.slf4j.Logger;

/** What a Pop does not have is said once for each VIM, where a person sees it. */
class NoticesTest {

  private final List<String> said = new ArrayList<>();
  private final Notices notices =
      new Notices(
          (Logger)
              Proxy.newProxyInstance(
                  Logger.class.getClassLoader(),
                  new Class<?>[] {Logger.class},
                  (proxy, method, arguments) ->
                      said.add(method.getName() + " " + Arrays.deepToString(arguments))
                          ? null
                          : null));

  private static VimInstance vim(String id) {
    return Pops.vim(id, PopEndpoint.of("localhost", 1));
  }

  private static LaunchRequest all(String name) {
    return Pops.launch(name)
        .withFloatingIps(Map.of("private", "random"))
        .withSecurityGroups(List.of("default"))
        .withKeyPair("pair")
        .withKeys(List.of(KeyBuilder.builder().name("k").publicKey("ssh-rsa AAAA").build()));
  }

  @Test
  void eachThingIsSaidOnceForEachVim() {
    notices.of(vim("1"), all("web-1"));
    notices.of(vim("1"), all("web-2"));

    assertThat(said).hasSize(4);
    assertThat(said).anyMatch(s -> s.startsWith("warn") && s.contains("floating"));
    assertThat(said).filteredOn(s -> s.startsWith("info")).hasSize(3);
    assertThat(said).allMatch(s -> s.contains("VIM 'site-1'"));

    notices.of(vim("2"), all("web-3"));
    assertThat(said).hasSize(8);
  }

  @Test
  void aLaunchThatWantsNothingSaysNothing() {
    notices.of(vim("1"), Pops.launch("web-1"));

    assertThat(said).isEmpty();
  }

  @Test
  void noKeyIsInTheLog() {
    notices.of(vim("1"), all("web-1"));

    assertThat(said).noneMatch(s -> s.contains("AAAA"));
  }

  @Test
  void whatIsRememberedIsBounded() {
    for (int i = 0; i < 3000; i++) {
      notices.ofNetwork(vim("1"), "topic " + i, "text");
    }
    notices.ofNetwork(vim("1"), "topic 2999", "text");

    assertThat(said.size()).isEqualTo(3000);
    assertThat(notices.remembered()).isLessThanOrEqualTo(1000);
  }
}
