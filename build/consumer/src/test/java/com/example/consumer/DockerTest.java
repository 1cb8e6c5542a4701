package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.PopException;
import org.mano4j.pop.docker.DockerPopBackend;
import org.mano4j.pop.docker.EngineState;
import org.mano4j.pop.server.PopServer;

/** docker-java and all that it needs are there, as far as that can be seen without an engine. */
class DockerTest {

  @Test
  void saysThatThereIsNoEngine(@TempDir Path folder) {
    URI nowhere = URI.create("unix://" + folder.resolve("docker.sock"));
    DockerPopBackend docker = DockerPopBackend.builder().engine(nowhere).build();
    try (PopServer server = PopServer.builder(docker).user("admin", "secret").build()) {
      assertEquals(EngineState.OPENING, docker.state());

      PopException refused = assertThrows(PopException.class, server::start);

      assertTrue(refused.getMessage().contains("there is no such socket"), refused::getMessage);
    }
  }
}
