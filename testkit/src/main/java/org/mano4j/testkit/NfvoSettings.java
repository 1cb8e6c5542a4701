package org.mano4j.testkit;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;

/** What an orchestrator is built from; see {@link OfflineNfvoBuilder}. */
record NfvoSettings(
    BusConnector connector,
    BusCredentials user,
    NfvoOptions options,
    Clock clock,
    Supplier<String> ids,
    RandomGenerator random,
    BrokerUsers brokerUsers,
    @Nullable BrokerSetup broker,
    @Nullable Executor executor) {}
