package org.mano4j.samples.pop;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerBuilder;
import org.mano4j.pop.server.PopServerTls;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A Pop to try things on. */
@Command(
    name = "pop-server",
    description = {
      "Runs a Pop whose containers run nothing but otherwise behave like others, until it is"
          + " interrupted. It has any image, and one network, 'private'. Containers of the images"
          + " 'exit-0' and 'exit-3' end by themselves with that code, those of 'broken' cannot be"
          + " started: 'mano4j pop-check' can try these with --exit-image and --broken-image.",
      ""
    },
    footer = {
      "",
      "Without --user, the user is the one of POP_AUTH, so that 'pop' in the same shell just works;"
          + " without that, 'admin' with a new password, which is printed.",
      "",
      "Exit codes: 0 done, 1 failed, 64 wrong usage."
    },
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class PopServerCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen, 0 for any free port; by default ${DEFAULT-VALUE}.")
  private int port = PopEndpoint.DEFAULT_PORT;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "Where to listen; by default for programs of this machine only.")
  private @Nullable InetAddress address;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What it calls itself; by default ${DEFAULT-VALUE}.")
  private String name = "pop";

  @Option(
      names = "--user",
      paramLabel = "NAME:PASSWORD",
      description =
          "Who may do everything here; may be given several times. Others on this machine can read"
              + " it here: better in POP_AUTH.")
  private List<String> users = List.of();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Remember containers and networks in this directory, which is made if it is not there. What"
              + " ran has failed when the Pop comes back, since it ran in its memory.")
  private @Nullable Path state;

  @Option(
      names = "--sync",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Answer only when the disk has it, so that it survives a power cut too; on by default with"
              + " --state.")
  private boolean sync;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Speak TLS only, and show the certificates in this PEM file.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The key of --tls-cert: PEM, PKCS #8, without password.")
  private @Nullable Path key;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description = "Clients, too, must show a certificate, of an authority in this PEM file.")
  private @Nullable Path clientAuthorities;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log to standard error what happens.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  private PopServerCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = surroundings.outWriter();
    this.err = surroundings.errWriter();
  }

  /** Runs the Pop with these arguments until the process is told to end; the exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    PopServerCommand server = new PopServerCommand(surroundings);
    int code = Failures.told(new CommandLine(server), server.out, server.err).execute(arguments);
    server.out.flush();
    server.err.flush();
    return code;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65535) {
      throw new ParameterException(
          spec.commandLine(), "--port is to be 0 to 65535, but is " + port);
    }
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : "warn");
    PopServerBuilder builder = PopServer.builder(platform()).name(name).port(port).sync(sync);
    if (address != null) {
      builder.address(address);
    }
    if (state != null) {
      builder.stateDirectory(state);
    }
    if (certificate != null || key != null || clientAuthorities != null) {
      builder.tls(tls());
    }
    users().forEach(user -> builder.user(user.username(), user.password()));
    return new TryPop(builder.build()).serve(out, err);
  }

  private static InMemoryPopBackend platform() {
    return InMemoryPopBackend.builder()
        .offerAnyImage()
        .exitingImage("exit-0", 0)
        .exitingImage("exit-3", 3)
        .brokenImage("broken")
        .imageWithoutCommand("empty")
        .network("private", "172.16.0.0/16")
        .build();
  }

  private PopServerTls tls() {
    if (certificate == null || key == null) {
      throw new ParameterException(
          spec.commandLine(), "TLS needs both --tls-cert and --tls-key, but one is missing");
    }
    return new PopServerTls(certificate, key, clientAuthorities);
  }

  /** Prints a password only if nobody could know it otherwise. */
  private List<PopCredentials> users() {
    List<PopCredentials> all = new ArrayList<>();
    try {
      for (String user : users) {
        all.add(Auth.parse(user));
      }
      if (all.isEmpty() && !surroundings.variable("POP_AUTH").isEmpty()) {
        all.add(Auth.parse(surroundings.variable("POP_AUTH")));
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (all.isEmpty()) {
      byte[] random = new byte[18];
      new SecureRandom().nextBytes(random);
      String password = Base64.getUrlEncoder().encodeToString(random);
      all.add(new PopCredentials("admin", password));
      out.println("export POP_AUTH=admin:" + password);
    }
    return all;
  }
}
