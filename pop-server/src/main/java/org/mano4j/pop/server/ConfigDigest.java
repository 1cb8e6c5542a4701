package org.mano4j.pop.server;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Ip;

/**
 * What the content of a Create comes down to: the same for the same content, whatever the order of
 * its maps. Kept for as long as containers live: its form must not change.
 */
final class ConfigDigest {

  private ConfigDigest() {}

  /** SHA-256 of all that was asked for, but the idempotency key. */
  static String of(ContainerConfig config) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, config.name());
      text(out, config.imageId());
      text(out, config.flavourId());
      out.writeInt(config.endpoints().size());
      for (Map.Entry<String, Endpoint> entry : config.endpoints().entrySet()) {
        text(out, entry.getKey());
        Ip ipv6 = entry.getValue().ipv6();
        text(out, entry.getValue().address());
        text(out, ipv6 == null ? "" : ipv6.address());
      }
      map(out, config.metadata());
      map(out, config.labels());
      return Sha256.of(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void map(DataOutputStream out, Map<String, String> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      text(out, entry.getKey());
      text(out, entry.getValue());
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
