package org.mano4j.testkit;

/**
 * What a broker user may do, each a regular expression over names that need not match as a whole.
 *
 * @param configure names of queues and exchanges it may declare and delete
 * @param write names it may bind to and publish to
 * @param read names it may consume from and bind from
 */
public record BrokerPermissions(String configure, String write, String read) {

  private static final String OWN = "^amq\\.gen.*|amq\\.default$";

  /** Everything. */
  public static BrokerPermissions all() {
    return new BrokerPermissions(".*", ".*", ".*");
  }

  /** What an NFVO allows the user that everybody registers as. */
  public static BrokerPermissions registration() {
    String use = OWN + "|nfvo.manager.handling|openbaton-exchange";
    return new BrokerPermissions(OWN, use, use);
  }

  /**
   * What an NFVO allows a VNFM or a plugin: its own queue, and everything whose name contains that
   * name.
   *
   * @param name name of the queue, which for a plugin is its id
   */
  public static BrokerPermissions manager(String name) {
    String configure = "%s|(%s)|(nfvo.%s.actions)".formatted(OWN, name, name);
    return new BrokerPermissions(
        configure,
        configure + "|(vnfm.nfvo.actions)|(vnfm.nfvo.actions.reply)|(openbaton-exchange)",
        configure + "|(openbaton-exchange)");
  }
}
