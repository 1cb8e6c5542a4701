package org.mano4j.benchmarks.pop;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.docker.DockerPopBackend;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerBuilder;
import org.mano4j.pop.server.SubnetPool;

/**
 * The process in which measured Pops run. Arguments: a directory for their state, and, for one on
 * an engine, that engine's address and the name of a network to make there. Standard input has the
 * password of their user in a line, standard output then tells their ports; the process ends with
 * its input.
 */
public final class PopServersMain {

  private static final String PREFIX = "172.16.0.0/16";

  /** Where no login is measured. */
  private static final int QUICK_LOGIN = 4;

  private PopServersMain() {}

  /** Serves until nobody wants to know any more. */
  public static void main(String[] args) throws IOException {
    BufferedReader parent =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String password = parent.readLine();
    Path state = Path.of(args[0]);
    PlayedEngine played = PlayedEngine.start(args.length > 1 ? args[2] : "private");
    Map<PopKind, PopServerBuilder> wanted =
        args.length > 1
            ? Map.of(
                PopKind.ENGINE,
                onEngine(state.resolve("engine"), URI.create(args[1]), args[2]),
                PopKind.INSTANT,
                onEngine(state.resolve("instant"), PlayedEngine.uri(played.port()), args[2])
                    .bcryptCost(QUICK_LOGIN))
            : withoutEngine(state);
    Map<PopKind, PopServer> pops = new EnumMap<>(PopKind.class);
    Map<PopKind, Integer> ports = new LinkedHashMap<>();
    wanted.forEach(
        (kind, builder) -> {
          PopServer pop = builder.user(PopProcess.USER, password).build();
          pop.start();
          pops.put(kind, pop);
          ports.put(kind, pop.port());
        });
    BareServer bare = BareServer.start();
    ports.put(PopKind.BARE, bare.port());
    ports.put(PopKind.INSTANT_ENGINE, played.port());
    System.out.println(new ObjectMapper().writeValueAsString(ports));
    while (parent.readLine() != null) {
      Thread.onSpinWait();
    }
    bare.close();
    pops.values().forEach(PopServer::close);
    played.close();
    System.exit(0);
  }

  private static Map<PopKind, PopServerBuilder> withoutEngine(Path state) {
    return new EnumMap<>(
        Map.of(
            PopKind.MEMORY,
            inMemory(),
            PopKind.DURABLE,
            inMemory().stateDirectory(state.resolve("durable")).sync(false),
            PopKind.SYNC,
            inMemory().stateDirectory(state.resolve("sync")).sync(true)));
  }

  private static PopServerBuilder inMemory() {
    return PopServer.builder(
            InMemoryPopBackend.builder().offerAnyImage().network("private", PREFIX).build())
        .bcryptCost(QUICK_LOGIN);
  }

  /** As {@code popd} runs it. */
  private static PopServerBuilder onEngine(Path state, URI engine, String network) {
    DockerPopBackend backend =
        DockerPopBackend.builder()
            .engine(engine)
            .popName(network)
            .defaultNetwork(network)
            .defaultSubnets(List.of(new SubnetPool("10.78.0.0/16", 24)))
            .build();
    return PopServer.builder(backend).defaultNetwork(network).stateDirectory(state).sync(true);
  }
}
