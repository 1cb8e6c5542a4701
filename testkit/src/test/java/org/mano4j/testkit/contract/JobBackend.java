package org.mano4j.testkit.contract;

import java.util.concurrent.CompletableFuture;
import org.mano4j.pop.PopException;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.StartedInstance;

/** A platform in memory that has images whose instances end by themselves, or do not start. */
class JobBackend extends CrashingBackend {

  private final InMemoryPopBackend memory;

  JobBackend(InMemoryPopBackend memory) {
    super(memory);
    this.memory = memory;
  }

  static InMemoryPopBackend memory() {
    return InMemoryPopBackend.builder()
        .image("web:1.2")
        .image("exit-0:latest")
        .image("exit-3:latest")
        .image("broken:latest")
        .imageWithoutCommand("empty:latest")
        .network("private", "172.16.0.0/16")
        .build();
  }

  @Override
  public StartedInstance start(InstanceSpec spec) {
    String image = spec.image().names().get(0);
    if (image.startsWith("broken")) {
      throw new PopException(PopException.Code.FAILED_PRECONDITION, "it is broken");
    }
    StartedInstance started = super.start(spec);
    if (image.startsWith("exit-")) {
      int code = image.charAt("exit-".length()) - '0';
      CompletableFuture.runAsync(() -> memory.exit(spec.id(), code));
    }
    return started;
  }
}
