package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;

/**
 * A VIM an NFVO knows. Which kind it is follows from the text of {@link #type()} up to the first
 * dot; everything that is not openstack, docker or amazon is generic.
 */
@JsonDeserialize(using = KindDeserializer.OfVimInstance.class)
public sealed interface VimInstance extends Entity
    permits OpenstackVimInstance, DockerVimInstance, AmazonVimInstance, GenericVimInstance {

  /** Name by which descriptors choose it. */
  @Nullable String name();

  /** Where the VIM is reached. */
  @Nullable String authUrl();

  /** Kind and, after a dot, name of the driver: {@code docker.docker}, {@code pop}. */
  @Nullable String type();

  /** Where the VIM is. */
  @Nullable Location location();

  /** Whether the NFVO places anything on it; absent means yes. */
  @Nullable Boolean active();

  /** A text without anything secret. */
  static String toText(VimInstance vim) {
    return vim.getClass().getSimpleName()
        + "[name="
        + vim.name()
        + ", type="
        + vim.type()
        + ", id="
        + vim.id()
        + "]";
  }
}
