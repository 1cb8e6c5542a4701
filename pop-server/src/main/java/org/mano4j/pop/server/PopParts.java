package org.mano4j.pop.server;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mano4j.pop.Endpoint;

/**
 * What the containers of a Pop share.
 *
 * @param executor runs everything that may block
 * @param work counts changes of containers under way
 * @param lanes one for each container
 * @param stops ids of the instances that the platform is stopping
 * @param deletions what those wait for who delete a container, by its id
 * @param remains what the platform keeps of instances that have ended
 * @param input what metadata may be
 * @param forgotten is told of a container that was deleted, after the store has forgotten it
 * @param holder tells in words which container has one of these addresses now; empty for none
 */
record PopParts(
    Platform platform,
    ContainerLedger ledger,
    AddressManager addresses,
    NetworkCatalog networks,
    Clock clock,
    Executor executor,
    InFlight work,
    Lanes lanes,
    Set<String> stops,
    Map<String, CompletableFuture<Void>> deletions,
    Remains remains,
    InputRules input,
    Consumer<ContainerRecord> forgotten,
    Function<Collection<Endpoint>, String> holder) {

  PopParts(
      Platform platform,
      ContainerLedger ledger,
      AddressManager addresses,
      NetworkCatalog networks,
      Clock clock,
      Executor executor,
      InFlight work,
      InputRules input,
      Consumer<ContainerRecord> forgotten,
      Function<Collection<Endpoint>, String> holder) {
    this(
        platform,
        ledger,
        addresses,
        networks,
        clock,
        executor,
        work,
        new Lanes(executor),
        ConcurrentHashMap.newKeySet(),
        new ConcurrentHashMap<>(),
        new Remains(platform),
        input,
        forgotten,
        holder);
  }
}
