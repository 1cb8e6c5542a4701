package org.mano4j.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerStats;

/**
 * A Pop of an {@link OfflineSite}: a real Pop server on loopback in front of a platform that runs
 * nothing. Thread-safe.
 */
public final class OfflinePop {

  /** Quick to check; the password is random and the server listens on loopback only. */
  private static final int BCRYPT_COST = 4;

  private final String name;
  private final InMemoryPopBackend backend;
  private final PopCredentials credentials;
  private final PopServer server;
  private final PopSessions sessions;

  OfflinePop(
      String name,
      InMemoryPopBackend backend,
      String defaultNetwork,
      PopCredentials credentials,
      PopSessions sessions) {
    this.name = name;
    this.backend = backend;
    this.credentials = credentials;
    this.sessions = sessions;
    this.server =
        PopServer.builder(backend)
            .name(name)
            .user(credentials.username(), credentials.password())
            .bcryptCost(BCRYPT_COST)
            .defaultNetwork(defaultNetwork)
            .build();
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The platform: what runs, exits on demand, faults. */
  public InMemoryPopBackend backend() {
    return backend;
  }

  /** A client of it, as the VIM driver has one. */
  public PopClient client() {
    return sessions.client(server.endpoint(), credentials);
  }

  /** All its containers. */
  public List<Container> containers() {
    return client().containers(Filter.all());
  }

  /**
   * One of its containers, by the host name of the VNFC instance.
   *
   * @throws NoSuchElementException if there is none
   */
  public Container container(String hostName) {
    return client()
        .container(Filter.byName(hostName))
        .orElseThrow(
            () -> new NoSuchElementException("Pop " + name + " has no container " + hostName));
  }

  /** What is taken of it; also after it was closed. */
  public PopServerStats stats() {
    return server.stats();
  }

  /** Ends the server as if it had died: calls to it fail from now on. */
  public void die() {
    server.close();
  }

  void start() {
    server.start();
  }

  void close() {
    server.drain(Duration.ofSeconds(1));
    server.close();
  }

  VimInstance vim(String vimName) {
    return GenericVimInstanceBuilder.builder()
        .name(vimName)
        .type(OfflineSite.VIM_TYPE)
        .authUrl("http://" + server.endpoint())
        .metadata(Map.of("username", credentials.username(), "password", credentials.password()))
        .build();
  }
}
