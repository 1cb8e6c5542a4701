package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.server.InstanceState;

/** A container of an image that was committed from an instance, beside that instance. */
class OwnLabelsTest {

  private static final String OWNER = "owner-1";

  private final FakeEngine engine = FakeEngine.start();
  private final Told told = new Told();
  private final DockerPopBackend backend =
      DockerPopBackend.builder().popName("own").engine(engine.uri()).build();

  @BeforeEach
  void play() {
    engine.on(
        "GET",
        "/containers/json",
        FakeEngine.json(200, "[" + listed("e9", "copy") + "," + listed("e1", "base") + "]"));
    engine.on("GET", "/images/base/json", FakeEngine.json(200, image("{}")));
    engine.on("GET", "/images/copy/json", FakeEngine.json(200, image(labels())));
    engine.on("POST|DELETE", "/containers/e[19].*", FakeEngine.json(204, ""));
  }

  @AfterEach
  void close() {
    backend.close();
    engine.close();
  }

  @Test
  void isNoInstance() {
    backend.open(OWNER, told);
    assertThat(backend.instances()).containsExactly(InstanceState.running("i1"));
  }

  @Test
  void isNotStoppedWithIt() {
    engine.on(
        "GET", "/containers/e1/json", FakeEngine.json(200, "{\"State\":{\"Running\":false}}"));
    backend.open(OWNER, told);
    backend.instances();
    backend.stop("i1", Duration.ZERO);
    assertThat(engine.calls("DELETE", "/containers/e1")).isEqualTo(1);
    assertThat(engine.asked()).noneMatch(call -> call.contains("/containers/e9"));
  }

  @Test
  void isAskedForItsImageOnce() {
    backend.open(OWNER, told);
    backend.instances();
    backend.instances();
    assertThat(engine.calls("GET", "/images/.*/json")).isEqualTo(2);
  }

  @Test
  void isNotTakenForAnInstanceWithoutItsImageEither() {
    engine.on("GET", "/images/.*/json", FakeEngine.refuse(404, "No such image"));
    engine.on(
        "GET", "/containers/e9/json", FakeEngine.json(200, "{\"Id\":\"e9\",\"HostConfig\":{}}"));
    engine.on(
        "GET",
        "/containers/e1/json",
        FakeEngine.json(
            200,
            "{\"Id\":\"e1\",\"HostConfig\":{\"SecurityOpt\":[\"no-new-privileges\"],\"LogConfig\":"
                + "{\"Type\":\"json-file\",\"Config\":{\"max-size\":\"5\",\"max-file\":\"2\"}}}}"));
    backend.open(OWNER, told);
    assertThat(backend.instances()).containsExactly(InstanceState.running("i1"));
  }

  private static String listed(String id, String image) {
    return "{\"Id\":\"%s\",\"ImageID\":\"%s\",\"State\":\"running\",\"Labels\":%s}"
        .formatted(id, image, labels());
  }

  private static String labels() {
    return "{\"%s\":\"%s\",\"%s\":\"i1\"}".formatted(Labels.OWNER, OWNER, Labels.INSTANCE);
  }

  private static String image(String labels) {
    return "{\"Config\":{\"Labels\":%s}}".formatted(labels);
  }
}
