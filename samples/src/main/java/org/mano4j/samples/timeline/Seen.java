package org.mano4j.samples.timeline;

import java.time.Instant;
import java.util.Map;

/** Something that was seen of a run, and when. */
sealed interface Seen {

  /** When, or when it began. */
  Instant at();

  /** A phase of a VNF, all its instances together. */
  record OfVnf(Instant at, Instant end, Phase phase, String vnfr) implements Seen {}

  /** A driver was asked to launch a server, and has answered. */
  record Launched(Instant at, Instant end, String server) implements Seen {}

  /** A VNFM has asked the door of a VIM for something. */
  record Asked(Instant at, String function, String server) implements Seen {}

  /** A Pop has told what a container is now. */
  record Changed(
      Instant at, String id, String server, boolean running, Map<String, String> metadata)
      implements Seen {}

  /** An engine has begun to create, has created and has started the container of a Pop's one. */
  record OnEngine(Instant at, Instant created, Instant started, String id) implements Seen {}

  /** A step of the run. */
  record Step(Instant at, Instant end, String name) {}
}
