package org.mano4j.samples.popd;

import org.mano4j.config.Table;
import org.mano4j.pop.docker.DockerPopBuilder;

/**
 * {@code [Output]}: how much is kept of what containers print.
 *
 * @param runningBytes by the engine, of each that runs
 * @param endedLines by the Pop, of each that has ended
 * @param endedBytes the same in bytes
 */
record OutputKeys(int runningBytes, int endedLines, int endedBytes) {

  static OutputKeys read(Table table) {
    return new OutputKeys(
        table.integer("RunningBytes", 64 << 10, 1 << 30).orElse(10 << 20),
        table.integer("EndedLines", 0, 100_000).orElse(1000),
        table.integer("EndedBytes", 0, 16 << 20).orElse(256 << 10));
  }

  void applyTo(DockerPopBuilder docker) {
    docker.logSize(runningBytes).keptOutput(endedLines, endedBytes);
  }
}
