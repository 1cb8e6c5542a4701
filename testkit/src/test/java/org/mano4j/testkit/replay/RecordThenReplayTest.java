package org.mano4j.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** What was recorded with one NFVO is played without it. */
class RecordThenReplayTest {

  private static final String NSD =
      """
      {'name':'service','vendor':'Acme','version':'1','vld':[{'name':'private'}],
       'vnfd':[{'name':'web','vendor':'Acme','version':'1','type':'web','endpoint':'dummy',
         'deployment_flavour':[{'flavour_key':'m1.small'}],'virtual_link':[{'name':'private'}],
         'lifecycle_event':[{'event':'START','lifecycle_events':['start.sh']}],
         'vdu':[{'name':'vdu','vm_image':['image'],'scale_in_out':2,
           'vnfc':[{'connection_point':[{'virtual_link_reference':'private'}]}]}]}]}"""
          .replace('\'', '"');

  @TempDir private Path folder;

  private static final class Driver implements VimDriver {
    @Override
    public VimInstance refresh(VimInstance vim) {
      return vim;
    }

    @Override
    public VimNetwork createNetwork(VimInstance vim, VimNetwork network) {
      return BaseNetworkBuilder.builder().name("private").extId("net-1").build();
    }

    @Override
    public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
      return ServerBuilder.builder()
          .name(request.name())
          .hostName(request.name())
          .extId("server-of-" + request.name())
          .ips(Map.of("private", List.of("10.0.0.1")))
          .build();
    }

    @Override
    public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {}
  }

  private static AutoCloseable vnfm(VnfmHandler handler, BusConnector connector) {
    VnfmRuntime vnfm =
        VnfmRuntime.builder(handler)
            .type("dummy")
            .channel(BusChannel.builder(connector).build())
            .build();
    vnfm.start();
    return Drained.last(vnfm);
  }

  private static AutoCloseable plugin(BusConnector connector) {
    VimDriverPlugin plugin =
        VimDriverPlugin.builder(new Driver())
            .type("test")
            .name("test")
            .connector(connector)
            .build();
    plugin.start();
    return plugin;
  }

  private Recording record() throws Exception {
    try (InMemoryBusConnector bus = new InMemoryBusConnector();
        OfflineNfvo nfvo = OfflineNfvo.builder().bus(bus).build()) {
      nfvo.start();
      // snippet:record
      Recorder recorder = new Recorder();
      AutoCloseable plugin = plugin(recorder.listen("driver", bus));
      AutoCloseable vnfm = vnfm(new VnfmHandler() {}, recorder.listen("vnfm", bus));
      launchScaleAndTerminate(nfvo);
      vnfm.close();
      plugin.close();
      recorder.recording().writeFolder(folder);
      // end
    }
    return Recording.read(folder);
  }

  private static void launchScaleAndTerminate(OfflineNfvo nfvo) throws Exception {
    nfvo.addVim(
        GenericVimInstanceBuilder.builder()
            .name("vim")
            .type("test")
            .authUrl("http://here")
            .build());
    String nsr = nfvo.launch(nfvo.onboard("nsd.json", NSD.getBytes(StandardCharsets.UTF_8)));
    nfvo.awaitStatus(nsr, Status.ACTIVE, Duration.ofSeconds(20));
    nfvo.scaleOut(nsr, "web").get();
    nfvo.terminate(nsr).get();
  }

  private ReplayReport replay(VnfmHandler handler) {
    try (InMemoryBusConnector bus = new InMemoryBusConnector()) {
      // snippet:replay
      ReplayReport report =
          Replay.of(Recording.read(folder))
              .over(bus)
              .manager("vnfm", type -> vnfm(handler, bus))
              .manager("driver", type -> plugin(bus))
              .intended(
                  List.of(IntendedDifference.at("/vnfmManagerEndpoint/description", "our words")))
              .play();
      // end
      return report;
    }
  }

  @Test
  void theSameManagersAnswerTheSameAgain() throws Exception {
    Recording recording = record();

    ReplayReport report = replay(new VnfmHandler() {});

    assertThat(recording.messages()).hasSizeGreaterThan(20);
    report.assertAsRecorded();
    assertThat(report.messages()).hasSizeGreaterThan(10);
  }

  @Test
  void anotherManagerShowsInWhatItDiffers() throws Exception {
    VnfmHandler other =
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord start(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            return vnfr.withVendor("somebody else");
          }
        };

    record();
    ReplayReport report = replay(other);

    assertThat(report.differing())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.recorded().what()).isEqualTo("START");
              assertThat(message.differences())
                  .extracting(Difference::toString)
                  .containsExactly(
                      "/virtualNetworkFunctionRecord/vendor: recorded \"Acme\","
                          + " now \"somebody else\"");
            });
  }
}
