package org.mano4j.pop.server;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Resources;

/**
 * What a {@link PopServerBuilder} has collected.
 *
 * @param tls null for plain text
 * @param inProcess name to be reached by inside this JVM only; null for a port
 * @param plain users by name whose passwords are to be hashed at the start
 * @param moreUsers asked for more users, at the start and when they shall be loaded again
 * @param audit where lines of the audit log go
 * @param flavours beside the one without limits
 * @param backendTimeout asked at each call of the backend
 * @param containersPerUser at most
 * @param input what names, metadata and labels may look like
 * @param capacity null for what the platform tells
 * @param eventsKept at most
 * @param bookmarks how long a watch may be quiet
 * @param executor null for one of its own
 * @param stateDirectory null to remember as long as the process lives
 * @param sync whether a change waits for the disk before it is acknowledged
 */
@RecordBuilder
record PopServerConfig(
    PopBackend backend,
    String name,
    InetAddress address,
    int port,
    @Nullable PopServerTls tls,
    @Nullable String inProcess,
    Map<String, UserSource.PlainUser> plain,
    List<PopUser> hashed,
    Supplier<? extends Collection<PopUser>> moreUsers,
    int bcryptCost,
    SessionOptions sessions,
    String defaultNetwork,
    int maxCalls,
    Flavours flavours,
    Supplier<Duration> backendTimeout,
    int containersPerUser,
    InputRules input,
    List<SubnetPool> subnetPools,
    Duration networkRefresh,
    @Nullable Resources capacity,
    int eventsKept,
    Duration bookmarks,
    int maxStreams,
    int maxMessageSize,
    int maxHeaderSize,
    Consumer<String> audit,
    Clock clock,
    LongSupplier ticker,
    @Nullable Executor executor,
    @Nullable Path stateDirectory,
    boolean sync) {

  PopServerConfig {
    subnetPools = List.copyOf(subnetPools);
    plain = Map.copyOf(plain);
    hashed = List.copyOf(hashed);
  }

  /** Opens what the Pop remembers. */
  PopStore openStore() {
    return stateDirectory == null
        ? new InMemoryPopStore()
        : DurablePopStore.open(stateDirectory, sync, name + "-state");
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "PopServerConfig[name=" + name + ", address=" + address + ", port=" + port + "]";
  }
}
