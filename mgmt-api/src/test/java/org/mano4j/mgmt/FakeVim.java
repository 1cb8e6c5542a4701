package org.mano4j.mgmt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;

/** A VIM that knows servers by name and keeps what was done to them. */
final class FakeVim implements VimManagerHandler {

  final Map<String, Server> servers = new ConcurrentHashMap<>();
  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile boolean canReset = true;

  FakeVim with(String name) {
    return with(ServerBuilder.builder().name(name).status("CREATED").build());
  }

  FakeVim with(Server server) {
    servers.put(String.valueOf(server.name()), server);
    return this;
  }

  @Override
  public Optional<Server> check(String serverName) {
    calls.add("check " + serverName);
    return Optional.ofNullable(servers.get(serverName));
  }

  @Override
  public void start(String serverName) {
    calls.add("start " + serverName);
    Server server = find(serverName);
    if ("RUNNING".equals(server.status())) {
      throw new MgmtException(MgmtCode.ALREADY_STARTED, "'" + serverName + "' runs already");
    }
    if ("EXITED".equals(server.status())) {
      throw new MgmtException(MgmtCode.ENDED, "'" + serverName + "' has ended");
    }
    servers.put(serverName, server.withStatus("RUNNING"));
  }

  @Override
  public void addMetadata(String serverName, Map<String, String> entries) {
    calls.add("add_metadata " + serverName + " " + new LinkedHashMap<>(entries));
    find(serverName);
  }

  @Override
  public void stop(String serverName) {
    calls.add("stop " + serverName);
    servers.put(serverName, find(serverName).withStatus("EXITED"));
  }

  @Override
  public void reset(String serverName) {
    calls.add("reset " + serverName);
    if (!canReset) {
      throw new MgmtException(MgmtCode.REFUSED, "this VIM cannot");
    }
    servers.put(serverName, find(serverName).withStatus("CREATED"));
  }

  private Server find(String name) {
    Server server = servers.get(name);
    if (server == null) {
      throw new MgmtException(MgmtCode.NOT_FOUND, "there is no '" + name + "'");
    }
    return server;
  }
}
