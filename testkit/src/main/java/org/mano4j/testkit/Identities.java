package org.mano4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.record.Ip;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** Gives ids to what is stored, as the database of an NFVO does. What has one keeps it. */
final class Identities {

  private final Supplier<String> ids;

  Identities(Supplier<String> ids) {
    this.ids = ids;
  }

  String next() {
    return ids.get();
  }

  /** The same entity with ids on itself and on every entity inside it. */
  <T extends Entity> T everywhere(T entity, Class<T> type) {
    return stored(entity, type, true);
  }

  /** The same entity as an NFVO makes it up for one message: with versions, but without ids. */
  <T extends Entity> T versioned(T entity, Class<T> type) {
    return stored(entity, type, false);
  }

  private <T extends Entity> T stored(T entity, Class<T> type, boolean withIds) {
    JsonNode tree = CatalogueJson.toTree(entity);
    complete(tree, withIds);
    return CatalogueJson.read(tree, type);
  }

  /** Every entity is written with {@code metadata}, and nothing else is. */
  private void complete(JsonNode node, boolean withIds) {
    if (node instanceof ObjectNode object && object.path("metadata").isObject()) {
      if (withIds && !object.hasNonNull("id")) {
        object.put("id", ids.get());
      }
      if (!object.hasNonNull("hbVersion")) {
        object.put("hbVersion", 0);
      }
      if (!object.hasNonNull("shared")) {
        object.put("shared", false);
      }
    }
    node.forEach(child -> complete(child, withIds));
  }

  /** The record with ids on what a VNFM or the orchestrator has added to it since it was stored. */
  VirtualNetworkFunctionRecord complete(VirtualNetworkFunctionRecord vnfr) {
    return vnfr.withLifecycleEventHistory(
            vnfr.lifecycleEventHistory().stream()
                .map(e -> e.id() != null ? e : e.withId(next()).withHbVersion(0).withShared(false))
                .toList())
        .withConfigurations(complete(vnfr.configurations()))
        .withProvides(complete(vnfr.provides()))
        .withRequires(complete(vnfr.requires()))
        .mapVdus(this::complete);
  }

  private @Nullable Configuration complete(@Nullable Configuration configuration) {
    if (configuration == null) {
      return null;
    }
    Configuration identified =
        configuration.withConfigurationParameters(
            configuration.configurationParameters().stream()
                .map(p -> p.id() != null ? p : p.withId(next()).withHbVersion(0).withShared(false))
                .toList());
    return identified.id() != null
        ? identified
        : identified.withId(next()).withHbVersion(0).withShared(false);
  }

  private VirtualDeploymentUnit complete(VirtualDeploymentUnit vdu) {
    boolean complete =
        vdu.id() != null
            && vdu.vnfc().stream().allMatch(c -> c.id() != null)
            && vdu.vnfcInstance().stream().allMatch(i -> i.id() != null);
    if (complete) {
      return vdu;
    }
    return vdu.withId(vdu.id() != null ? vdu.id() : next())
        .withVnfc(vdu.vnfc().stream().map(this::complete).toList())
        .withVnfcInstance(vdu.vnfcInstance().stream().map(this::complete).toList());
  }

  VNFComponent complete(VNFComponent component) {
    return component.id() != null
        ? component
        : component
            .withId(next())
            .withHbVersion(0)
            .withShared(false)
            .withConnectionPoint(points(component.connectionPoint()));
  }

  VNFCInstance complete(VNFCInstance instance) {
    return instance.id() != null
        ? instance
        : instance
            .withId(next())
            .withHbVersion(0)
            .withShared(false)
            .withIps(addresses(instance.ips()))
            .withFloatingIps(addresses(instance.floatingIps()))
            .withConnectionPoint(points(instance.connectionPoint()));
  }

  private List<VNFDConnectionPoint> points(List<VNFDConnectionPoint> points) {
    return points.stream()
        .map(p -> p.id() != null ? p : p.withId(next()).withHbVersion(0).withShared(false))
        .toList();
  }

  private List<Ip> addresses(List<Ip> addresses) {
    return addresses.stream()
        .map(a -> a.id() != null ? a : a.withId(next()).withHbVersion(0).withShared(false))
        .toList();
  }
}
