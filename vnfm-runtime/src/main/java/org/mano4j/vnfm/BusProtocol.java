package org.mano4j.vnfm;

import java.time.Duration;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoRegistration;
import org.mano4j.messaging.nfvo.Registration;
import org.mano4j.messaging.nfvo.RegistrationOptions;

/** What versions of an NFVO do differently on a bus. */
interface BusProtocol {

  /** Registers with the NFVO; blocks. The result tells the user to work with. */
  Registration register(
      BusConnector connector,
      BusCredentials user,
      VnfmManagerEndpoint endpoint,
      RegistrationOptions options);

  /** Tells the NFVO to forget the manager; returns when that is sent. */
  void deregister(MessageBus bus, Registration registration, Duration timeout);

  /** The queue to take requests from. */
  String queue(VnfmManagerEndpoint endpoint);

  /** Hands requests to a handler, and its answers back. */
  DeliveryHandler requests(MessageBus bus, Channel.RequestHandler handler);

  /** From 5.0 on: requests are RPCs, whose reply is the answer. */
  BusProtocol SINCE_5 =
      new BusProtocol() {
        @Override
        public Registration register(
            BusConnector connector,
            BusCredentials user,
            VnfmManagerEndpoint endpoint,
            RegistrationOptions options) {
          return NfvoRegistration.registerVnfm(connector, user, endpoint, options);
        }

        @Override
        public void deregister(MessageBus bus, Registration registration, Duration timeout) {
          NfvoRegistration.deregister(bus, registration, timeout);
        }

        @Override
        public String queue(VnfmManagerEndpoint endpoint) {
          String queue = endpoint.endpoint();
          if (queue == null) {
            throw new IllegalArgumentException("the endpoint names no queue; give it one");
          }
          return queue;
        }

        @Override
        public DeliveryHandler requests(MessageBus bus, Channel.RequestHandler handler) {
          return new BusRequests(handler);
        }
      };
}
