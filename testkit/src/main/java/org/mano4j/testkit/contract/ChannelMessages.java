package org.mano4j.testkit.contract;

/** The smallest requests that an NFVO could send. */
final class ChannelMessages {

  private ChannelMessages() {}

  static String instance(String id) {
    return """
    {"id":"instance-%1$s","vc_id":"vc-%1$s","hostname":"host-%1$s","state":"INACTIVE",
     "ips":[],"floatingIps":[],"connection_point":[],
     "vnfComponent":{"id":"component-%1$s","connection_point":[]}}"""
        .formatted(id);
  }

  /** A record with instances. */
  static String record(String name, String... instances) {
    StringBuilder list = new StringBuilder();
    for (String id : instances) {
      list.append(list.isEmpty() ? "" : ",").append(instance(id));
    }
    return """
    {"id":"vnfr-%1$s","hbVersion":3,"name":"%1$s","type":"t","parent_ns_id":"ns","status":"NULL",
     "x-unknown":"kept","configurations":{"name":"c","configurationParameters":[]},
     "provides":{"name":"provides","configurationParameters":[]},
     "requires":{"name":"requires","configurationParameters":[]},
     "lifecycle_event":[],"lifecycle_event_history":[],"vnf_address":[],"virtual_link":[],
     "connection_point":[],
     "vdu":[{"id":"vdu-%1$s","vnfc":[],"vnfc_instance":[%2$s]}]}"""
        .formatted(name, list);
  }

  static String instantiate(String name) {
    return """
    {"action":"INSTANTIATE","vnfInstanceName":"%1$s",
     "vnfd":{"id":"vnfd-%1$s","name":"%1$s","type":"t","endpoint":"e","vdu":[{"id":"descriptor",
       "vm_image":["i"],"scale_in_out":2,
       "vnfc":[{"connection_point":[{"virtual_link_reference":"net"}]}]}],
       "virtual_link":[{"name":"net"}],"deployment_flavour":[{"flavour_key":"f"}],
       "lifecycle_event":[]},
     "vnfdf":{"flavour_key":"f"},"vlrs":[{"name":"net","extId":"net-1"}],
     "extension":{"nsr-id":"ns"},"vimInstances":{"descriptor":[{"name":"vim","type":"test"}]},
     "keys":[]}"""
        .formatted(name);
  }

  static String restart(String name) {
    String fresh = instantiate(name);
    return fresh.substring(0, fresh.length() - 1) + ",\"vnfr\":" + record(name, "1") + "}";
  }

  /** A request of which the record is under {@code vnfr}. */
  static String generic(String action, String name) {
    return "{\"action\":\"%s\",\"vnfr\":%s}".formatted(action, record(name, "1"));
  }

  /** A request of which the record is under its long name, with more fields. */
  static String about(String action, String name, String more) {
    return "{\"action\":\"%s\",\"virtualNetworkFunctionRecord\":%s%s}"
        .formatted(action, record(name, "1", "2"), more);
  }

  static String scaleOut(String name) {
    return about(
        "SCALE_OUT",
        name,
        ",\"component\":{\"id\":\"component-3\",\"connection_point\":[]},"
            + "\"vimInstance\":{\"name\":\"vim\",\"type\":\"test\"},\"mode\":\"\","
            + "\"extension\":{}");
  }

  static String granted(String name) {
    return """
    {"action":"GRANT_OPERATION","grantAllowed":true,
     "vduVim":{"vdu-%1$s":{"name":"vim","type":"test"}},
     "virtualNetworkFunctionRecord":%2$s}"""
        .formatted(name, record(name));
  }

  static String error(String name, String why) {
    return "{\"action\":\"ERROR\",\"message\":\"%s\",\"vnfr\":%s}".formatted(why, record(name));
  }
}
