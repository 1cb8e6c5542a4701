package org.mano4j.benchmarks.launch;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Network services of some size; each VNFC has one port on one network. */
final class Descriptors {

  static final String IMAGE = "image-1";
  static final String NETWORK = "private";

  private static final String VNFC =
      "{'connection_point':[{'virtual_link_reference':'" + NETWORK + "','interfaceId':0}]}";

  private Descriptors() {}

  /** A service of so many VNFs, each of one VDU with so many VNFCs. */
  static byte[] service(int vnfs, int vnfcs) {
    String components = String.join(",", Collections.nCopies(vnfcs, VNFC));
    String functions =
        IntStream.range(0, vnfs)
            .mapToObj(number -> vnf("vnf-" + number, vnfcs, components))
            .collect(Collectors.joining(","));
    return """
        {'name':'service','vendor':'Acme','version':'1','vld':[{'name':'%s'}],
         'vnfd':[%s],'vnf_dependency':[]}"""
        .formatted(NETWORK, functions)
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String vnf(String name, int vnfcs, String components) {
    return """
        {'name':'%1$s','vendor':'Acme','version':'1','type':'worker','endpoint':'%2$s',
         'configurations':{'name':'conf','configurationParameters':
           [{'confKey':'port','value':'80'}]},
         'virtual_link':[{'name':'%3$s'}],
         'vdu':[{'name':'%1$s-vdu','vm_image':['%4$s'],'scale_in_out':%5$d,'vnfc':[%6$s]}]}"""
        .formatted(name, Installation.VNFM, NETWORK, IMAGE, vnfcs, components);
  }
}
