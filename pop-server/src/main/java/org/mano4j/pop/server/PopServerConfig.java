package org.mano4j.pop.server;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PopServerBuilder} has collected.
 *
 * @param passwords by user name, in plain text, to be hashed at the start
 * @param flavours beside the one without limits
 * @param backendTimeout of each call of the backend
 * @param containersPerUser at most
 * @param input what names, metadata and labels may look like
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
    Map<String, String> passwords,
    Map<String, PasswordHash> hashes,
    int bcryptCost,
    SessionOptions sessions,
    String defaultNetwork,
    int maxCalls,
    Flavours flavours,
    Duration backendTimeout,
    int containersPerUser,
    InputRules input,
    Clock clock,
    LongSupplier ticker,
    @Nullable Executor executor,
    @Nullable Path stateDirectory,
    boolean sync) {

  PopServerConfig {
    passwords = Map.copyOf(passwords);
    hashes = Map.copyOf(hashes);
  }

  /** All users; this is where the time for hashing goes. */
  Map<String, PasswordHash> users() {
    Map<String, PasswordHash> users = new LinkedHashMap<>(hashes);
    passwords.forEach((user, password) -> users.put(user, PasswordHash.of(password, bcryptCost)));
    return users;
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
