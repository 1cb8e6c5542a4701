package org.mano4j.samples.pop;

import java.util.List;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.Subnet;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a network. */
@Command(
    name = "create",
    description = {
      "Makes a network, or shows the one that was made under this name before.",
      "Without a subnet the Pop picks a free one."
    })
final class NetworkCreateCommand extends PopTask {

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      hideParamSyntax = true,
      description = "Its name.")
  private List<String> arguments = List.of();

  @Option(
      names = "--subnet",
      paramLabel = "CIDR[,gateway=ADDRESS][,range=CIDR]",
      description =
          "Addresses of the network, IPv4 or IPv6; perhaps its gateway, and the part of it that"
              + " containers get addresses of. May be given several times.")
  private List<String> subnets = List.of();

  @Option(names = "--external", description = "It leads out of the Pop.")
  private boolean external;

  @Option(
      names = "--mtu",
      paramLabel = "BYTES",
      description = "Its largest packet; by default the platform's own.")
  private int mtu;

  @Override
  void check() {
    checkOne(arguments);
    if (mtu < 0) {
      throw usage("--mtu is to be 0 or more, but is " + mtu);
    }
    subnets.forEach(this::subnet);
  }

  @Override
  int run(PopClient client, Printer printer) {
    NetworkConfig config =
        new NetworkConfig(
            arguments.get(0), external, subnets.stream().map(this::subnet).toList(), mtu);
    printer.one(NetworkView.of(client.createNetwork(config)), NetworkView.TABLE);
    return ExitCode.DONE;
  }

  private Subnet subnet(String text) {
    String[] parts = text.split(",", -1);
    if (parts[0].isEmpty()) {
      throw usage("--subnet begins with its addresses, as in 10.1.0.0/24,gateway=10.1.0.1");
    }
    String gateway = "";
    String range = "";
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].startsWith("gateway=")) {
        gateway = parts[i].substring("gateway=".length());
      } else if (parts[i].startsWith("range=")) {
        range = parts[i].substring("range=".length());
      } else {
        throw usage("--subnet: '" + parts[i] + "' is neither gateway=ADDRESS nor range=CIDR");
      }
    }
    return new Subnet(parts[0], gateway, range);
  }
}
