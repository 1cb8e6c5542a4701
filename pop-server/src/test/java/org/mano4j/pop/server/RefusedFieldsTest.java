package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.Subnet;

/** Refusals of malformed input name the field for programs, too. */
class RefusedFieldsTest {

  private final RegistryLab lab = new RegistryLab(RawPop.backend());
  private final ContainerConfig good = ContainerConfig.of("web", "web:latest");

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void ofACreate() {
    refuses("name", () -> create(good.withName("no spaces")));
    refuses("image_id", () -> create(good.withImageId("")));
    refuses("md.entries", () -> create(good.withMetadata(Map.of("A=B", "1"))));
    refuses("labels", () -> create(good.withLabels(Map.of("", "1"))));
    refuses("idempotency_key", () -> create(good.withIdempotencyKey("k".repeat(256))));
    refuses(
        "endpoints[\"private\"].ipv4.address",
        () -> create(good.withAddress("private", "10.0.0.300")));
  }

  @Test
  void ofANetwork() {
    NetworkConfig wrong = NetworkConfig.of("ten").withSubnets(List.of(new Subnet("10.0.0.0", "")));

    refuses("subnets[0].cidr", () -> NetworkRules.normal(wrong));
    refuses("name", () -> NetworkRules.normal(NetworkConfig.of("no spaces")));
  }

  private void create(ContainerConfig config) {
    lab.registry.create(config, RegistryLab.USER);
  }

  private static void refuses(String field, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(Refusal.class))
        .returns(Map.of("field", field), Refusal::facts);
  }
}
