package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.EndpointBuilder;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceSpecBuilder;

class PresentNetworksTest {

  private final List<String> tried = new ArrayList<>();

  @Test
  void startsOnceWhereTheNetworkIsAsTheServerKnowsIt() {
    assertThat(new PresentNetworks(name -> "new").start(spec("new"), this::start)).isEqualTo("new");
    assertThat(tried).containsExactly("new");
  }

  @Test
  void startsOnTheNetworkThatHasTheNameNow() {
    assertThat(new PresentNetworks(name -> "new").start(spec("old"), this::start)).isEqualTo("new");
    assertThat(tried).containsExactly("old", "new");
  }

  @Test
  void aNetworkThatIsThereThoughTheEngineDeniesItIsNotTriedTwice() {
    PresentNetworks networks = new PresentNetworks(name -> "old");
    assertThatThrownBy(() -> networks.start(spec("old"), this::start)).hasMessageContaining("gone");
    assertThat(tried).containsExactly("old");
  }

  private String start(InstanceSpec spec) {
    String id = spec.endpoints().get("ten").networkId();
    tried.add(id);
    if (id.equals("old")) {
      throw new PopException(Code.FAILED_PRECONDITION, PopReason.NO_SUCH_NETWORK, "it is gone");
    }
    return id;
  }

  private static InstanceSpec spec(String networkId) {
    return InstanceSpecBuilder.builder()
        .id("i")
        .containerId("c")
        .name("n")
        .image(new Image("sha256:1", List.of(), Instant.EPOCH))
        .flavour(new Flavour("small", "small"))
        .environment(Map.of())
        .endpoints(
            Map.of(
                "ten", EndpointBuilder.builder().networkId(networkId).networkName("ten").build()))
        .build();
  }
}
