package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;

/**
 * A network of a VIM. Where the kind is open (plugin protocol), the keys decide: {@code subnet}
 * makes a DockerNetwork, {@code subnets} a Network, neither a BaseNetwork.
 */
@JsonDeserialize(using = KindDeserializer.OfNetwork.class)
public sealed interface VimNetwork extends Entity
    permits BaseNetwork, Network, DockerNetwork, AWSNetwork {

  /** Name, which virtual links refer to. */
  @Nullable String name();

  /** Identifier of the network in the VIM. */
  @Nullable String extId();
}
