package org.mano4j.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.VnfmOrError;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** A VNFM process that is killed when it has received INSTANTIATE, and the next one. */
class KilledVnfmIT {

  private static final String RECEIVED = "received";

  private final LiveNfvo nfvo = new LiveNfvo();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    nfvo.close();
  }

  /** The process that is killed. */
  static final class Victim {

    private Victim() {}

    public static void main(String[] arguments) throws InterruptedException {
      BusCredentials user = new BusCredentials(arguments[3], arguments[4]);
      AmqpOptions options =
          AmqpOptions.defaults()
              .withHost(arguments[0])
              .withPort(Integer.parseInt(arguments[1]))
              .withVirtualHost(arguments[2]);
      CountDownLatch never = new CountDownLatch(1);
      VnfmHandler handler =
          new VnfmHandler() {
            @Override
            public void checkInstantiationFeasibility(
                VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
                throws Exception {
              System.out.println(RECEIVED);
              never.await();
            }
          };
      VnfmRuntime.builder(handler)
          .type(LiveNfvo.VNFM)
          .channel(BusChannel.builder(new AmqpBusConnector(options)).registrationUser(user).build())
          .build()
          .start();
      System.out.println("started");
      never.await();
    }
  }

  /** Sends requests to a manager that receives all of them and is killed then. */
  private List<CompletableFuture<Optional<VnfmOrMessage>>> sendToVictim(String... vnfs)
      throws IOException, InterruptedException {
    AmqpOptions options = nfvo.host.options();
    Process victim =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                options.host(),
                String.valueOf(options.effectivePort()),
                options.virtualHost(),
                nfvo.host.credentials().username(),
                nfvo.host.credentials().password())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      awaitLine(output, "started");
      List<CompletableFuture<Optional<VnfmOrMessage>>> answers =
          List.of(vnfs).stream().map(vnf -> nfvo.request(LiveNfvo.instantiate(vnf))).toList();
      for (int i = 0; i < vnfs.length; i++) {
        awaitLine(output, RECEIVED);
      }
      return answers;
    } finally {
      victim.destroyForcibly().waitFor();
    }
  }

  private static void awaitLine(BufferedReader output, String wanted) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(wanted)) {
        return;
      }
      all.append(line).append('\n');
    }
    throw new AssertionError("the process ended without '" + wanted + "':\n" + all);
  }

  private VnfmRuntime next(boolean repeatable) {
    return nfvo.vnfm(
            new VnfmHandler() {
              @Override
              public boolean repeatable(Action.Known action) {
                return repeatable || VnfmHandler.super.repeatable(action);
              }

              @Override
              public VirtualNetworkFunctionRecord instantiate(
                  VnfmContext context,
                  VirtualNetworkFunctionRecord vnfr,
                  OrVnfmInstantiate request) {
                calls.add(vnfr.name() + " redelivered=" + context.redelivered());
                return vnfr;
              }
            })
        .build();
  }

  @Test
  void theNextOneAnswersErrorWithTheRecordAndAsksForNothing() throws Exception {
    List<CompletableFuture<Optional<VnfmOrMessage>>> answers = sendToVictim("srv", "cli");

    try (VnfmRuntime vnfm = next(false)) {
      vnfm.start();
      for (int i = 0; i < 2; i++) {
        VnfmOrError error = (VnfmOrError) answers.get(i).get(60, TimeUnit.SECONDS).orElseThrow();
        assertThat(error.exception().detailMessage()).contains("came a second time");
        assertThat(error.nsrId()).isEqualTo("nsr");
        assertThat(error.virtualNetworkFunctionRecord().name()).isEqualTo(i == 0 ? "srv" : "cli");
        assertThat(error.virtualNetworkFunctionRecord().vdu()).hasSize(1);
      }
    }
    assertThat(calls).isEmpty();
    assertThat(nfvo.asked).isEmpty();
  }

  @Test
  void theNextOneInstantiatesWhatItMayRepeat() throws Exception {
    nfvo.answering(request -> CompletableFuture.completedFuture(LiveNfvo.yes(request)));
    List<CompletableFuture<Optional<VnfmOrMessage>>> answers = sendToVictim("srv", "cli");

    try (VnfmRuntime vnfm = next(true)) {
      vnfm.start();
      for (CompletableFuture<Optional<VnfmOrMessage>> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS).orElseThrow().action())
            .isEqualTo(Action.INSTANTIATE);
      }
    }
    assertThat(calls).containsExactlyInAnyOrder("srv redelivered=true", "cli redelivered=true");
  }
}
