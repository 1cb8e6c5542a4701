package org.mano4j.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;

/** What can be validated. */
enum ValidateKind {
  NSD("nsd"),
  VNFD("vnfd"),
  PACKAGE("package");

  /** Where a tar says what it is. */
  private static final int MAGIC_AT = 257;

  private static final List<byte[]> ARCHIVES =
      List.of(
          new byte[] {0x1f, (byte) 0x8b},
          new byte[] {'P', 'K'},
          new byte[] {'B', 'Z', 'h'},
          new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z'});

  private static final byte[] TAR = {'u', 's', 't', 'a', 'r'};

  private final String word;

  ValidateKind(String word) {
    this.word = word;
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return word;
  }

  /**
   * Whether it is an archive: a tar, or one whose validation says why it is none.
   *
   * @param in is left where it was
   */
  static boolean isArchive(String name, BufferedInputStream in) throws IOException {
    in.mark(MAGIC_AT + TAR.length);
    byte[] head = in.readNBytes(MAGIC_AT + TAR.length);
    in.reset();
    return name.matches("(?i).*\\.(tar|tgz|tar\\.gz)")
        || ARCHIVES.stream().anyMatch(magic -> has(head, 0, magic))
        || has(head, MAGIC_AT, TAR);
  }

  private static boolean has(byte[] head, int at, byte[] magic) {
    return head.length >= at + magic.length
        && Arrays.equals(head, at, at + magic.length, magic, 0, magic.length);
  }

  private static final List<String> OF_VNFD =
      List.of("vdu", "endpoint", "virtual_link", "deployment_flavour", "lifecycle_event");

  /**
   * Which kind of descriptor JSON is, by the properties that only one of them has. What is neither
   * is taken for an NSD, whose validation says what it lacks.
   */
  static ValidateKind ofJson(byte[] json) {
    try {
      JsonNode document = CatalogueJson.read(json, JsonNode.class);
      return !document.has("vnfd") && OF_VNFD.stream().anyMatch(document::has) ? VNFD : NSD;
    } catch (CatalogueException e) {
      // broken, but perhaps not there
      String text = new String(json, StandardCharsets.UTF_8);
      return text.contains("\"vdu\"") && !text.contains("\"vnfd\"") ? VNFD : NSD;
    }
  }
}
