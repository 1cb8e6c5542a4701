package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VNFComponentBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGenericBuilder;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFCInstanceBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;

/** A manager that allocates machines itself, as option {@code allocate} says. */
class AllocateTest {

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final Set<String> machines = new ConcurrentSkipListSet<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    nfvo.close();
  }

  private void start(VnfmHandler handler) {
    nfvo.start(nfvo.vnfm(handler).allocate(true));
    nfvo.answering(AllocateTest::granting);
  }

  /** Has a cloud of its own. */
  private class Cloud implements VnfmHandler {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public VNFCInstance allocate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, MachineRequest machine)
        throws Exception {
      String host = vnfr.name() + "-" + count.incrementAndGet();
      requests.add(machine + " with '" + machine.userData() + "'");
      machines.add(host);
      return VNFCInstanceBuilder.builder().hostname(host).vcId("vm-" + host).build();
    }

    @Override
    public void release(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance)
        throws Exception {
      machines.remove(instance.hostname());
    }

    @Override
    public String userData(VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
      return "#!boot";
    }
  }

  private static VNFComponent component(String id) {
    return VNFComponentBuilder.builder().id(id).build();
  }

  private static VirtualNetworkFunctionRecord granted(String name) {
    return Messages.vnfr(name)
        .mapVdus(
            vdu ->
                vdu.withVnfc(List.of(component("c-1"), component("c-2")))
                    .withVnfcInstance(List.of()));
  }

  private static CompletableFuture<byte[]> granting(JsonNode asked) {
    String name = asked.at("/virtualNetworkFunctionRecord/name").asText();
    assertThat(asked.at("/action").asText()).isEqualTo("GRANT_OPERATION");
    ObjectNode reply = CatalogueJson.mapper().createObjectNode();
    reply.put("action", "GRANT_OPERATION").put("grantAllowed", true);
    reply.set("virtualNetworkFunctionRecord", CatalogueJson.toTree(granted(name)));
    reply
        .putObject("vduVim")
        .set(
            "vdu-" + name,
            CatalogueJson.toTree(
                GenericVimInstanceBuilder.builder().id("vim-1").name("vim").type("test").build()));
    return CompletableFuture.completedFuture(CatalogueJson.write(reply));
  }

  private JsonNode request(OrVnfmMessage message) {
    return nfvo.request("dummy", message).join();
  }

  private static VirtualNetworkFunctionRecord record(JsonNode answer) {
    return CatalogueJson.read(
        answer.path("virtualNetworkFunctionRecord"), VirtualNetworkFunctionRecord.class);
  }

  @Test
  void launchesScalesOutAndTerminatesWithoutMachinesOfTheNfvo() {
    start(new Cloud());

    JsonNode launched = request(Messages.instantiate("a"));

    assertThat(launched.at("/action").asText()).isEqualTo("INSTANTIATE");
    assertThat(machines).containsExactly("a-1", "a-2");
    assertThat(requests)
        .containsExactly(
            "MachineRequest[vdu=v, component=c-1, vim=vim] with '#!boot'",
            "MachineRequest[vdu=v, component=c-2, vim=vim] with '#!boot'");
    VirtualNetworkFunctionRecord record = record(launched);
    assertThat(record.vnfcInstances())
        .extracting(VNFCInstance::vcId, VNFCInstance::vimId)
        .containsExactly(tuple("vm-a-1", "vim-1"), tuple("vm-a-2", "vim-1"));
    assertThat(record.findVnfcInstanceOfComponent("c-2")).isPresent();

    VirtualNetworkFunctionRecord bigger =
        record.mapVdus(
            vdu -> vdu.withVnfc(List.of(component("c-1"), component("c-2"), component("c-3"))));
    JsonNode scaled =
        request(
            Messages.scaleOut("a")
                .withVirtualNetworkFunctionRecord(bigger)
                .withComponent(component("c-3"))
                .withMode("standby"));

    assertThat(scaled.at("/action").asText()).isEqualTo("SCALED");
    assertThat(scaled.at("/vnfcInstance/hostname").asText()).isEqualTo("a-3");
    assertThat(scaled.at("/vnfcInstance/state").asText()).isEqualTo("STANDBY");
    assertThat(Messages.states(scaled)).containsExactly("none", "none", "STANDBY");
    assertThat(machines).containsExactly("a-1", "a-2", "a-3");

    JsonNode ended =
        request(
            OrVnfmGenericBuilder.builder()
                .action(Action.RELEASE_RESOURCES)
                .vnfr(record(scaled))
                .build());

    assertThat(ended.at("/action").asText()).isEqualTo("RELEASE_RESOURCES");
    assertThat(machines).isEmpty();
    assertThat(record(ended).vnfcInstances()).isEmpty();
    assertThat(nfvo.asked).hasSize(1);
  }

  @Test
  void namesTheMachinesThatThereAreWhenOneCannotBeLaunched() {
    start(
        new Cloud() {
          @Override
          public VNFCInstance allocate(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr, MachineRequest machine)
              throws Exception {
            if ("c-2".equals(machine.component().id())) {
              throw new IllegalStateException("no room");
            }
            return super.allocate(context, vnfr, machine);
          }
        });

    JsonNode answer = request(Messages.instantiate("a"));

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText()).isEqualTo("no room");
    assertThat(record(answer).vnfcInstances())
        .extracting(VNFCInstance::hostname)
        .containsExactly("a-1");
  }

  @Test
  void releasesTheOthersWhenOneCannotBeReleased() {
    start(
        new Cloud() {
          @Override
          public void release(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFCInstance instance)
              throws Exception {
            if ("a-1".equals(instance.hostname())) {
              throw new IllegalStateException("it is stuck");
            }
            super.release(context, vnfr, instance);
          }
        });
    VirtualNetworkFunctionRecord record = record(request(Messages.instantiate("a")));

    JsonNode answer =
        request(
            OrVnfmGenericBuilder.builder().action(Action.RELEASE_RESOURCES).vnfr(record).build());

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText())
        .isEqualTo("machine 'a-1' is not released: it is stuck");
    assertThat(record(answer).vnfcInstances())
        .extracting(VNFCInstance::hostname)
        .containsExactly("a-1");
    assertThat(machines).containsExactly("a-1");
  }

  @Test
  void releasesAMachineThatComesAfterTheNfvoWasToldThatItTookTooLong() {
    CountDownLatch go = new CountDownLatch(1);
    nfvo.start(
        nfvo.vnfm(
                new Cloud() {
                  @Override
                  public VNFCInstance allocate(
                      VnfmContext context,
                      VirtualNetworkFunctionRecord vnfr,
                      MachineRequest machine)
                      throws Exception {
                    VNFCInstance allocated = super.allocate(context, vnfr, machine);
                    boolean over = false;
                    while (!over) {
                      try {
                        go.await();
                        over = true;
                      } catch (InterruptedException e) {
                        over = false;
                      }
                    }
                    return allocated;
                  }
                })
            .allocate(true)
            .answerLimit(Duration.ofMillis(300)));
    nfvo.answering(AllocateTest::granting);

    JsonNode answer = request(Messages.instantiate("a"));
    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    go.countDown();

    await().until(machines::isEmpty);
    assertThat(requests).hasSizeLessThan(2);
  }

  @Test
  void saysThatAHandlerCannotAllocate() {
    start(new VnfmHandler() {});

    assertThat(request(Messages.instantiate("a")).at("/exception/detailMessage").asText())
        .contains("its handler has no method allocate");
  }

  @Test
  void saysWhatAnInstanceLacks() {
    start(
        new VnfmHandler() {
          @Override
          public VNFCInstance allocate(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr, MachineRequest machine) {
            return VNFCInstanceBuilder.builder().hostname("a").build();
          }
        });

    assertThat(request(Messages.instantiate("a")).at("/exception/detailMessage").asText())
        .contains("without hostname or vc_id");
  }
}
