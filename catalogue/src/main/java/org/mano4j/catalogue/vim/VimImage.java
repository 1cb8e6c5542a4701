package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireDate;

/**
 * An image of a VIM. Where the kind is open (plugin protocol), the keys decide: {@code tags} makes
 * a DockerImage, {@code diskFormat} an NFVImage, neither a BaseNfvImage.
 */
@JsonDeserialize(using = KindDeserializer.OfImage.class)
public sealed interface VimImage extends Entity
    permits BaseNfvImage, NFVImage, DockerImage, AWSImage {

  /** Identifier of the image in the VIM. */
  @Nullable String extId();

  /** When the image was made. */
  @Nullable WireDate created();
}
