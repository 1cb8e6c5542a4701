package org.mano4j.benchmarks.pop;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.proto.Metadata;
import org.mano4j.pop.proto.NewMetadata;

/**
 * The same calls in two ways, with the same answers.
 *
 * @param name of the figures
 * @param each how many calls one run makes
 */
record Calls(String name, int each, Callable<?> ours, Callable<?> bare) {

  static final String QUERY = "container by id";
  static final String CHANGE = "metadata";
  static final String PAIR = "create and delete";

  /** One container of these, another one each time. */
  static Calls query(BothWays pop, List<String> ids) {
    Supplier<String> id = inTurn(ids);
    return new Calls(
        QUERY,
        1,
        () -> pop.ours().container(Filter.byId(id.get())).orElseThrow(),
        () -> pop.bare().call().containers(byId(id.get())).getList(0));
  }

  /** An entry of the metadata of one of these, with another value each time. */
  static Calls change(BothWays pop, List<String> ids) {
    Supplier<String> id = inTurn(ids);
    AtomicInteger value = new AtomicInteger();
    return new Calls(
        CHANGE,
        1,
        () -> {
          String next = Integer.toString(value.incrementAndGet());
          pop.ours().metadata(Filter.byId(id.get()), Map.of("value", next));
          return next;
        },
        () -> {
          String next = Integer.toString(value.incrementAndGet());
          return pop.bare()
              .call()
              .metadata(
                  NewMetadata.newBuilder()
                      .setFilter(byId(id.get()))
                      .setMd(Metadata.newBuilder().putEntries("value", next))
                      .build());
        });
  }

  /** A container, and away with it; for Pops that give its address back. */
  static Calls pair(BothWays pop, String image) {
    AtomicInteger number = new AtomicInteger();
    return new Calls(
        PAIR,
        2,
        () -> {
          ContainerConfig config = ContainerConfig.of("pair-" + number.incrementAndGet(), image);
          pop.ours().delete(Filter.byId(pop.ours().create(config).id()));
          return config;
        },
        () -> {
          String id =
              pop.bare()
                  .call()
                  .create(
                      org.mano4j.pop.proto.ContainerConfig.newBuilder()
                          .setName("pair-" + number.incrementAndGet())
                          .setImageId(image)
                          .build())
                  .getId();
          return pop.bare().call().delete(byId(id));
        });
  }

  /** The query by the bare stub, at two servers. */
  static Calls sameStub(BarePop pop, BarePop nothing, List<String> ids) {
    Supplier<String> id = inTurn(ids);
    return new Calls(
        "server",
        1,
        () -> pop.call().containers(byId(id.get())).getList(0),
        () -> nothing.call().containers(byId(id.get())).getList(0));
  }

  private static org.mano4j.pop.proto.Filter byId(String id) {
    return org.mano4j.pop.proto.Filter.newBuilder().setId(id).build();
  }

  private static Supplier<String> inTurn(List<String> ids) {
    AtomicInteger next = new AtomicInteger();
    return () -> ids.get(Math.floorMod(next.getAndIncrement(), ids.size()));
  }
}
