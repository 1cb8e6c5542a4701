package org.mano4j.plugin;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.nfvo.NfvoVersion;
import org.mano4j.messaging.nfvo.RegistrationOptions;

/** What {@link VimDriverPlugin.Builder} was told; explained there. */
record PluginOptions(
    VimDriver driver,
    String pluginId,
    BusConnector connector,
    BusCredentials registrationUser,
    RegistrationOptions registration,
    int workers,
    Duration callLimit,
    @Nullable Executor executor,
    PluginMetrics metrics,
    NfvoVersion nfvo) {}
