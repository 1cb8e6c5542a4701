package org.mano4j.pop.server;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** The networks and addresses of containers that are there already. Thread-safe. */
final class ContainerPlaces {

  private final PopParts pop;

  ContainerPlaces(PopParts pop) {
    this.pop = pop;
  }

  /**
   * The container with its networks as they are now: one that was made anew has another id.
   *
   * @throws PopException FAILED_PRECONDITION if its addresses belong to others, or a network is
   *     gone
   */
  ContainerRecord present(ContainerRecord record) {
    if (!record.holdsAddresses()) {
      throw new PopException(
          Code.FAILED_PRECONDITION,
          PopReason.ADDRESS_TAKEN,
          "container '"
              + record.container().name()
              + "' has lost its addresses, which others have got while this Pop was away; delete"
              + " it and create it anew");
    }
    record.container().endpoints().values().forEach(endpoint -> checkNetwork(record, endpoint));
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    record
        .container()
        .endpoints()
        .forEach(
            (key, endpoint) ->
                endpoints.put(
                    key,
                    endpoint.withNetworkId(
                        pop.networks()
                            .knownId(endpoint.networkName())
                            .orElse(endpoint.networkId()))));
    return record.changed(c -> c.withEndpoints(endpoints));
  }

  /** The container with its networks as they are now, and with its addresses as before. */
  ContainerRecord reclaimed(ContainerRecord record) {
    Collection<Endpoint> endpoints = record.container().endpoints().values();
    ContainerRecord present = present(record);
    try {
      pop.addresses().reclaim(endpoints);
      return present;
    } catch (PopException e) {
      String holder = pop.holder().apply(endpoints);
      throw holder.isEmpty() || !e.reason().equals(PopReason.ADDRESS_TAKEN)
          ? e
          : new PopException(
              Code.ALREADY_EXISTS,
              PopReason.ADDRESS_TAKEN,
              "ip is not available: "
                  + holder
                  + " now; delete that one, or delete '"
                  + record.container().name()
                  + "' and create it anew",
              e);
    }
  }

  /** Gives back what it has. */
  void release(ContainerRecord record) {
    if (record.holdsAddresses()) {
      pop.addresses().release(record.container().endpoints().values());
    }
  }

  private void checkNetwork(ContainerRecord record, Endpoint endpoint) {
    try {
      pop.networks().named(endpoint.networkName());
    } catch (PopException e) {
      throw e.code() != Code.NOT_FOUND
          ? e
          : new PopException(
              Code.FAILED_PRECONDITION,
              PopReason.NO_SUCH_NETWORK,
              "network '"
                  + endpoint.networkName()
                  + "' of container '"
                  + record.container().name()
                  + "' is gone; make it again with the same name and subnets, or delete the container"
                  + " and create it anew",
              e);
    }
  }
}
