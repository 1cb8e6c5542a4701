package org.mano4j.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.PopServer;
import org.mano4j.testkit.pop.PopPlatform;
import org.mano4j.testkit.pop.PopUnderTest;

/**
 * A Pop server before the backend of a {@link PopBackendContract}, which can crash and come back.
 */
final class PopBackendBench implements PopPlatform, AutoCloseable {

  /** Quick to check; the password is random and the server listens on loopback only. */
  private static final int BCRYPT_COST = 4;

  private final PopBackendContract suite;
  private final PopCredentials user = new PopCredentials("contract", UUID.randomUUID().toString());
  private final Path state;
  private final List<CrashingBackend> opened = new ArrayList<>();
  private PopServer server;

  PopBackendBench(PopBackendContract suite) {
    this.suite = suite;
    try {
      state = Files.createTempDirectory("pop-contract");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory for the Pop's state", e);
    }
    try {
      server = started();
    } catch (RuntimeException e) {
      removeState();
      throw e;
    }
  }

  private PopServer started() {
    CrashingBackend backend = new CrashingBackend(suite.backend());
    PopServer next =
        PopServer.builder(backend)
            .name("contract")
            .user(user.username(), user.password())
            .bcryptCost(BCRYPT_COST)
            .defaultNetwork(suite.defaultNetwork())
            .stateDirectory(state)
            .sync(false)
            .build();
    next.start();
    opened.add(backend);
    return next;
  }

  PopUnderTest target() {
    return PopUnderTest.of(server.endpoint(), user, suite.image())
        .with()
        .exitImages(suite.exitImages())
        .brokenImage(suite.brokenImage())
        .imageWithoutCommand(suite.imageWithoutCommand())
        .timeout(suite.timeout())
        .platform(this)
        .build();
  }

  private CrashingBackend backend() {
    return opened.get(opened.size() - 1);
  }

  @Override
  public List<InstanceState> instances() {
    return backend().instances().stream().sorted(Comparator.comparing(InstanceState::id)).toList();
  }

  @Override
  public boolean survivesCrash() {
    return suite.survivesCrash();
  }

  @Override
  public void crash() {
    backend().crash();
    server.close();
  }

  @Override
  public PopEndpoint restart() {
    server = started();
    return server.endpoint();
  }

  @Override
  public void run(InstanceSpec spec) {
    backend().start(spec);
  }

  @Override
  public void end(String instanceId) {
    backend().stop(instanceId, Duration.ofMillis(200));
  }

  @Override
  public void close() {
    try {
      server.close();
      opened.forEach(CrashingBackend::closeReally);
    } finally {
      removeState();
    }
  }

  private void removeState() {
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + state, e);
    }
  }
}
