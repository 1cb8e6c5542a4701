package org.mano4j.pop.server;

import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.all;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.FlavourList;
import org.mano4j.pop.proto.ImageList;
import org.mano4j.pop.proto.NetworkList;
import org.mano4j.pop.proto.PopGrpc;

/** Lists page by page, whatever happens between the pages. */
class PagedListsTest {

  private RawPop lab;
  private PopGrpc.PopBlockingStub pop;

  @BeforeEach
  void open() {
    InMemoryPopBackend backend =
        InMemoryPopBackend.builder()
            .image("b:1")
            .image("a:1")
            .image("c:1")
            .network("private", "172.16.0.0/16")
            .network("dmz", "10.0.0.0/30")
            .build();
    lab =
        new RawPop(
            backend,
            PopServer.builder(backend)
                .flavours(List.of(new Flavour("f2", "small"), new Flavour("f1", "small.too"))));
    pop = lab.pop;
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void pagesTogetherAreTheWholeList() {
    for (int i = 0; i < 7; i++) {
      create("c" + i);
    }

    assertThat(names(3, page -> {})).containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "c6");
    assertThat(names(7, page -> {})).hasSize(7);
    assertThat(pop.containers(page(7, "")).getNextPageToken()).isEmpty();
    assertThat(pop.containers(page(6, "")).getNextPageToken()).isNotEmpty();
    assertThat(pop.containers(all()).getNextPageToken()).isEmpty();
  }

  @Test
  void whatComesAndGoesBetweenPagesLosesAndRepeatsNoOther() {
    for (int i = 0; i < 6; i++) {
      create("c" + i);
    }

    List<String> seen =
        names(
            2,
            page -> {
              // Before the next page: the last one told, one before it, and a new one.
              if (page.contains("c1")) {
                pop.delete(name("c1"));
                pop.delete(name("c0"));
                create("new");
              }
            });

    assertThat(seen).containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "new");
  }

  @Test
  void imagesNetworksAndFlavoursComeInPagesByName() {
    ImageList images = pop.images(page(2, ""));
    assertThat(images.getListList()).extracting(i -> i.getNames(0)).containsExactly("a:1", "b:1");
    assertThat(pop.images(page(2, images.getNextPageToken())).getListList())
        .extracting(i -> i.getNames(0))
        .containsExactly("c:1");

    NetworkList networks = pop.networks(page(1, ""));
    assertThat(networks.getList(0).getName()).isEqualTo("dmz");
    NetworkList rest = pop.networks(page(1, networks.getNextPageToken()));
    assertThat(rest.getList(0).getName()).isEqualTo("private");
    assertThat(rest.getNextPageToken()).isEmpty();

    FlavourList flavours = pop.flavours(page(2, ""));
    assertThat(flavours.getListList())
        .extracting(f -> f.getName())
        .containsExactly("docker.container", "small");
    assertThat(pop.flavours(page(2, flavours.getNextPageToken())).getList(0).getName())
        .isEqualTo("small.too");
  }

  @Test
  void malformedPagesAreRefused() {
    create("c0");
    create("c1");
    String token = pop.containers(page(1, "")).getNextPageToken();

    refused(INVALID_ARGUMENT, "page_size must be 0", () -> pop.containers(page(-1, "")));
    refused(INVALID_ARGUMENT, "page_size must be 0", () -> pop.images(page(-1, "")));
    for (String bad : List.of("x", "%%%", "Y29udGFpbmVyCg", token + "A")) {
      refused(INVALID_ARGUMENT, "page_token is not one", () -> pop.containers(page(1, bad)));
    }
    refused(INVALID_ARGUMENT, "page_token is not one", () -> pop.images(page(1, token)));
    refused(
        INVALID_ARGUMENT,
        "page_token goes with",
        () -> pop.containers(name("c0").toBuilder().setPageToken(token).build()));
  }

  @Test
  void aPageOfLargeContainersIsNoLargerThanAnyClientTakes() {
    String large = "x".repeat(60_000);
    int count = 100;
    for (int i = 0; i < count; i++) {
      pop.create(
          RawPop.config("c" + i)
              .setImageId("a:1")
              .setMd(org.mano4j.pop.proto.Metadata.newBuilder().putEntries("k", large))
              .build());
    }

    ContainerList first = pop.containers(page(10_000, ""));

    assertThat(first.getSerializedSize()).isLessThan(4 << 20);
    assertThat(names(10_000, page -> {})).hasSize(count).doesNotHaveDuplicates();
  }

  private List<String> names(int size, Consumer<List<String>> between) {
    List<String> names = new ArrayList<>();
    String token = "";
    for (int pages = 0; pages < 100; pages++) {
      ContainerList list = pop.containers(page(size, token));
      assertThat(list.getListCount()).isLessThanOrEqualTo(size);
      List<String> page = list.getListList().stream().map(c -> c.getNames(0)).toList();
      names.addAll(page);
      token = list.getNextPageToken();
      if (token.isEmpty()) {
        return names;
      }
      between.accept(page);
    }
    throw new AssertionError("there is always another page");
  }

  private Container create(String name) {
    return pop.create(RawPop.config(name).setImageId("a:1").build());
  }

  private static Filter page(int size, String token) {
    return Filter.newBuilder().setPageSize(size).setPageToken(token).build();
  }
}
