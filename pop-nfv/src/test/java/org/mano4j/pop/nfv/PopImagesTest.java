package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.BaseNfvImageBuilder;
import org.mano4j.catalogue.vim.DockerImage;
import org.mano4j.catalogue.vim.DockerImageBuilder;
import org.mano4j.catalogue.vim.DockerVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.NFVImageBuilder;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Image;

/** Images, as each class of VIM has them; how they come and go. */
class PopImagesTest {

  private static final VimImage ANY = BaseNfvImageBuilder.builder().build();

  private final DriverBench bench = new DriverBench();
  private final VimInstance docker = bench.as("docker.pop", DockerVimInstance.class);
  private final VimInstance openstack = bench.as("openstack.pop", OpenstackVimInstance.class);

  @AfterEach
  void close() {
    bench.close();
  }

  private Image image(String name) {
    return bench.pop.image(Filter.byName(name)).orElseThrow();
  }

  @Test
  void aGenericVimHasThemByTagAndById() {
    GenericVimInstance refreshed = (GenericVimInstance) bench.driver.refresh(bench.vim);

    assertThat(refreshed.images()).extracting("extId").contains(Pops.IMAGE, image(Pops.IMAGE).id());
  }

  @Test
  void aDockerVimHasThemByTags() {
    assertThat(bench.driver.listImages(docker))
        .filteredOn(i -> ((DockerImage) i).tags().contains(Pops.IMAGE))
        .singleElement()
        .satisfies(i -> assertThat(i.extId()).isEqualTo(image(Pops.IMAGE).id()));
  }

  @Test
  void anOpenstackVimHasThemByName() {
    assertThat(bench.driver.listImages(openstack))
        .filteredOn(i -> Pops.IMAGE.equals(((NFVImage) i).name()))
        .singleElement()
        .satisfies(i -> assertThat(i.extId()).isEqualTo(image(Pops.IMAGE).id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker://registry.example:5000/new:3", "registry.example:5000/new:3"})
  void oneIsAddedByItsReference(String url) {
    VimImage added = bench.driver.addImage(bench.vim, ANY, url);

    assertThat(added).isInstanceOf(BaseNfvImage.class);
    assertThat(added.extId()).isEqualTo("registry.example:5000/new:3");
    assertThat(bench.pop.image(Filter.byName(added.extId()))).isPresent();
  }

  @Test
  void oneIsAddedInTheClassOfTheVim() {
    DockerImage ofDocker = (DockerImage) bench.driver.addImage(docker, ANY, "docker://new");
    NFVImage ofOpenstack = (NFVImage) bench.driver.addImage(openstack, ANY, "new:latest");

    assertThat(ofDocker.tags()).containsExactly("new:latest");
    assertThat(ofOpenstack.name()).isEqualTo("new:latest");
    assertThat(ofOpenstack.extId()).isEqualTo(ofDocker.extId()).isEqualTo(image("new:latest").id());
  }

  @Test
  void whatTheRegistrySaysIsHandedOn() {
    bench.backend.failNextPull("manifest unknown");

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.addImage(bench.vim, ANY, "docker://new:1"))
        .withMessageContainingAll("site-1", "new:1", "manifest unknown");
  }

  @Test
  void aUrlOfAFileIsRefusedWithoutItsPassword() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.addImage(bench.vim, ANY, "https://u:geheim@host/x.img"))
        .withMessageContainingAll("site-1", "https", "docker://")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
  }

  @Test
  void aFileIsRefusedWithTheRemedy() {
    byte[] file = "hello".getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.addImage(bench.vim, ANY, file))
        .withMessageContainingAll("5 bytes", "push it", "docker://");
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.copyImage(bench.vim, ANY, file))
        .withMessageContainingAll("5 bytes", "push it", "docker://");
  }

  @Test
  void aTokenIsRefusedAndNotRepeated() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.addImage(bench.vim, ANY, "docker://new:1", "geheim"))
        .withMessageContaining("its operator")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
  }

  @Test
  void oneIsNotChanged() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(
            () ->
                bench.driver.updateImage(
                    openstack, NFVImageBuilder.builder().name(Pops.IMAGE).build()))
        .withMessageContainingAll(Pops.IMAGE, "cannot be changed", "registry");
  }

  @Test
  void oneThatIsThereIsNotDeletedAndOneThatIsNotIsDeletedAlready() {
    VimImage present = DockerImageBuilder.builder().tags(List.of(Pops.IMAGE)).build();
    VimImage absent = BaseNfvImageBuilder.builder().extId("no-such-image").build();

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.deleteImage(docker, present))
        .withMessageContainingAll(Pops.IMAGE, "is not deleted", "remove it on its platform");
    assertThat(bench.driver.deleteImage(bench.vim, absent)).isTrue();
    assertThat(bench.driver.deleteImage(bench.vim, ANY)).isTrue();
  }
}
