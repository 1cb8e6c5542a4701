package org.mano4j.benchmarks.pop;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.mano4j.benchmarks.harness.TemporaryFolder;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;

/**
 * Pops in a process of their own, so that neither their threads nor their garbage are their
 * callers'. It ends with this one.
 */
final class PopProcess implements AutoCloseable {

  static final String USER = "bench";

  private static final long SECONDS_TO_END = 20;

  private final String password;
  private final TemporaryFolder state;
  private final Process process;
  private final Map<PopKind, Integer> ports;

  private PopProcess(
      String password, TemporaryFolder state, Process process, Map<PopKind, Integer> ports) {
    this.password = password;
    this.state = state;
    this.process = process;
    this.ports = ports;
  }

  /** Those that need no engine, and a server that is none. */
  static PopProcess withoutEngine() throws IOException {
    return start(List.of());
  }

  /** One on an engine, with a network that it makes there, and one on an engine that is none. */
  static PopProcess onEngine(String engine, String network) throws IOException {
    return start(List.of(engine, network));
  }

  private static PopProcess start(List<String> arguments) throws IOException {
    String password = UUID.randomUUID().toString();
    TemporaryFolder state = TemporaryFolder.create("mano4j-bench-pop-");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms1g",
            "-Xmx1g",
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            "-Dslf4j.internal.verbosity=warn",
            "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            PopServersMain.class.getName(),
            state.path().toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    OutputStream to = process.getOutputStream();
    to.write((password + "\n").getBytes(StandardCharsets.UTF_8));
    to.flush();
    String told =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (told == null) {
      state.close();
      throw new IOException("the process of the measured Pops has ended before it served");
    }
    return new PopProcess(
        password, state, process, new ObjectMapper().readValue(told, new TypeReference<>() {}));
  }

  /** Where one of them is. */
  PopAddress address(PopKind kind) {
    Integer port = ports.get(kind);
    if (port == null) {
      throw new IllegalArgumentException("there is no Pop " + kind + " in this process");
    }
    return new PopAddress(
        PopEndpoint.of("localhost", port), new PopCredentials(USER, password), null);
  }

  /** The port of what is no Pop. */
  int port(PopKind kind) {
    return address(kind).endpoint().port();
  }

  /** Where their state is. */
  Path state() {
    return state.path();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    state.close();
  }
}
