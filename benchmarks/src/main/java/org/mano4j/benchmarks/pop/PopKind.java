package org.mano4j.benchmarks.pop;

/** The servers that are measured. */
enum PopKind {
  /** Runs nothing, and remembers nothing. */
  MEMORY,
  /** Runs nothing; what it has answered survives its end. */
  DURABLE,
  /** Runs nothing; what it has answered survives a power cut. */
  SYNC,
  /** On a Docker Engine; what it has answered survives a power cut. */
  ENGINE,
  /** The same on an engine that does nothing, and answers at once. */
  INSTANT,
  /** No Pop: that engine. */
  INSTANT_ENGINE,
  /** No Pop: what gRPC alone takes. */
  BARE
}
