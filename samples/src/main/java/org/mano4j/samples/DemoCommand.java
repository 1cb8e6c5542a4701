package org.mano4j.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.AmqpUri;
import org.mano4j.samples.report.Topology;
import org.mano4j.samples.site.SiteOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a network service and shows what happens. */
@Command(
    name = "demo",
    description = {
      "Runs the SIPp service: onboard, launch, scale out, scale in, terminate. Without options"
          + " everything is inside this JVM, and nothing has to be installed for it.",
      "",
      "What it makes elsewhere it removes, also when it fails or is interrupted; interrupted twice,"
          + " it ends at once and removes its processes and files, and nothing more."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 the descriptor has findings or cannot be read, 64 wrong"
          + " usage."
    },
    exitCodeOnInvalidInput = ExitCode.USAGE)
final class DemoCommand implements Callable<Integer> {

  private static final String SIPP = "sipp/nsd.json";
  private static final String EMBEDDED = "embedded";
  private static final int CLIENTS = 3;
  private static final int CLIENTS_OF_THE_THESIS = 5;

  /** Whoever names a broker here knows that it runs. */
  private static final int CONNECT_ATTEMPTS = 3;

  @Spec private CommandSpec spec;
  @Mixin private HelpOption help;

  @Option(names = "--json", description = "Print one JSON document instead of text.")
  private boolean json;

  @Option(
      names = "--nsd",
      paramLabel = "FILE",
      description = "Run the network service of this descriptor instead.")
  private @Nullable Path nsd;

  @Option(
      names = "--docker",
      description =
          "Really run the containers, on the Docker Engine that docker uses; SIPp's images are made"
              + " there if they are missing. Shows the calls of SIPp's clients.")
  private boolean docker;

  @Option(
      names = "--amqp",
      paramLabel = "URI",
      description = {
        "Talk over this broker, and not over a bus in the JVM:",
        "amqp://guest:guest@localhost:5672/test, for example, in a virtual host that no NFVO uses."
            + " 'embedded' starts a broker inside the JVM."
      })
  private @Nullable String amqp;

  @Option(
      names = "--processes",
      description =
          "Run Pop, VIM driver and VNF manager as processes of their own: popd (or pop-server),"
              + " plugind and vnfmd. Without --amqp over an embedded broker.")
  private boolean processes;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description =
          "Scale out to so many clients, or instances of the first VDU with room; by default 3, and"
              + " 5 with --docker.")
  private @Nullable Integer clients;

  @Option(
      names = "--trace",
      description = "Print every message between the parts to standard error at the end.")
  private boolean trace;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page about the run to this file, for a browser; also if it fails.")
  private @Nullable Path report;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    logOnlyErrors();
    SiteOptions options = options();
    int wanted = wanted();
    Optional<DemoReport> page =
        Optional.ofNullable(report).map(file -> new DemoReport(file, options));
    Optional<String> unwritable = page.flatMap(DemoReport::unwritable);
    if (unwritable.isPresent()) {
      fail(out, err, unwritable.get());
      return ExitCode.FAILED;
    }
    byte[] descriptor;
    try {
      descriptor = read();
    } catch (IOException e) {
      String error = unreadable(e);
      page.ifPresent(file -> file.write(DemoResult.unreadable(error), Topology.NONE));
      fail(out, err, error);
      return ExitCode.BAD_INPUT;
    }
    DemoText text = new DemoText(out, err);
    AtomicReference<@Nullable Demo> running = new AtomicReference<>();
    DemoInterruption interruption = new DemoInterruption(() -> endAtOnce(err, running.get()));
    if (options.reachesOutside()) {
      interruption.hearingSignals();
    }
    Demo demo =
        new Demo(
            fileName(), descriptor, options, wanted, interruption, json ? new Notes(err) : text);
    running.set(demo);
    DemoResult result = demo.run();
    if (json) {
      printJson(out, result);
    } else {
      text.end(result);
    }
    Optional<String> lost = page.flatMap(file -> file.write(result, demo.topology()));
    lost.ifPresent(error -> err.println("error: " + error));
    if (trace) {
      err.println(DemoText.printable(demo.trace()));
    }
    if (Output.isLost(out, err) || lost.isPresent()) {
      return ExitCode.FAILED;
    }
    if (result.refused()) {
      return ExitCode.BAD_INPUT;
    }
    return result.ok() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Nothing of what a person would miss comes after this. */
  private static void endAtOnce(PrintWriter err, @Nullable Demo demo) {
    try {
      if (demo != null) {
        demo.abandon();
      }
      err.println(
          "error: ended at once, being told so twice; containers, networks and users of the broker"
              + " that were made are still there");
    } catch (RuntimeException e) {
      err.println("error: ended at once, being told so twice, and " + e.getMessage());
    } finally {
      err.flush();
      Runtime.getRuntime().halt(ExitCode.FAILED);
    }
  }

  private SiteOptions options() {
    boolean embedded = EMBEDDED.equals(amqp) || processes && amqp == null;
    return new SiteOptions(docker, embedded, embedded ? null : broker(), processes);
  }

  private int wanted() {
    if (clients != null && clients < 1) {
      throw new ParameterException(
          spec.commandLine(), "--clients is to be 1 or more, but is " + clients);
    }
    return clients == null ? docker ? CLIENTS_OF_THE_THESIS : CLIENTS : clients;
  }

  private @Nullable AmqpUri broker() {
    try {
      return amqp == null ? null : patient(AmqpUri.parse(amqp));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--amqp: " + e.getMessage());
    }
  }

  private static AmqpUri patient(AmqpUri uri) {
    return new AmqpUri(uri.options().withConnectAttempts(CONNECT_ATTEMPTS), uri.credentials());
  }

  /**
   * What fails is told once, with its cause; the warnings of every part on the way are for those
   * who ask for the trace. Takes effect because nothing has logged yet.
   */
  private void logOnlyErrors() {
    if (!trace) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    }
  }

  private String fileName() {
    return nsd == null ? "samples/" + SIPP : nsd.toString();
  }

  private byte[] read() throws IOException {
    if (nsd != null) {
      return Files.readAllBytes(nsd);
    }
    try (InputStream in = Demo.class.getResourceAsStream(SIPP)) {
      return Objects.requireNonNull(in, SIPP).readAllBytes();
    }
  }

  private String unreadable(IOException e) {
    String why =
        Files.exists(Path.of(fileName())) ? String.valueOf(e.getMessage()) : "no such file";
    return "cannot read " + fileName() + ": " + why;
  }

  /** Says why nothing was run. */
  private void fail(PrintWriter out, PrintWriter err, String error) {
    if (json) {
      printJson(out, DemoResult.unreadable(error));
    } else {
      err.println("error: " + error);
    }
  }

  private static void printJson(PrintWriter out, DemoResult result) {
    out.println(CatalogueJson.writePretty(result));
    out.flush();
  }

  /** Where a program reads the outcome, a person may still watch standard error. */
  private record Notes(PrintWriter err) implements Demo.Observer {

    @Override
    public void begin(String service) {}

    @Override
    public void step(DemoResult.Step step) {}

    @Override
    public void note(String sentence) {
      err.println(DemoText.printable(sentence));
      err.flush();
    }
  }
}
