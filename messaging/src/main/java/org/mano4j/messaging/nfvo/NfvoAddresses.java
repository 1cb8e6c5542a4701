package org.mano4j.messaging.nfvo;

import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusCredentials;

/** Names that an NFVO 5.0 or later gives to its exchange and queues. */
public final class NfvoAddresses {

  /** The topic exchange for everything. It belongs to the NFVO and must exist already. */
  public static final String EXCHANGE = "openbaton-exchange";

  /** Queue and key that take {@link ManagerRequest}s. */
  public static final String MANAGER_HANDLING = "nfvo.manager.handling";

  /** Queue and key that take messages of a VNFM to which no answer is expected. */
  public static final String VNFM_ACTIONS = "vnfm.nfvo.actions";

  /** Queue and key that take requests of a VNFM. */
  public static final String VNFM_ACTIONS_REPLY = "vnfm.nfvo.actions.reply";

  /** The broker user that everybody registers as, unless an installation has changed it. */
  public static final BusCredentials DEFAULT_REGISTRATION_USER =
      new BusCredentials("openbaton-manager-user", "openbaton");

  private NfvoAddresses() {}

  /** The address of a key on {@link #EXCHANGE}. */
  public static Address of(String key) {
    return new Address(EXCHANGE, key);
  }
}
