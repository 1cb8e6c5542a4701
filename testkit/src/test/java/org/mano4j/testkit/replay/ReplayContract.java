package org.mano4j.testkit.replay;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmRuntime;

/** Plays every recording to the runtimes, over a broker that subclasses give. */
abstract class ReplayContract {

  static final List<String> RECORDINGS =
      List.of(
          "a-lifecycle",
          "b-package-and-day2",
          "c-driver-fails",
          "d-vnfm-fails-and-resume",
          "e-vim-types");

  abstract BusConnector connector();

  /** Who registers. */
  BusCredentials registrationUser() {
    return NfvoAddresses.DEFAULT_REGISTRATION_USER;
  }

  Replay over(Replay replay) {
    return replay.over(connector());
  }

  @ParameterizedTest
  @FieldSource("RECORDINGS")
  void answersAsRecorded(String name) {
    play(name).assertAsRecorded();
  }

  ReplayReport play(String name) {
    Recording recording = recording(name);
    Replay replay =
        over(Replay.of(recording))
            .intended(IntendedDifferences.ALL)
            .patience(Duration.ofSeconds(20));
    VimDriver driver = new RecordedDriver(recording);
    replay.manager("driver", type -> plugin(type, driver));
    if (recording.managers().contains("vnfm")) {
      replay.manager("vnfm", type -> vnfm(type, name.startsWith("d-")));
    }
    return replay.play();
  }

  private AutoCloseable vnfm(String type, boolean fails) {
    VnfmRuntime vnfm =
        VnfmRuntime.builder(new RecordedVnfm(fails))
            .type(type)
            .description("unknown")
            .channel(BusChannel.builder(connector()).registrationUser(registrationUser()).build())
            .build();
    vnfm.start();
    return Drained.last(vnfm);
  }

  private AutoCloseable plugin(String pluginId, VimDriver driver) {
    String[] parts = pluginId.split("\\.");
    VimDriverPlugin plugin =
        VimDriverPlugin.builder(driver)
            .type(parts[1])
            .name(parts[2])
            .connector(connector())
            .registrationUser(registrationUser())
            .build();
    plugin.start();
    return plugin;
  }

  static Recording recording(String name) {
    URL index = ReplayContract.class.getResource("/captured/" + name + "/index.json");
    try {
      return Recording.read(
          Path.of(Objects.requireNonNull(index, "no recording " + name).toURI()).getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
