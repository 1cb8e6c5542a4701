package org.mano4j.descriptors;

import java.util.List;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.VimInstance;

/** A site with a VIM instance of each kind, on which the sound descriptor can be placed. */
final class Vims {

  private Vims() {}

  static List<VimInstance> all() {
    return List.of(
        vim(
            """
            {"name": "bologna", "type": "openstack", "zones": [{"name": "north"}, {"name": "south"}],
             "images": [{"name": "client:1"}, {"name": "server:1"}, {"name": "monitor:1"},
                        {"name": "old:1", "status": "DELETED"}],
             "flavours": [{"flavour_key": "small", "extId": "f-1"}, {"flavour_key": "large"}]}
            """),
        vim(
            """
            {"name": "turin", "type": "openstack.turin",
             "images": [{"name": "client:1"}, {"name": "store:1"}, {"name": "server:1", "status": "ACTIVE"}],
             "flavours": [{"flavour_key": "small"}, {"flavour_key": "large"}]}
            """),
        vim(
            """
            {"name": "rome", "type": "docker",
             "images": [{"extId": "sha256:1", "tags": ["server:1", "docker:1"]}]}
            """),
        vim(
            """
            {"name": "pop", "type": "pop.pop", "images": [{"extId": "pop:1"}]}
            """),
        vim(
            """
            {"name": "closed", "type": "pop", "active": false, "images": [{"extId": "closed:1"}]}
            """),
        vim(
            """
            {"name": "empty", "type": "docker", "active": false}
            """));
  }

  /** No Pop among them; what they offer is not known. */
  static List<VimInstance> clouds() {
    return List.of(
        vim("{\"name\": \"bologna\", \"type\": \"openstack\"}"),
        vim("{\"name\": \"turin\", \"type\": \"amazon\"}"));
  }

  static VimInstance vim(String json) {
    return CatalogueJson.read(json, VimInstance.class);
  }
}
