package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.packaging.ScriptBuilder;
import org.mano4j.catalogue.packaging.VNFPackageBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class OperationsTest {

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private @Nullable VnfmRuntime vnfm;

  @AfterEach
  void stop() {
    if (vnfm != null) {
      vnfm.close();
    }
    nfvo.close();
  }

  private void start(VnfmHandler handler) {
    vnfm = nfvo.vnfm(handler).build();
    vnfm.start();
  }

  @Test
  void servesAllOperationsWithAHandlerThatDoesNothing() {
    start(new VnfmHandler() {});
    nfvo.answering(Messages::granting);

    assertThat(action(nfvo.request("dummy", Messages.instantiate("a")))).isEqualTo("INSTANTIATE");
    assertThat(action(nfvo.request("dummy", Messages.generic(Action.MODIFY, "a"))))
        .isEqualTo("MODIFY");
    assertThat(action(nfvo.request("dummy", Messages.startStop(Action.START, "a"))))
        .isEqualTo("START");
    assertThat(action(nfvo.request("dummy", Messages.scaleOut("a")))).isEqualTo("SCALED");
    assertThat(nfvo.request("dummy", Messages.scaleIn("a")).join().isNull()).isTrue();
    assertThat(action(nfvo.request("dummy", Messages.startStop(Action.STOP, "a"))))
        .isEqualTo("STOP");
    assertThat(action(nfvo.request("dummy", Messages.generic(Action.RELEASE_RESOURCES, "a"))))
        .isEqualTo("RELEASE_RESOURCES");
  }

  @Test
  void asksTheNfvoInPlainText() {
    start(new VnfmHandler() {});
    nfvo.answering(Messages::granting);

    nfvo.request("dummy", Messages.instantiate("a")).join();

    assertThat(nfvo.asked).hasSize(2);
    assertThat(nfvo.asked)
        .allSatisfy(message -> assertThat(message.contentType()).isEqualTo("text/plain"));
  }

  @Test
  void alwaysSendsUserDataAndKeysWithAnAllocation() {
    start(new VnfmHandler() {});
    nfvo.answering(Messages::granting);

    nfvo.request("dummy", Messages.instantiate("a")).join();

    JsonNode allocate = Recordings.tree(nfvo.asked.get(1).body());
    assertThat(allocate.at("/userdata").asText("missing")).isEmpty();
    assertThat(allocate.at("/keyPairs").isArray()).isTrue();
    assertThat(allocate.at("/vimInstances").isObject()).isTrue();
  }

  @Test
  void takesUserDataFromTheHandlerUnlessThePackageBringsSome() {
    start(
        new VnfmHandler() {
          @Override
          public String userData(VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            return "#!/bin/sh " + vnfr.id();
          }
        });
    nfvo.answering(Messages::granting);

    nfvo.request("dummy", Messages.instantiate("a")).join();
    nfvo.request("dummy", Messages.scaleOut("a")).join();
    nfvo.request(
            "dummy",
            Messages.instantiate("b")
                .withVnfPackage(
                    VNFPackageBuilder.builder()
                        .scripts(
                            List.of(
                                ScriptBuilder.builder().name("a.sh").payload(Blob.of("a")).build(),
                                ScriptBuilder.builder()
                                    .name("userdata.sh")
                                    .payload(Blob.of("packaged"))
                                    .build()))
                        .build()))
        .join();

    assertThat(Recordings.tree(nfvo.asked.get(1).body()).at("/userdata").asText())
        .isEqualTo("#!/bin/sh id-a");
    assertThat(Recordings.tree(nfvo.asked.get(2).body()).at("/userData").asText())
        .isEqualTo("#!/bin/sh id-a");
    assertThat(Recordings.tree(nfvo.asked.get(4).body()).at("/userdata").asText())
        .isEqualTo("packaged");
  }

  @Test
  void keepsWhatItDoesNotKnow() {
    start(new VnfmHandler() {});
    String request =
        "{\"action\":\"MODIFY\",\"vnfr\":{\"id\":\"1\",\"name\":\"a\",\"hbVersion\":41,"
            + "\"fromTheFuture\":{\"x\":[1]},\"vdu\":[{\"id\":\"2\",\"hbVersion\":5,\"new\":true}]}}";

    JsonNode answer = nfvo.request("dummy", request.getBytes()).join();

    JsonNode record = answer.at("/virtualNetworkFunctionRecord");
    assertThat(record.at("/hbVersion").asInt()).isEqualTo(41);
    assertThat(record.at("/fromTheFuture/x/0").asInt()).isEqualTo(1);
    assertThat(record.at("/vdu/0/new").asBoolean()).isTrue();
    assertThat(record.at("/vdu/0/hbVersion").asInt()).isEqualTo(5);
  }

  @Test
  void marksInstancesUnlessTheHandlerDoes() {
    start(
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord start(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            return vnfr.mapVnfcInstances(
                instance ->
                    instance.hostname().equals("a-1") ? instance.withState("FAILED") : instance);
          }
        });

    JsonNode start = nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();
    JsonNode stop = nfvo.request("dummy", Messages.startStop(Action.STOP, "a")).join();

    assertThat(Messages.states(start)).containsExactly("FAILED", "STANDBY");
    assertThat(Messages.states(stop)).containsExactly("INACTIVE", "INACTIVE");
  }

  @Test
  void leavesAnInstanceInStandbyUnlessTheHandlerStartsIt() {
    start(
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord start(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            return "eager".equals(vnfr.name())
                ? vnfr.mapVnfcInstances(instance -> instance.withState("ACTIVE"))
                : vnfr;
          }
        });

    JsonNode plain = nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();
    JsonNode eager = nfvo.request("dummy", Messages.startStop(Action.START, "eager")).join();

    assertThat(Messages.states(plain)).containsExactly("ACTIVE", "STANDBY");
    assertThat(Messages.states(eager)).containsExactly("ACTIVE", "ACTIVE");
  }

  @Test
  void givesOtherInstancesAStateWhenOneIsStarted() {
    start(new VnfmHandler() {});

    JsonNode answer =
        nfvo.request(
                "dummy",
                Messages.startStop(Action.START, "a").withVnfcInstance(Messages.instance("a", 2)))
            .join();

    assertThat(Messages.states(answer)).containsExactly("INACTIVE", "ACTIVE");
    assertThat(answer.at("/vnfcInstance/state").asText()).isEqualTo("ACTIVE");
    assertThat(answer.at("/vnfcInstance/id").asText()).isEqualTo("a-2");
  }

  @Test
  void callsTheHandlerForOneInstance() {
    List<String> calls = new CopyOnWriteArrayList<>();
    start(
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord startVnfcInstance(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
            calls.add("start " + instance.hostname());
            return vnfr;
          }

          @Override
          public VirtualNetworkFunctionRecord stopVnfcInstance(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
            calls.add("stop " + instance.hostname());
            return vnfr;
          }
        });
    VNFCInstance one = Messages.instance("a", 1);

    nfvo.request("dummy", Messages.startStop(Action.START, "a").withVnfcInstance(one)).join();
    nfvo.request("dummy", Messages.startStop(Action.STOP, "a").withVnfcInstance(one)).join();

    assertThat(calls).containsExactly("start a-1", "stop a-1");
  }

  @Test
  void handsTheNewInstanceAndTheDependencyToScaleOut() {
    List<Object> seen = new CopyOnWriteArrayList<>();
    start(
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord scaleOut(
              VnfmContext context,
              VirtualNetworkFunctionRecord vnfr,
              VNFCInstance instance,
              @Nullable VNFRecordDependency dependency) {
            seen.add(instance.hostname());
            seen.add(dependency == null ? "no dependency" : dependency);
            return vnfr.replaceVnfcInstance(instance.withState("BUSY"));
          }
        });
    nfvo.answering(Messages::granting);

    JsonNode answer = nfvo.request("dummy", Messages.scaleOut("a")).join();

    assertThat(seen).containsExactly("a-1", "no dependency");
    assertThat(answer.at("/vnfcInstance/state").asText()).isEqualTo("BUSY");
  }

  @Test
  void marksAStandbyInstance() {
    start(new VnfmHandler() {});
    nfvo.answering(Messages::granting);

    JsonNode answer = nfvo.request("dummy", Messages.scaleOut("a").withMode("standby")).join();

    assertThat(answer.at("/vnfcInstance/state").asText()).isEqualTo("STANDBY");
    assertThat(Messages.states(answer)).containsExactly("STANDBY", "STANDBY");
  }

  @Test
  void restartsAFunctionWithoutAskingForResources() {
    List<String> calls = new CopyOnWriteArrayList<>();
    start(
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord instantiate(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request) {
            calls.add(vnfr.id() + " restart=" + (request.vnfr() != null));
            return vnfr;
          }
        });

    JsonNode answer =
        nfvo.request("dummy", Messages.instantiate("a").withVnfr(Messages.vnfr("a"))).join();

    assertThat(answer.at("/action").asText()).isEqualTo("INSTANTIATE");
    assertThat(calls).containsExactly("id-a restart=true");
    assertThat(nfvo.asked).isEmpty();
  }

  private static String action(CompletableFuture<JsonNode> answer) {
    return answer.join().at("/action").asText();
  }
}
