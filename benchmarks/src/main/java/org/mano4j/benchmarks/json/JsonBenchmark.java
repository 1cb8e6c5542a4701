package org.mano4j.benchmarks.json;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** One side reads, or writes, one document; in turns with the others, once it is warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

  /** A {@link Document}. */
  @Param({"NSD", "VNFR", "INSTANTIATE"})
  public String document;

  /** A {@link Side}. */
  @Param({"PUBLISHED", "MANO4J", "KNOWN_ONLY"})
  public String side;

  private final Turns.Turn turn = new Turns.Turn();
  private Codec codec;
  private byte[] json;
  private Object value;

  /** Reads once what is to be written. */
  @Setup
  public void prepare() throws IOException {
    Document chosen = Document.valueOf(document);
    codec = Side.valueOf(side).codec(chosen);
    json = chosen.json();
    value = codec.read(json);
  }

  /** Warm-ups wait for nobody. */
  @Setup(Level.Iteration)
  public void await(IterationParams iteration) throws IOException {
    if (iteration.getType() == IterationType.MEASUREMENT) {
      turn.await();
    }
  }

  /** The next one's turn. */
  @TearDown(Level.Iteration)
  public void pass(IterationParams iteration) throws IOException {
    if (iteration.getType() == IterationType.MEASUREMENT) {
      turn.pass();
    }
  }

  /** The others go on without this one. */
  @TearDown
  public void leave() {
    turn.close();
  }

  /** From bytes to records. */
  @Benchmark
  public Object read() {
    return codec.read(json);
  }

  /** From records to bytes. */
  @Benchmark
  public byte[] write() {
    return codec.write(value);
  }
}
