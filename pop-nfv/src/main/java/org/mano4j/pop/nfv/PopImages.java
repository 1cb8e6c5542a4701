package org.mano4j.pop.nfv;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mano4j.catalogue.vim.DockerImage;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;

/**
 * The images of the Pop of a VIM instance. They come from registries, and leave by its operator.
 */
final class PopImages {

  private static final String DOCKER = "docker://";

  private final VimInstance vim;
  private final PopClient pop;

  PopImages(VimInstance vim, PopClient pop) {
    this.vim = vim;
    this.pop = pop;
  }

  /** The image with this id or name. */
  static Optional<Image> find(PopClient pop, String reference) {
    return pop.image(Filter.byId(reference)).or(() -> pop.image(Filter.byName(reference)));
  }

  List<? extends VimImage> list() {
    return PopVimView.images(vim, pop.images(Filter.all()));
  }

  /**
   * Has the Pop get an image.
   *
   * @param url {@code docker://} and a reference, or the reference alone
   */
  VimImage add(String url) {
    String reference = reference(url);
    Image image;
    try {
      image = pop.pull(reference, progress -> {});
    } catch (PopException e) {
      image =
          Optional.of(e)
              .filter(refusal -> refusal.code() == PopException.Code.UNIMPLEMENTED)
              .flatMap(refusal -> find(pop, reference))
              .orElseThrow(() -> e);
    }
    return PopVimView.image(vim, image, reference);
  }

  private String reference(String url) {
    String text = url.strip();
    String reference = text.startsWith(DOCKER) ? text.substring(DOCKER.length()) : text;
    int scheme = reference.indexOf("://");
    if (reference.isEmpty() || scheme >= 0) {
      // A URL may hold a password, so only its scheme is told.
      throw new VimDriverException(
          "an image cannot be added to "
              + VimText.of(vim)
              + " from "
              + (scheme < 0 ? "nowhere" : "a URL of " + reference.substring(0, scheme))
              + ": a Pop gets images from registries; give a reference such as"
              + " docker://registry.example:5000/name:tag");
    }
    return reference;
  }

  /** A Pop takes no files. */
  VimDriverException noFile(int bytes) {
    return new VimDriverException(
        "an image cannot be added to "
            + VimText.of(vim)
            + " as a file ("
            + bytes
            + " bytes): a Pop gets images from registries; push it to one, and give its reference,"
            + " such as docker://registry.example:5000/name:tag");
  }

  /** A Pop has credentials of its own for registries. */
  VimDriverException noToken() {
    return new VimDriverException(
        "an image cannot be added to "
            + VimText.of(vim)
            + " with a token: a Pop logs in to registries by its own configuration; have its"
            + " operator put the credentials there, and leave the token out");
  }

  /** What is said of an image is in the image. */
  VimDriverException noUpdate(VimImage image) {
    return new VimDriverException(
        "image '"
            + text(image)
            + "' of "
            + VimText.of(vim)
            + " cannot be changed: what a Pop says of it is in the image; push the changed one to a"
            + " registry, and add it by its reference");
  }

  /** An image that is not there is deleted already. */
  boolean delete(VimImage image) {
    Optional<String> present =
        Stream.concat(Stream.ofNullable(image.extId()), names(image))
            .filter(reference -> !reference.isBlank() && find(pop, reference).isPresent())
            .findFirst();
    if (present.isPresent()) {
      throw new VimDriverException(
          "image '"
              + present.get()
              + "' is not deleted: a Pop does not delete images, since others may use them; have the"
              + " operator of the Pop of "
              + VimText.of(vim)
              + " remove it on its platform");
    }
    return true;
  }

  private static Stream<String> names(VimImage image) {
    if (image instanceof DockerImage docker) {
      return docker.tags().stream();
    }
    return image instanceof NFVImage nfv ? Stream.ofNullable(nfv.name()) : Stream.empty();
  }

  private static String text(VimImage image) {
    return names(image).findFirst().orElse(String.valueOf(image.extId()));
  }
}
