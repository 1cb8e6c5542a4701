package org.mano4j.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Descriptors for tests. */
final class Nsds {

  private final List<String> vnfds = new ArrayList<>();
  private final List<String> dependencies = new ArrayList<>();

  static Nsds nsd() {
    return new Nsds();
  }

  /** A VNF with one VDU on any VIM. */
  Nsds vnf(String name, int components, int scaleInOut) {
    return vnf(name, components, scaleInOut, "dummy", "");
  }

  Nsds vnf(String name, int components, int scaleInOut, String endpoint, String vim) {
    String component =
        "{'connection_point':[{'virtual_link_reference':'private','interfaceId':0}]}";
    vnfds.add(
        """
        {'name':'%1$s','vendor':'Acme','version':'1','type':'%1$s-type','endpoint':'%2$s',
         'configurations':{'name':'%1$s-conf','configurationParameters':
           [{'confKey':'port','value':'80'}]},
         'lifecycle_event':[{'event':'START','lifecycle_events':['start.sh']}],
         'deployment_flavour':[{'flavour_key':'m1.small'}],
         'virtual_link':[{'name':'private'}],
         'vdu':[{'name':'%1$s-vdu','vm_image':['image-1'],'scale_in_out':%3$d,
                 'vimInstanceName':[%4$s],'vnfc':[%5$s]}]}"""
            .formatted(
                name,
                endpoint,
                scaleInOut,
                vim.isEmpty() ? "" : "'" + vim + "'",
                String.join(",", Collections.nCopies(components, component))));
    return this;
  }

  /** The target wants parameters of the source. */
  Nsds dependency(String target, String source) {
    dependencies.add(
        "{'source':'%s','target':'%s','parameters':['port','private']}".formatted(source, target));
    return this;
  }

  /** A service of the VNFDs of packages. */
  static byte[] ofPackage(String vnfdId) {
    return """
        {"name":"packaged","vendor":"Acme","version":"1","vld":[{"name":"private"}],
         "vnfd":[{"id":"%s"}]}"""
        .formatted(vnfdId)
        .getBytes(StandardCharsets.UTF_8);
  }

  byte[] json() {
    String json =
        """
        {'name':'service','vendor':'Acme','version':'1',
         'vld':[{'name':'private','cidr':'10.0.0.0/8'}],
         'vnfd':[%s],'vnf_dependency':[%s]}"""
            .formatted(String.join(",\n", vnfds), String.join(",\n", dependencies));
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
