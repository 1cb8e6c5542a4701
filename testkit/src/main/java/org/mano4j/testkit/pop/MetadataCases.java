package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;

import io.grpc.Status.Code;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;

/** Metadata. */
final class MetadataCases {

  private MetadataCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "metadata-01",
            "Entries are merged: new values take the place of old ones",
            MetadataCases::merged),
        new PopCase(
            "metadata-02",
            "An empty value removes its key, also one that is not there",
            MetadataCases::removed),
        new PopCase(
            "metadata-03",
            "After Start it is ALREADY_EXISTS, also when the container has ended",
            MetadataCases::started),
        new PopCase("metadata-04", "An unknown container is NOT_FOUND", MetadataCases::unknown),
        new PopCase(
            "metadata-05",
            "Values come back as they were: blanks, line ends, quotes, other scripts, 16 KiB",
            MetadataCases::values),
        new PopCase(
            "metadata-06",
            "No entries, or no map at all, change nothing and are no error",
            MetadataCases::nothing,
            ADDITIONS),
        new PopCase(
            "metadata-07",
            "Without a filter, and with an empty one, it is INVALID_ARGUMENT",
            MetadataCases::noFilter,
            ADDITIONS),
        new PopCase(
            "metadata-08",
            "A key that is empty, or holds '=' or NUL, is INVALID_ARGUMENT; nothing changes",
            MetadataCases::keys,
            ADDITIONS));
  }

  private static void merged(PopBench pop) {
    Container one = pop.created();
    pop.pop().metadata(id(one), Map.of("A", "1", "B", "2"));
    pop.pop().metadata(id(one), Map.of("B", "3", "C", "4"));
    has(pop, one, Map.of("A", "1", "B", "3", "C", "4"));
  }

  private static void has(PopBench pop, Container one, Map<String, String> entries) {
    equal("its metadata", pop.get(one).getMd().getEntriesMap(), entries);
  }

  private static void removed(PopBench pop) {
    Container one = pop.created();
    pop.pop().metadata(id(one), Map.of("A", "1", "B", "2"));
    pop.pop().metadata(id(one), Map.of("A", "", "Z", ""));
    has(pop, one, Map.of("B", "2"));
  }

  private static void started(PopBench pop) throws Exception {
    Container one = pop.running();
    refused(pop, one);
    pop.stopped(one);
    refused(pop, one);
    has(pop, one, Map.of());
  }

  private static void refused(PopBench pop, Container one) throws Exception {
    PopRefusal refusal =
        pop.refused(
            "Metadata after Start",
            () -> {
              pop.pop().metadata(id(one), Map.of("A", "1"));
              return null;
            },
            PopReason.ALREADY_STARTED,
            Code.ALREADY_EXISTS);
    Checks.check(
        refusal.text().startsWith("container already started"),
        "the text is '%s', which old clients do not know",
        refusal.text());
  }

  private static void unknown(PopBench pop) throws Exception {
    pop.refused(
        "Metadata of an unknown container",
        () -> {
          pop.pop().metadata(id("no-such-id"), Map.of("A", "1"));
          return null;
        },
        PopReason.NO_SUCH_CONTAINER,
        Code.NOT_FOUND);
  }

  private static void values(PopBench pop) {
    Container one = pop.created();
    Map<String, String> entries =
        Map.of(
            "BLANKS", "  a b  ",
            "LINES", "a\nb\r\n",
            "QUOTES", "\"'`$(x)\\",
            "EQUALS", "a=b=c",
            "SCRIPTS", "\u00e4\u4e2d\ud83d\ude00",
            "LONG", "x".repeat(16 * 1024));
    pop.pop().metadata(id(one), entries);
    has(pop, one, entries);
    pop.start(one);
    has(pop, one, entries);
  }

  private static void nothing(PopBench pop) {
    Container one = pop.created();
    pop.pop().metadata(id(one), Map.of("A", "1"));
    pop.pop().metadata(id(one), Map.of());
    pop.pop()
        .call(PopGrpc.getMetadataMethod(), NewMetadata.newBuilder().setFilter(id(one)).build());
    has(pop, one, Map.of("A", "1"));
  }

  private static void noFilter(PopBench pop) throws Exception {
    org.mano4j.pop.proto.Metadata entries =
        org.mano4j.pop.proto.Metadata.newBuilder().putEntries("A", "1").build();
    for (NewMetadata request :
        List.of(
            NewMetadata.newBuilder().setMd(entries).build(),
            NewMetadata.newBuilder().setFilter(Filter.getDefaultInstance()).setMd(entries).build(),
            NewMetadata.newBuilder().setFilter(id("")).setMd(entries).build())) {
      pop.refused(
          "Metadata without a container",
          () -> pop.pop().call(PopGrpc.getMetadataMethod(), request),
          PopReason.INVALID_FIELD,
          Code.INVALID_ARGUMENT);
    }
  }

  private static void keys(PopBench pop) throws Exception {
    Container one = pop.created();
    for (String key : List.of("", "A=B", "A\0B")) {
      pop.refused(
          "Metadata with a key that is empty, or holds '=' or NUL",
          () -> {
            pop.pop().metadata(id(one), Map.of(key, "1", "GOOD", "2"));
            return null;
          },
          PopReason.INVALID_FIELD,
          Code.INVALID_ARGUMENT);
    }
    has(pop, one, Map.of());
  }
}
