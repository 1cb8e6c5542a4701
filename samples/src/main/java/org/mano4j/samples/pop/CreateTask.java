package org.mano4j.samples.pop;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerConfigBuilder;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.PopClient;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a container of what is typed. */
abstract class CreateTask extends PopTask {

  @Parameters(
      paramLabel = "image=IMAGE [name=NAME] [flavour=FLAVOUR] [network=NETWORK[:ADDRESS]]...",
      arity = "0..*",
      hideParamSyntax = true,
      description = {
        "image: name or id of what to make it from.",
        "name: by default the Pop makes one up.",
        "flavour: a name, or id: and an id; by default the one without limits.",
        "network: name of a network, perhaps with an IPv4 or IPv6 address in it; once for each"
            + " network; by default the Pop's default network."
      })
  private List<String> arguments = List.of();

  @Option(
      names = "--md",
      paramLabel = "KEY=VALUE",
      description = "An entry of its metadata, which becomes its environment.")
  private Map<String, String> metadata = Map.of();

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "A label to find it again by; the container does not see it.")
  private Map<String, String> labels = Map.of();

  private final Map<String, Endpoint> networks = new LinkedHashMap<>();
  private String image = "";
  private String name = "";
  private String flavour = "";

  /** What to do with it when it is there; the container as it is then. */
  abstract Container made(PopClient client, Container created);

  @Override
  final void check() {
    Set<String> given = new HashSet<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw usage("invalid argument " + argument);
      }
      String key = argument.substring(0, equals);
      String value = argument.substring(equals + 1);
      if (!key.equals("network") && !given.add(key)) {
        throw usage(key + " is given twice");
      }
      switch (key) {
        case "image" -> image = value;
        case "name" -> name = value;
        case "flavour" -> flavour = value;
        case "network" -> network(value);
        default -> throw usage("unknown argument " + key);
      }
    }
    if (image.isEmpty()) {
      throw usage("no image chosen");
    }
  }

  @Override
  final int run(PopClient client, Printer printer) {
    ContainerConfig config =
        ContainerConfigBuilder.builder()
            .name(name)
            .imageId(image)
            .flavourId(flavourId(client))
            .endpoints(networks)
            .metadata(metadata)
            .labels(labels)
            .build();
    Container container = made(client, withMetadata(client, client.create(config)));
    printer.one(Servers.view(client, container), ServerView.TABLE);
    return ExitCode.DONE;
  }

  /** Pops of the first generation take no metadata at the creation. */
  private Container withMetadata(PopClient client, Container created) {
    if (created.metadata().equals(metadata)) {
      return created;
    }
    client.metadata(Filter.byId(created.id()), metadata);
    return created.withMetadata(metadata);
  }

  /** The name of a network holds no colon, an IPv6 address does. */
  private void network(String value) {
    int colon = value.indexOf(':');
    String network = colon < 0 ? value : value.substring(0, colon);
    Endpoint endpoint =
        colon < 0 ? Endpoint.automatic() : Endpoint.fixed(value.substring(colon + 1));
    if (network.isEmpty() || networks.put(network, endpoint) != null) {
      throw usage("invalid argument network=" + value + ": name each network once");
    }
  }

  /** People know flavours by their names, Pops want the id. */
  private String flavourId(PopClient client) {
    return flavour.isEmpty()
        ? ""
        : client
            .flavour(Targets.filter(flavour))
            .map(Flavour::id)
            .or(() -> client.flavour(Filter.byId(flavour)).map(Flavour::id))
            .orElseThrow(() -> Targets.nothing("flavour", "flavours", flavour, client));
  }
}
