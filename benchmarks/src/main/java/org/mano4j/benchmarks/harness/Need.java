package org.mano4j.benchmarks.harness;

/** What a suite measures with; who starts it can start these before. */
public enum Need {
  /** RabbitMQ, see {@link Services#rabbitMq()}. */
  BROKER,
  /** A Docker Engine, see {@link Services#engine()}. */
  ENGINE
}
