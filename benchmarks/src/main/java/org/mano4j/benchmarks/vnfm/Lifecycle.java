package org.mano4j.benchmarks.vnfm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The messages of an NFVO to so many VNFRs, each of a service of its own: those that an NFVO 6.0.0
 * sent in a launch and a termination that were recorded, white space and all, with the ids of each.
 */
final class Lifecycle {

  /** What an NFVO says. */
  enum Kind {
    INSTANTIATE("08-nfvo-to-vnfm-INSTANTIATE"),
    MODIFY("31-nfvo-to-vnfm-MODIFY"),
    START("35-nfvo-to-vnfm-START"),
    RELEASE_RESOURCES("55-nfvo-to-vnfm-RELEASE_RESOURCES"),
    /** The answer to a manager that asks for it within INSTANTIATE. */
    GRANT_OPERATION("21-nfvo-to-vnfm-reply-to-10-GRANT_OPERATION"),
    /** The answer to a manager that asks for it within INSTANTIATE. */
    ALLOCATE_RESOURCES("28-nfvo-to-vnfm-reply-to-22-ALLOCATE_RESOURCES");

    private final String recorded;

    Kind(String recorded) {
      this.recorded = recorded;
    }
  }

  /** The requests, in the order of a life. */
  static final List<Kind> REQUESTS =
      List.of(Kind.INSTANTIATE, Kind.MODIFY, Kind.START, Kind.RELEASE_RESOURCES);

  private static final String RECORDINGS = "/org/mano4j/benchmarks/wire/captured/a-lifecycle/";
  private static final String RECORDED_NSR = "e8d820af-f1d3-4f58-9838-66ea07a7bd2a";
  private static final String RECORDED_VNFR = "111b2eef-5a1c-4228-a1e1-00ee205f1851";
  private static final String NSR = "0a7d5f10-6a1e-4c35-8b2f-";
  private static final String VNFR = "51c90c4e-0f4b-4d7a-9d55-";
  private static final byte[] NSR_BYTES = NSR.getBytes(StandardCharsets.UTF_8);
  private static final int DIGITS = 12;

  private final int vnfrs;
  private final Map<Kind, byte[][]> messages = new EnumMap<>(Kind.class);

  Lifecycle(int vnfrs) throws IOException {
    this.vnfrs = vnfrs;
    for (Kind kind : Kind.values()) {
      String recorded = recorded(kind);
      byte[][] all = new byte[vnfrs][];
      for (int i = 0; i < vnfrs; i++) {
        String number = String.format("%0" + DIGITS + "d", i);
        all[i] =
            recorded
                .replace(RECORDED_NSR, NSR + number)
                .replace(RECORDED_VNFR, VNFR + number)
                .getBytes(StandardCharsets.UTF_8);
      }
      messages.put(kind, all);
    }
  }

  private static String recorded(Kind kind) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            Lifecycle.class.getResourceAsStream(RECORDINGS + kind.recorded + ".json"),
            "no message " + kind)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  int vnfrs() {
    return vnfrs;
  }

  byte[] message(Kind kind, int vnfr) {
    return Objects.requireNonNull(messages.get(kind))[vnfr];
  }

  /**
   * The request with this number: it is the turn of one VNFR after the other, each goes through its
   * life again and again, and at any time there are as many at each point of it.
   */
  byte[] request(long number) {
    int vnfr = (int) (number % vnfrs);
    return message(REQUESTS.get((int) ((number / vnfrs + vnfr) % REQUESTS.size())), vnfr);
  }

  /** The request with this number in the life of a single VNFR. */
  byte[] requestToOne(long number) {
    return message(REQUESTS.get((int) (number % REQUESTS.size())), 0);
  }

  /** START for one VNFR after the other. */
  byte[] start(long number) {
    return message(Kind.START, (int) (number % vnfrs));
  }

  /** Which VNFR a message of a manager is about. */
  static int vnfr(byte[] message) {
    int at = indexOf(message, NSR_BYTES);
    if (at < 0) {
      throw new IllegalArgumentException(
          "a message of the manager names no service: " + beginning(message));
    }
    int number = 0;
    for (int i = at + NSR_BYTES.length; i < at + NSR_BYTES.length + DIGITS; i++) {
      number = number * 10 + message[i] - '0';
    }
    return number;
  }

  static String beginning(byte[] message) {
    return new String(message, 0, Math.min(300, message.length), StandardCharsets.UTF_8);
  }

  /** The place of some bytes in others; -1 if they are not there. */
  static int indexOf(byte[] message, byte[] wanted) {
    for (int i = 0; i <= message.length - wanted.length; i++) {
      if (message[i] == wanted[0]
          && Arrays.equals(message, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
