package org.mano4j.messaging.nfvo;

import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.manager.ManagerCredentials;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.messaging.BusCredentials;

/**
 * A manager or plugin that an NFVO knows.
 *
 * @param type VNFM type or plugin id
 * @param credentials the private broker user
 * @param managerCredentials the NFVO's answer as it came
 * @param endpoint how to reach the VNFM; absent for plugins
 */
public record Registration(
    String type,
    BusCredentials credentials,
    ManagerCredentials managerCredentials,
    @Nullable VnfmManagerEndpoint endpoint) {}
