package org.mano4j.catalogue.record;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.security.Key;

/**
 * What a user may say when a network service is launched; the body of that call of the NFVO's REST
 * interface.
 *
 * @param keys public keys for all machines
 * @param configurations values that replace those of the descriptor, by name of the VNFD
 * @param vduVimInstances names of the VIM instances that a VDU may be placed on, by name of the VDU
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record DeployNSRBody(
    @JsonProperty("keys") List<Key> keys,
    @JsonProperty("configurations") Map<String, Configuration> configurations,
    @JsonProperty("vduVimInstances") Map<String, List<String>> vduVimInstances,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, DeployNSRBodyBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public DeployNSRBody {
    keys = Copies.list(keys);
    configurations = Copies.map(configurations);
    vduVimInstances = Copies.listMap(vduVimInstances);
    extensions = Copies.map(extensions);
  }
}
