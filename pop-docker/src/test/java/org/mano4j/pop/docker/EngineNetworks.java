package org.mano4j.pop.docker;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The networks of a {@link FakeEngine}: made, listed, inspected and removed as an engine would. */
final class EngineNetworks {

  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final List<String> refusedSubnets = new CopyOnWriteArrayList<>();
  private volatile Consumer<String> beforeCreate = name -> {};
  private int ids;

  EngineNetworks(FakeEngine engine) {
    engine
        .on("GET", "/networks", call -> call.json(200, "[" + joined() + "]"))
        .on("POST", "/networks/create", this::create)
        .on("GET", "/networks/[^/]+", call -> one(call, entry -> call.json(200, entry.json())))
        .on(
            "DELETE",
            "/networks/[^/]+",
            call ->
                one(
                    call,
                    entry -> {
                      entries.remove(entry);
                      call.json(204, "");
                    }));
  }

  /** One that is there already. */
  String add(String name, String subnets) {
    return add(name, subnets, "");
  }

  /**
   * One that is there already.
   *
   * @param subnets with commas between
   * @param more further fields of its JSON; may be empty
   */
  String add(String name, String subnets, String more) {
    String config =
        subnets.isEmpty()
            ? ""
            : List.of(subnets.split(",")).stream()
                .map(subnet -> "{\"Subnet\":\"" + subnet + "\"}")
                .collect(Collectors.joining(","));
    return put(name, "\"IPAM\":{\"Config\":[" + config + "]}" + (more.isEmpty() ? "" : "," + more));
  }

  void remove(String name) {
    entries.removeIf(entry -> entry.name.equals(name));
  }

  /** Refuses these as if something that is not listed had them. */
  void refuse(String... subnets) {
    refusedSubnets.addAll(List.of(subnets));
  }

  /** Called with the name before each creation, as if others were faster. */
  void beforeCreate(Consumer<String> others) {
    beforeCreate = others;
  }

  List<String> names() {
    return entries.stream().map(Entry::name).toList();
  }

  private String put(String name, String fields) {
    String id = "%064x".formatted(++ids);
    entries.add(
        new Entry(
            id,
            name,
            "{\"Id\":\"%s\",\"Created\":\"2026-01-01T00:00:%02dZ\",%s}"
                .formatted(id, ids, all(name, fields))));
    return id;
  }

  private static String all(String name, String fields) {
    return (fields.contains("\"Name\"") ? "" : "\"Name\":\"" + name + "\",")
        + (fields.contains("\"Driver\"") ? "" : "\"Scope\":\"local\",\"Driver\":\"bridge\",")
        + fields;
  }

  private void create(FakeEngine.Call call) throws IOException {
    String wanted = call.body();
    String name = wanted.replaceFirst("(?s).*\"Name\":\"([^\"]*)\".*", "$1");
    beforeCreate.accept(name);
    if (refusedSubnets.stream().anyMatch(subnet -> wanted.contains('"' + subnet + '"'))) {
      call.json(403, "{\"message\":\"Pool overlaps with other one on this address space\"}");
      return;
    }
    String fields = wanted.strip().replaceFirst("^\\{", "").replaceFirst("}$", "");
    call.json(201, "{\"Id\":\"" + put(name, "\"Scope\":\"local\"," + fields) + "\"}");
  }

  private void one(FakeEngine.Call call, IoConsumer then) throws IOException {
    String id = call.path().substring("/networks/".length());
    Map<String, Entry> found =
        entries.stream().collect(Collectors.toMap(Entry::id, entry -> entry));
    if (found.containsKey(id)) {
      then.accept(found.get(id));
    } else {
      call.json(404, "{\"message\":\"network " + id + " not found\"}");
    }
  }

  private String joined() {
    return entries.stream().map(Entry::json).collect(Collectors.joining(","));
  }

  private record Entry(String id, String name, String json) {}

  @FunctionalInterface
  private interface IoConsumer {
    void accept(Entry entry) throws IOException;
  }
}
