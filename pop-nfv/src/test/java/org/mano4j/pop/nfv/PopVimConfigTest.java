package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopTls;

/** What is read from the table of Pops, and who gets which password. */
class PopVimConfigTest {

  private static final String SITE =
      "[pops.site-1]\nendpoint = 'Pop.example:60000'\nusername = 'nfv'\n";

  @TempDir private Path folder;

  static PopVimConfig read(String toml) {
    return read(toml, Map.of());
  }

  private static PopVimConfig read(String toml, Map<String, String> variables) {
    return read(Config.parse(toml, "plugind.toml", variables));
  }

  private static PopVimConfig read(Config config) {
    PopVimConfig pops = PopVimConfig.read(config);
    config.check();
    return pops;
  }

  private static void assertMistake(String toml, String... sentences) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(toml))
        .withMessageContainingAll(sentences)
        .withMessageNotContaining("hunter2");
  }

  @Test
  void aPopIsKnownByHostAndPort() {
    PopVimConfig pops = read(SITE + "password = 'hunter2'\n");
    PopCredentials user = new PopCredentials("nfv", "hunter2");

    assertThat(pops.names()).containsExactly("site-1");
    assertThat(pops.credentials(PopEndpoint.parse("http://pop.EXAMPLE"))).contains(user);
    assertThat(pops.credentials(PopEndpoint.parse("https://pop.example:60000"))).contains(user);
    assertThat(pops.credentials(PopEndpoint.parse("pop.example:60001"))).isEmpty();
    assertThat(pops.credentials(PopEndpoint.parse("pop.example.org"))).isEmpty();
    assertThat(pops.credentials(PopEndpoint.inProcess("pop.example"))).isEmpty();
    assertThat(pops).hasToString("PopVimConfig[site-1]");
  }

  @Test
  void aPopBehindTlsIsNeverCalledWithoutIt() throws IOException {
    Files.writeString(folder.resolve("ca.pem"), "x");
    Path file =
        Files.writeString(
            folder.resolve("plugind.toml"),
            SITE + "password = 'hunter2'\ntls-ca = 'ca.pem'\ntls-name = 'inside'\n");
    PopVimConfig pops = read(Config.read(file, Map.of()));
    PopEndpoint plain = PopEndpoint.of("pop.example", 60000);
    PopEndpoint secure = PopEndpoint.tls("pop.example", 60000);

    assertThat(pops.credentials(plain)).isEmpty();
    assertThat(pops.credentials(secure)).isPresent();
    assertThat(pops.access(plain).orElseThrow().endpoint()).isEqualTo(secure);
    assertThat(pops.tls(secure).orElseThrow())
        .isEqualTo(new PopTls(folder.resolve("ca.pem"), null, null, "inside"));
  }

  @Test
  void anAddressWithHttpsIsEnoughForTls() {
    PopVimConfig pops =
        read("[pops.a]\nendpoint = 'https://[::1]:1'\nusername = 'u'\npassword = 'p'\n");

    assertThat(pops.tls(PopEndpoint.of("::1", 1))).contains(PopTls.defaults());
    assertThat(pops.access(PopEndpoint.of("::1", 1)).orElseThrow().endpoint().isTls()).isTrue();
  }

  @Test
  void aPasswordMayStandInAFileOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("secret"), "hunter2 \n");
    Path file =
        Files.writeString(folder.resolve("plugind.toml"), SITE + "password-file = 'secret'\n");

    assertThat(
            read(Config.read(file, Map.of()))
                .credentials(PopEndpoint.of("pop.example", 60000))
                .orElseThrow()
                .password())
        .isEqualTo("hunter2 ");
  }

  @Test
  void aPasswordMayComeFromAVariable() {
    PopVimConfig pops = read(SITE, Map.of("MANO4J_POPS_SITE_1_PASSWORD", "hunter2"));

    assertThat(pops.credentials(PopEndpoint.of("pop.example", 60000)).orElseThrow().password())
        .isEqualTo("hunter2");
  }

  @Test
  void namesThatShareTheirVariablesAreAMistake() {
    assertMistake(
        SITE
            + "password = 'hunter2'\n[pops.site_1]\nendpoint = 'h'\nusername = 'u'\npassword = 'p'\n",
        "plugind.toml:5: pops.site_1 would share its variables with pops.site-1");
  }

  @Test
  void mistakesNameTheirLines() throws IOException {
    assertMistake(SITE, "plugind.toml:1: pops.site-1.password is missing");
    assertMistake(SITE + "password = ''\n", "plugind.toml:4: pops.site-1.password is empty");
    assertMistake(
        SITE + "password = 'hunter2'\ntls-cert = '/nowhere'\n",
        "plugind.toml:5: pops.site-1.tls-cert needs 'tls-key', too");
    assertMistake(
        "[pops.a]\nendpoint = 'http://hunter2@h:1'\nusername = 'u'\npassword = 'hunter2'\n",
        "plugind.toml:2: pops.a.endpoint must be host:port, host, or https://host:port");
    assertMistake(
        "[pops.a]\nendpoint = 'http://h:1'\nusername = 'u'\npassword = 'p'\ntls-name = 'x'\n",
        "plugind.toml:2: pops.a.endpoint contradicts the keys of TLS");
    assertMistake(
        SITE
            + "password = 'p'\n[pops.b]\nendpoint = 'https://pop.example'\nusername = 'u'\npassword = 'p'\n",
        "plugind.toml:6: pops.b.endpoint is that of [pops.site-1], too");
    assertMistake(SITE + "pasword = 'hunter2'\n", "plugind.toml:4", "did you mean 'password'");
    assertMistake("[pops]\nmax-vims = 0\n", "plugind.toml:2: pops.max-vims");
    Path empty = Files.createFile(folder.resolve("empty"));
    assertMistake(
        SITE + "password-file = '" + empty + "'\n",
        "plugind.toml:4: pops.site-1.password-file must name a file with one line");
    assertMistake(
        SITE + "password-file = '" + empty + "'\npassword = 'hunter2'\n",
        "plugind.toml:4: pops.site-1.password-file contradicts 'password'");
  }

  @Test
  void theRestHasDefaultsThatSuitADriver() {
    PopVimConfig none = read("");

    assertThat(none.names()).isEmpty();
    assertThat(none.doors()).isEqualTo(new DoorOptions(Duration.ofHours(24), 500));
    assertThat(none.options().refusedLoginPause()).isEqualTo(Duration.ofSeconds(30));
    assertThat(PopVimConfig.none().options()).isEqualTo(none.options());
  }

  @Test
  void theRestCanBeSet() {
    PopVimConfig pops =
        read(
            "[pops]\nmax-sessions = 5\nsession-idle = '1 min'\ncall-limit = '9 s'\n"
                + "forget-vims-after = '2 h'\nmax-vims = 7\n");

    assertThat(pops.options().maxSessions()).isEqualTo(5);
    assertThat(pops.options().idle()).isEqualTo(Duration.ofMinutes(1));
    assertThat(pops.options().deadline()).isEqualTo(Duration.ofSeconds(9));
    assertThat(pops.doors()).isEqualTo(new DoorOptions(Duration.ofHours(2), 7));
  }
}
