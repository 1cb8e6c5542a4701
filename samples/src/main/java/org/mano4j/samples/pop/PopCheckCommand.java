package org.mano4j.samples.pop;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopException;
import org.mano4j.samples.ExitCode;
import org.mano4j.testkit.pop.PopCase;
import org.mano4j.testkit.pop.PopContract;
import org.mano4j.testkit.pop.PopUnderTest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries on a running Pop what every Pop has to do. */
@Command(
    name = "pop-check",
    description = {
      "Tries on a running Pop, old ones too, what every Pop has to do, and says case by case whether"
          + " it does. It makes containers and networks of its own, named popcheck-..., removes"
          + " them, also when it is interrupted, and touches no others.",
      ""
    },
    footer = {
      "",
      "The password is that of POP_AUTH (user:password), else POP_PASSWORD, else it is asked for.",
      "A case that needs what the Pop or the command line lacks is skipped, and says so.",
      "",
      "Exit codes:",
      "  0   no case has failed",
      "  1   a case has failed, or something could not be removed",
      "  2   the Pop cannot be reached or logged in to",
      "  64  wrong usage",
      "",
      "Examples:",
      "  pop-check --addr localhost:60000 --user admin --image sleep:latest",
      "  pop-check --user admin --image web --exit-image 0=job --only exit,stop-01"
    },
    exitCodeOnInvalidInput = ExitCode.USAGE)
public final class PopCheckCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Spec private CommandSpec spec;

  @Option(
      names = "--addr",
      paramLabel = "HOST:PORT",
      description = "Where the Pop is; by default POP_HOST, else localhost:60000.")
  private @Nullable String address;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "A user who may do everything there; by default the one of POP_AUTH.")
  private @Nullable String user;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "An image of the Pop that runs until it is stopped.")
  private @Nullable String image;

  @Option(
      names = "--exit-image",
      paramLabel = "CODE=IMAGE",
      description =
          "An image that ends by itself with this code. Give one for 0 and one for another code.")
  private Map<Integer, String> exitImages = Map.of();

  @Option(
      names = "--broken-image",
      paramLabel = "IMAGE",
      description = "An image that the Pop has but cannot start.")
  private @Nullable String brokenImage;

  @Option(
      names = "--image-without-command",
      paramLabel = "IMAGE",
      description = "An image that the Pop has but refuses at Create, as nothing could run of it.")
  private @Nullable String imageWithoutCommand;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description = "The network to attach containers to; by default the Pop's own choice.")
  private @Nullable String network;

  @Option(names = "--tls", description = "Speak TLS, and trust what this Java trusts.")
  private boolean tls;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Speak TLS, and trust the certificates in this PEM file.")
  private @Nullable Path tlsCa;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Speak TLS, and show the certificates in this PEM file to the Pop.")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The key of --tls-cert: PEM, PKCS #8, without password.")
  private @Nullable Path tlsKey;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "How long a call or a change of state may take; by default 30s.")
  private Duration timeout = PopUnderTest.DEFAULT_TIMEOUT;

  @Option(
      names = "--only",
      paramLabel = "CASE",
      split = ",",
      description = "Only these cases, such as stop-01, or areas, such as stop.")
  private List<String> only = List.of();

  @Option(
      names = "--skip",
      paramLabel = "CASE",
      split = ",",
      description = "Not these cases or areas.")
  private List<String> skip = List.of();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write the results to this file, as XML in JUnit's form.")
  private @Nullable Path junit;

  @Option(names = "--list", description = "List the cases instead of trying them.")
  private boolean list;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  private PopCheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = surroundings.outWriter();
    this.err = surroundings.errWriter();
  }

  /** Tries the cases with these arguments; the exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    PopCheckCommand check = new PopCheckCommand(surroundings);
    int code = Failures.told(new CommandLine(check), check.out, check.err).execute(arguments);
    check.out.flush();
    check.err.flush();
    return code;
  }

  @Override
  public Integer call() throws IOException {
    List<PopCase> cases = chosen();
    if (list) {
      cases.forEach(one -> out.printf("%-14s  %s%n", one.id(), one.sentence()));
      return ExitCode.DONE;
    }
    PopUnderTest target = target();
    if (junit != null && !Files.isDirectory(junit.toAbsolutePath().getParent())) {
      throw wrong("--junit: there is no folder to write " + junit + " to");
    }
    PopContract contract;
    try {
      contract = PopContract.open(target);
    } catch (PopException e) {
      Failures.tell(e.getMessage(), out, err);
      return ExitCode.BAD_INPUT;
    }
    return new PopCheck(contract, out, err).run(cases, junit) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private List<PopCase> chosen() {
    for (List<String> names : List.of(only, skip)) {
      for (String name : names) {
        if (PopContract.cases().stream().noneMatch(isNamed(List.of(name)))) {
          throw wrong(
              "there is no case or area '"
                  + name
                  + "'; --list shows the cases of "
                  + new TreeSet<>(PopContract.cases().stream().map(PopCase::area).toList()));
        }
      }
    }
    List<PopCase> cases =
        PopContract.cases().stream()
            .filter(only.isEmpty() ? one -> true : isNamed(only))
            .filter(isNamed(skip).negate())
            .toList();
    if (cases.isEmpty()) {
      throw wrong("--only and --skip leave no case");
    }
    return cases;
  }

  private static Predicate<PopCase> isNamed(List<String> names) {
    return one -> names.contains(one.id()) || names.contains(one.area());
  }

  private PopUnderTest target() {
    String image = this.image;
    if (image == null) {
      throw wrong("--image is missing: the cases need an image that runs until it is stopped");
    }
    try {
      return PopUnderTest.of(surroundings.endpoint(address), credentials(), image)
          .with()
          .tls(tls || tlsCa != null || tlsCertificate != null)
          .tlsCa(tlsCa)
          .tlsCertificate(tlsCertificate)
          .tlsKey(tlsKey)
          .network(network)
          .exitImages(exitImages)
          .brokenImage(brokenImage)
          .imageWithoutCommand(imageWithoutCommand)
          .timeout(timeout)
          .build();
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private PopCredentials credentials() {
    String auth = surroundings.variable("POP_AUTH");
    if (!auth.isEmpty()) {
      PopCredentials known = Auth.parse(auth);
      if (user == null || user.equals(known.username())) {
        return known;
      }
    }
    String name = user;
    if (name == null || name.isEmpty()) {
      throw wrong("no user is given: --user, or POP_AUTH=user:password");
    }
    return new PopCredentials(name, password(name));
  }

  private String password(String name) {
    String password = surroundings.variable("POP_PASSWORD");
    if (!password.isEmpty()) {
      return password;
    }
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("Password of %s: ", name);
    if (typed == null || typed.length == 0) {
      throw wrong(
          "no password is given for '" + name + "': POP_AUTH=user:password, or POP_PASSWORD");
    }
    return new String(typed);
  }

  private ParameterException wrong(@Nullable String text) {
    return new ParameterException(spec.commandLine(), String.valueOf(text));
  }
}
